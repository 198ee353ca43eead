import Foundation
import Testing

/// A short story told to a ledger, event after event, as its parties would report them.
final class Tale {
  let home: LedgerAtHome
  private var number = 0

  init() throws {
    home = try LedgerAtHome()
    try home.create()
  }

  /// The line of an event; `time` is `2026-03-02 08:00` in China, `rest` the fields of its kind.
  func line(_ time: String, _ party: String, _ kind: String, _ rest: String, id: String? = nil)
    -> String
  {
    number += 1
    let moment = time.replacingOccurrences(of: " ", with: "T") + ":00+08:00"
    return
      #"{"id":"\#(id ?? "E\(number)")","kind":"\#(kind)","time":"\#(moment)","party":"\#(party)","#
      + rest + "}\n"
  }

  /// Reports an event that must be recorded.
  func tell(_ time: String, _ party: String, _ kind: String, _ rest: String, id: String? = nil)
    throws
  {
    let told = try home.run("append", input: line(time, party, kind, rest, id: id))
    try #require(told.status == 0, "\(told.error)")
  }

  /// Reports several events at once, all of which must be recorded.
  func tell(_ lines: [String]) throws {
    let told = try home.run("append", input: lines.joined())
    try #require(told.status == 0, "\(told.error)")
  }

  /// Reports an event that must be refused, and gives what was said.
  func refused(
    _ time: String, _ party: String, _ kind: String, _ rest: String, _ options: String...
  ) throws -> String {
    let told = try home.run(["append"] + options, input: line(time, party, kind, rest))
    #expect(told.status == 65)
    return told.error
  }

  /// The alerts of a rule as of a day.
  func alerts(_ rule: String, asOf day: String, _ options: String...) throws -> [[String: Any]] {
    let answer = try home.run(
      ["alerts", "--rule", rule, "--as-of", day + "T12:00:00+08:00", "--format", "json"] + options)
    try #require(answer.status == 0, "\(answer.error)")
    return try #require(answer.json()["alerts"] as? [[String: Any]])
  }

  func json(_ arguments: String...) throws -> [String: Any] {
    let answer = try home.run(arguments + ["--format", "json"])
    try #require(answer.status == 0, "\(answer.error)")
    return try answer.json()
  }

  /// A production with one lot.
  static func made(_ lot: String, _ quantity: String, _ chemical: String, site: String) -> String {
    #""process":"produce","site":"\#(site)","outputs":[{"lot":"\#(lot)","quantity":"\#(quantity)","chemical":{\#(chemical)}}]"#
  }
}

/// Chemicals of the stories.
enum Sample {
  static let toluene = #""name":"甲苯","cas":"108-88-3","un":"1294""#
  static let methanol = #""name":"甲醇","cas":"67-56-1","un":"1230""#
  static let cyanide = #""name":"氰化钠","cas":"143-33-9","un":"1689""#
}
