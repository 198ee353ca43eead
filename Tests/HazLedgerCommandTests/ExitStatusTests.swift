import Foundation
import Testing

/// The exit statuses are promises to scripts.
@Suite("Exit statuses")
struct ExitStatusTests {
  static let event = """
    {"id":"1","kind":"production","time":"2026-01-05T08:00:00+08:00","party":"P","process":"produce",\
    "outputs":[{"lot":"B1","quantity":"100 t","chemical":{"name":"甲醇","cas":"67-56-1"}}]}
    """

  @Test("64: wrong usage")
  func wrongUsage() throws {
    let home = try LedgerAtHome()
    #expect(try home.run("init").status == 64)
    #expect(try home.run("nonsense").status == 64)
    #expect(try home.run("import").status == 64)
    #expect(try home.run("trace", "P/B", "--as-of", "yesterday").status == 64)
    #expect(try home.run("init", "--origin", "has space").status == 64)
  }

  @Test("66: no ledger there, or no file; and none is made by mistake")
  func notThere() throws {
    let home = try LedgerAtHome()
    for arguments in [["status"], ["verify"], ["trace", "P/B"], ["export"], ["reindex"]] {
      #expect(try home.run(arguments).status == 66, "\(arguments)")
    }
    #expect(try home.run("append", input: ExitStatusTests.event).status == 66)
    #expect(!FileManager.default.fileExists(atPath: home.folder))
    try home.create()
    #expect(try home.run("import", "no such file.csv").status == 66)
  }

  @Test("73: a ledger is never made over another")
  func exists() throws {
    let home = try LedgerAtHome()
    #expect(try home.create().status == 0)
    #expect(try home.create().status == 73)
    let taken = try LedgerAtHome()
    try FileManager.default.createDirectory(
      atPath: taken.folder + "/something", withIntermediateDirectories: true)
    #expect(try taken.create().status == 73)
  }

  @Test("1: the answer is no")
  func answerIsNo() throws {
    let home = try LedgerAtHome()
    try home.create()
    #expect(try home.run("trace", "P/NOT-THERE").status == 1)
    #expect(try home.run("trace", "NOT-THERE").status == 1)
  }

  @Test("0 and a receipt for what is recorded, and again for what was")
  func appended() throws {
    let home = try LedgerAtHome()
    try home.create()
    let first = try home.run("append", input: ExitStatusTests.event)
    #expect(first.status == 0, "\(first.error)")
    let receipt = try #require(try first.jsonLines().first)
    #expect(receipt["recorded"] as? Bool == true)
    #expect(receipt["party"] as? String == "P")
    #expect(receipt["id"] as? String == "1")
    #expect(receipt["index"] as? Int == 1)
    #expect((receipt["leafHash"] as? String)?.count == 64)
    let again = try #require(try home.run("append", input: ExitStatusTests.event).jsonLines().first)
    #expect(again["recorded"] as? Bool == false)
    #expect(again["leafHash"] as? String == receipt["leafHash"] as? String)
  }

  @Test("65: other content under a recorded id, and nothing is written")
  func otherContent() throws {
    let home = try LedgerAtHome()
    try home.create()
    try home.run("append", input: ExitStatusTests.event)
    let changed = ExitStatusTests.event.replacingOccurrences(of: "100 t", with: "101 t")
    let refused = try home.run("append", "--lang", "zh", input: changed)
    #expect(refused.status == 65 && refused.error.contains("第 1 条,内容不同(产出)"))
    #expect(try home.run("status", "--format", "json").json()["size"] as? Int == 2)
    // Twice in one file: the other row is not in the ledger, and nobody says that it is.
    let twice = [ExitStatusTests.event, changed].map {
      $0.replacingOccurrences(of: "\"id\":\"1\"", with: "\"id\":\"2\"")
        .replacingOccurrences(of: "B1", with: "B2")
    }
    let both = try home.run("append", "--lang", "zh", input: twice.joined(separator: "\n"))
    #expect(both.status == 65 && both.error.contains("前面的一行") && !both.error.contains("已记录"))
  }

  @Test("75: locked by another writer after the wait")
  func locked() throws {
    let home = try LedgerAtHome()
    try home.create()
    let lock = try HeldLock(path: home.url("lock").path)
    defer { lock.release() }
    #expect(try home.run("append", "--wait", "0", input: ExitStatusTests.event).status == 75)
    #expect(try home.run("status").status == 0)
  }

  @Test("77: without the ledger's signing key nothing is recorded")
  func keyMissing() throws {
    let home = try LedgerAtHome()
    try home.create()
    try FileManager.default.removeItem(atPath: home.scratch.path("state"))
    #expect(try home.run("append", input: ExitStatusTests.event).status == 77)
    #expect(try home.run("status", "--format", "json").json()["size"] as? Int == 1)
  }

  @Test("77: a ledger restored from an older copy is not signed again, and says why")
  func rolledBack() throws {
    let home = try LedgerAtHome()
    try home.create()
    try FileManager.default.copyItem(atPath: home.folder, toPath: home.scratch.path("older"))
    try home.run("append", input: ExitStatusTests.event)
    try FileManager.default.removeItem(atPath: home.folder)
    try FileManager.default.moveItem(atPath: home.scratch.path("older"), toPath: home.folder)
    let other = ExitStatusTests.event.replacingOccurrences(of: "B1", with: "B2")
    let outcome = try home.run("append", input: other)
    #expect(outcome.status == 77)
    #expect(outcome.error.contains("2"))
  }

  @Test("help and version answer on standard output")
  func helpAndVersion() throws {
    #expect(try Program.run(["--help"]).status == 0)
    let version = try Program.run(["--version"])
    #expect(version.status == 0)
    #expect(version.output.contains("OpenSSL 3"))
    let chinese = try Program.run(["--help"], environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(chinese.output.contains("台账"))
  }
}
