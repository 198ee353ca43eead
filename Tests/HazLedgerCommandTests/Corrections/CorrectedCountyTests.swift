import Foundation
import Testing

/// A county whose people make mistakes, against an independent program that folds everything again.
@Suite("A county with corrections and orders")
struct CorrectedCountyTests {
  @Test("every event is taken, the answers are those of exact fractions, and the ledger verifies")
  func answers() throws {
    let home = try LedgerAtHome()
    try home.create()
    let imported = try home.run(
      "import", Fixture.path("corrections/events.jsonl"), "--format", "json")
    try #require(imported.status == 0, "\(imported.error)")
    let report = try imported.json()
    #expect(report["recorded"] as? Int == report["rows"] as? Int)
    let file = URL(filePath: Fixture.path("corrections/answers.json"))
    let answers = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    for answer in try #require(answers as? [[String: Any]]) {
      let lot = try #require(answer["lot"] as? String)
      let traced = try home.run("trace", lot, "--format", "json")
      try #require(traced.status == 0, "\(lot): \(traced.error)")
      try Answer(answer).compare(with: traced.json())
    }
    let verified = try home.run("verify", "--format", "json")
    #expect(verified.status == 0, "\(verified.output)")
    // The lookups made anew from the log give the same.
    #expect(try home.run("reindex").status == 0)
    let again = try home.run(
      "import", Fixture.path("corrections/events.jsonl"), "--format", "json")
    #expect(try again.json()["alreadyRecorded"] as? Int == report["rows"] as? Int)
  }
}
