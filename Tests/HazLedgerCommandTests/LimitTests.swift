import Foundation
import Testing

/// What stands on the page of limits, met by somebody who records: at a limit, and one past it.
@Suite("Limits, on the command line")
struct LimitTests {
  /// An event of many lots and of a note of so many bytes, as a line of JSON.
  private func event(id: String, noteBytes: Int) -> String {
    let lots = (0..<195).map { number in
      let name = String(1_000 + number) + String(repeating: "x", count: 100)
      return #"{"lot":"\#(id)\#(name)","quantity":"1 t"}"#
    }.joined(separator: ",")
    return #"{"id":"\#(id)","kind":"production","time":"2026-01-05T08:00:00+08:00","party":"P","#
      + #""process":"produce","note":"\#(String(repeating: "n", count: noteBytes))","#
      + #""outputs":[\#(lots)]}"#
  }

  /// The bytes that a refused event has, as the refusal says.
  private func sizeBytes(_ refusal: Program.Outcome) -> Int? {
    refusal.error.split(separator: " ").compactMap { Int($0) }.first { $0 > 1_000 }
  }

  @Test("an event of 24,000 bytes is recorded and can be corrected; one byte more is refused")
  func eventSize() throws {
    let home = try LedgerAtHome()
    try home.create()
    let guess = 2_000
    let refused = try home.run("append", input: event(id: "a", noteBytes: guess))
    #expect(refused.status == 65)
    let excess = try #require(sizeBytes(refused)) - 24_000
    try #require(excess > 0 && excess < 1_600)
    let onePast = try home.run("append", input: event(id: "a", noteBytes: guess - excess + 1))
    #expect(onePast.status == 65)
    #expect(onePast.error.contains("24001") && onePast.error.contains("24000"))
    #expect(try home.size() == 1)
    let atLimit = try home.run("append", input: event(id: "a", noteBytes: guess - excess))
    #expect(atLimit.status == 0, "\(atLimit.error)")
    let replacement = event(id: "a", noteBytes: guess - excess).replacing("nnn", with: "mmm")
    let correction =
      #"{"id":"c","kind":"correction","time":"2026-01-06T08:00:00+08:00","party":"P","#
      + #""corrects":{"party":"P","id":"a"},"#
      + #""reason":"\#(String(repeating: "r", count: 4_096))","replacement":\#(replacement)}"#
    let corrected = try home.run("append", input: correction)
    #expect(corrected.status == 0, "\(corrected.error)")
    #expect(try home.size() == 3)
    #expect(try home.run("verify").status == 0)
  }

  @Test("256 different lots in an event are recorded; one more is refused")
  func lots() throws {
    let home = try LedgerAtHome()
    try home.create()
    for (count, status) in [(257, 65), (256, 0)] {
      let lots = (0..<count).map { #"{"lot":"L\#($0)","quantity":"1 t"}"# }
      let line =
        #"{"id":"a","kind":"production","time":"2026-01-05T08:00:00+08:00","party":"P","#
        + #""process":"produce","outputs":[\#(lots.joined(separator: ","))]}"#
      let outcome = try home.run("append", input: line)
      #expect(outcome.status == Int32(status), "\(count): \(outcome.error)")
    }
    #expect(try home.size() == 2)
    #expect(try home.run("verify").status == 0)
  }

  @Test("a private value has 4,096 bytes at most, as any text")
  func privateValue() throws {
    let home = try LedgerAtHome()
    try home.create()
    for (count, status) in [(4_097, 65), (4_096, 0)] {
      let value = String(repeating: "h", count: count)
      let line =
        #"{"id":"a","kind":"production","time":"2026-01-05T08:00:00+08:00","party":"P","#
        + #""process":"produce","handler":"\#(value)","outputs":[{"lot":"L","quantity":"1 t"}]}"#
      let outcome = try home.run("append", input: line)
      #expect(outcome.status == Int32(status), "\(count): \(outcome.error)")
    }
    let exported = try home.run("export").jsonLines()
    #expect((exported.first?["handler"] as? String)?.utf8.count == 4_096)
    #expect(try home.run("verify").status == 0)
  }

  @Test("a writer waits for a day at most")
  func wait() throws {
    let home = try LedgerAtHome()
    try home.create()
    for (seconds, status) in [("86401", 64), ("-1", 64), ("nan", 64), ("86400", 0), ("0", 0)] {
      let outcome = try home.run(
        "append", "--wait=" + seconds, input: MadeEvents.line("w" + seconds))
      #expect(outcome.status == Int32(status), "\(seconds): \(outcome.error)")
    }
    #expect(try home.size() == 3)
  }
}
