import Foundation
import Testing

/// Tells events to a ledger through the command line, in few words.
struct Diary {
  let home: LedgerAtHome

  init() throws {
    home = try LedgerAtHome()
    try home.create()
  }

  /// An event as a line of JSON; fields that are text are quoted already.
  static func event(
    _ id: String, _ kind: String, by party: String, _ fields: String, day: Int = 1
  ) -> String {
    let date = day < 10 ? "0\(day)" : "\(day)"
    return
      #"{"id":"\#(id)","kind":"\#(kind)","time":"2026-03-\#(date)T08:00:00Z","party":"\#(party)",\#(fields)}"#
  }

  static func made(_ id: String, _ lot: String, _ quantity: String, by party: String) -> String {
    event(
      id, "production", by: party,
      #""process":"produce","outputs":[{"lot":"\#(lot)","quantity":"\#(quantity)"}]"#)
  }

  static func used(_ id: String, _ lot: String, _ quantity: String, by party: String) -> String {
    event(
      id, "use", by: party, #""lot":"\#(lot)","quantity":"\#(quantity)","purpose":"cleaning""#)
  }

  static func consigned(
    _ id: String, _ waybill: String, _ lot: String, _ quantity: String, by party: String,
    to consignee: String
  ) -> String {
    event(
      id, "consignment", by: party,
      #""consignment":"\#(waybill)","consignee":"\#(consignee)","carrier":"Truck","#
        + #""goods":[{"lot":"\#(lot)","quantity":"\#(quantity)"}]"#)
  }

  static func step(_ id: String, _ step: String, _ waybill: String, by party: String) -> String {
    event(id, "transport", by: party, #""consignment":"\#(waybill)","step":"\#(step)""#)
  }

  static func corrected(
    _ id: String, of event: String, by party: String, whose: String? = nil, to replacement: String?
  ) -> String {
    let tail = replacement.map { #","replacement":\#($0)"# } ?? ""
    return Diary.event(
      id, "correction", by: party,
      #""corrects":{"party":"\#(whose ?? party)","id":"\#(event)"},"reason":"misread"\#(tail)"#,
      day: 20)
  }

  static func ordered(_ id: String, _ order: String, by party: String, _ fields: String) -> String {
    event(id, "order", by: party, #""order":"\#(order)","document":"DOC-\#(id)",\#(fields)"#)
  }

  /// Appends events, which must be recorded.
  @discardableResult
  func tell(_ events: String...) throws -> [[String: Any]] {
    let outcome = try home.run("append", input: events.joined(separator: "\n"))
    try #require(outcome.status == 0, "\(outcome.error)")
    return try outcome.jsonLines()
  }

  /// Appends an event that must be refused, and gives the status and the words.
  func refusal(of event: String) throws -> (status: Int32, words: String) {
    let size = try home.size()
    let outcome = try home.run("append", input: event)
    #expect(outcome.status != 0 && outcome.output.isEmpty)
    #expect(try home.size() == size)
    return (outcome.status, outcome.error)
  }

  func trace(_ lot: String, _ options: String...) throws -> [String: Any] {
    let outcome = try home.run(["trace", lot, "--format", "json"] + options)
    try #require(outcome.status == 0, "\(outcome.error)")
    return try outcome.json()
  }

  /// What is held of a lot, by party.
  func held(_ lot: String, _ options: String...) throws -> [String: String] {
    let outcome = try home.run(["trace", lot, "--format", "json", "--destination"] + options)
    try #require(outcome.status == 0, "\(outcome.error)")
    let destination = try outcome.json()["destination"] as? [String: Any]
    var held: [String: String] = [:]
    for row in destination?["held"] as? [[String: Any]] ?? [] where row["lot"] as? String == lot {
      held[row["party"] as? String ?? ""] = row["quantity"] as? String
    }
    return held
  }

  func history(_ lot: String) throws -> [[String: Any]] {
    try trace(lot, "--history")["history"] as? [[String: Any]] ?? []
  }

  /// Verifies the ledger, and gives the notes of the report.
  @discardableResult
  func verify() throws -> [String] {
    let outcome = try home.run("verify", "--format", "json")
    #expect(outcome.status == 0, "\(outcome.output)")
    return try outcome.json()["notes"] as? [String] ?? []
  }
}
