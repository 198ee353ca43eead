import Foundation
import Testing

/// What the short commands tell beside "recorded".
@Suite("Short commands tell what append tells")
struct ShortWarningTests {
  private let home: LedgerAtHome

  init() throws {
    home = try LedgerAtHome()
    try #require(home.create().status == 0)
    try #require(
      run(
        "receive", "HP1", "50 kg", "--from", "S", "--document", "D", "--name", "硝酸钾", "--cas",
        "7757-79-1", "--un", "1486", "--handler", "a", "--checker", "b"
      ).status == 0)
  }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try home.run(arguments + ["--party", "P1", "--lang", "zh"])
  }

  private func rules(_ outcome: Program.Outcome) throws -> [String] {
    let findings = try outcome.json()["findings"] as? [[String: Any]] ?? []
    return findings.compactMap { $0["rule"] as? String }.sorted()
  }

  @Test("a theft is red at once, in the text and in the receipt")
  func theft() throws {
    let told = try run("lose", "HP1", "5 kg", "--cause", "被盗", "--handler", "a", "--checker", "b")
    #expect(told.status == 0 && told.error.contains("【红】"), "\(told.error)")
    #expect(told.output.hasPrefix("已记录"))
    let receipt = try run("lose", "HP1", "5 kg", "--cause", "被盗", "--format", "json")
    #expect(try rules(receipt).contains("theft-controlled"))
    let line = """
      {"id":"t","kind":"loss","time":"2026-01-05T08:00:00Z","party":"P1","lot":"HP1",\
      "quantity":"1 kg","cause":"theft"}
      """
    #expect(try rules(home.run("append", input: line)).contains("theft-controlled"))
  }

  @Test("one person alone, a wrong CAS number, a short UN number and a time to come are told")
  func rules() throws {
    #expect(try run("use", "HP1", "1 kg", "--purpose", "x").error.contains("双人收发"))
    let bought = try run(
      "receive", "X", "1 kg", "--from", "S", "--document", "D", "--cas", "108-88-4", "--un", "94")
    #expect(bought.error.contains("108-88-4") && bought.error.contains("0094"), "\(bought.error)")
    let early = try run(
      "use", "HP1", "1 kg", "--purpose", "x", "--time", "2999-01-09T08:00:00Z", "--format", "json")
    #expect(try rules(early).contains("future-time"))
    #expect(try run("use", "HP1", "1 kg", "--purpose", "x", "--no-rules").error.isEmpty)
  }

  @Test(
    "a count tells how far the books were off",
    arguments: [("48 kg", "-2 kg", "少 2 kg"), ("51 kg", "1 kg", "多 1 kg"), ("50 kg", "0 kg", "相符")])
  func count(counted: String, difference: String, words: String) throws {
    let told = try run("count", "HP1", counted, "--reason", "x")
    #expect(told.status == 0 && told.output.contains(words), "\(told.output)\(told.error)")
    let again = try run("count", "HP1", "50 kg", "--reason", "x", "--format", "json").json()
    #expect(again["booked"] as? String == counted)
  }

  @Test("a command repeated with its id is the same event, whatever the clock says")
  func retry() throws {
    let first = try run("use", "HP1", "1 kg", "--purpose", "x", "--id", "R-1", "--format", "json")
    #expect(try first.json()["recorded"] as? Bool == true)
    let second = try run(
      "use", "HP1", "1000 g", "--purpose", "x", "--id", "R-1", "--format", "json")
    #expect(try second.json()["recorded"] as? Bool == false)
    #expect(try second.json()["index"] as? Int == first.json()["index"] as? Int)
    #expect(try run("use", "HP1", "2 kg", "--purpose", "x", "--id", "R-1").status == 65)
  }
}
