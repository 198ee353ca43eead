import Foundation
import Testing

/// The main job, end to end: make a ledger, import a quarter of events, trace, verify.
@Suite("The main job on a county's quarter")
struct MainJobTests {
  static let files: [(name: String, options: [String])] = [
    ("county/events.jsonl", []),
    ("county/events.csv", []),
    ("county/events-zh.csv", ["--timezone", "Asia/Shanghai"]),
  ]

  @Test("each of the three files gives the same events and the thirty answers", arguments: 0..<3)
  func answers(file: Int) throws {
    let (name, options) = MainJobTests.files[file]
    let home = try LedgerAtHome()
    try home.create()
    let imported = try home.run(
      ["import", Fixture.path(name), "--format", "json"] + options)
    try #require(imported.status == 0, "\(imported.error)")
    let report = try imported.json()
    #expect(report["recorded"] as? Int == report["rows"] as? Int)
    #expect(report["rejected"] as? Int == 0)

    let answers = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(filePath: Fixture.path("county/answers.json"))))
    for answer in try #require(answers as? [[String: Any]]) {
      let lot = try #require(answer["lot"] as? String)
      let traced = try home.run("trace", lot, "--format", "json")
      try #require(traced.status == 0, "\(lot): \(traced.error)")
      try Answer(answer).compare(with: traced.json())
    }
    let verified = try home.run("verify", "--format", "json")
    #expect(verified.status == 0, "\(verified.output)")
    #expect(try verified.json()["ok"] as? Bool == true)
  }

  @Test("export and import into a new ledger give the same events, and both verify")
  func exportAndImport() throws {
    let (first, second) = (try LedgerAtHome(), try LedgerAtHome())
    try first.create()
    try second.create()
    try #require(
      first.run("import", Fixture.path("county/events.jsonl"), "--format", "json").status == 0)
    let exported = try first.run("export")
    #expect(exported.status == 0)
    let file = try second.file("export.jsonl", exported.output)
    let imported = try second.run("import", file, "--format", "json")
    try #require(imported.status == 0, "\(imported.error)")
    let again = try second.run("export")
    func withoutRecord(_ lines: [[String: Any]]) -> [NSDictionary] {
      lines.map { line in
        var line = line
        line["recordedAt"] = nil
        line["leafHash"] = nil
        return line as NSDictionary
      }
    }
    #expect(try withoutRecord(exported.jsonLines()) == withoutRecord(again.jsonLines()))
    for home in [first, second] { #expect(try home.run("verify").status == 0) }
  }

  @Test("deleting what is derived loses nothing")
  func derivedFilesAreDerived() throws {
    let home = try LedgerAtHome()
    try home.create()
    try #require(home.run("import", Fixture.path("county/events.csv")).status == 0)
    let lot = try String(contentsOfFile: Fixture.path("county/demo-lot"), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let before = try home.run("trace", lot, "--format", "json")
    for folder in ["index", "tree"] { try FileManager.default.removeItem(at: home.url(folder)) }
    #expect(try home.run("trace", lot, "--format", "json").output == before.output)
    #expect(try home.run("verify").status == 0)
    #expect(try home.run("reindex").status == 0)
    #expect(try home.run("trace", lot, "--format", "json").output == before.output)
    #expect(try home.run("verify").status == 0)
  }

  @Test("the same file again, in another spelling, adds nothing")
  func exactlyOnce() throws {
    let home = try LedgerAtHome()
    try home.create()
    try #require(home.run("import", Fixture.path("county/events.csv")).status == 0)
    let again = try home.run(
      "import", Fixture.path("county/events-zh.csv"), "--timezone", "Asia/Shanghai", "--format",
      "json")
    try #require(again.status == 0, "\(again.error)")
    let report = try again.json()
    #expect(report["recorded"] as? Int == 0)
    #expect(report["alreadyRecorded"] as? Int == report["rows"] as? Int)
  }
}
