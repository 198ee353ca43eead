import Foundation
import Testing

/// Whoever changes the folder is found out, and the place is named.
@Suite("Tampering is found and named")
struct TamperTests {
  /// A ledger of a few events, one of which is about to be changed.
  private func ledger() throws -> LedgerAtHome {
    let home = try LedgerAtHome()
    try home.create()
    var lines = [ExitStatusTests.event]
    for number in 2...20 {
      lines.append(
        """
        {"id":"\(number)","kind":"use","time":"2026-01-06T08:00:00Z","party":"P","lot":"B1",\
        "quantity":"1 t","purpose":"生产原料"}
        """)
    }
    try #require(home.run("append", input: lines.joined(separator: "\n")).status == 0)
    return home
  }

  @Test("one changed byte of an entry: its file, offset, index and lot")
  func changedByte() throws {
    let home = try ledger()
    let file = home.url("entries/0000000000")
    var bytes = try Data(contentsOf: file)
    let amount = try #require(bytes.range(of: Data("生产原料".utf8), in: 2_000..<bytes.count))
    bytes[amount.lowerBound + 2] ^= 1
    try bytes.write(to: file)
    let outcome = try home.run("verify", "--format", "json")
    #expect(outcome.status == 1)
    let damage = try #require(try outcome.json()["damage"] as? [[String: Any]])
    let first = try #require(damage.first)
    #expect(first["file"] as? String == "entries/0000000000")
    #expect(first["lots"] as? [String] == ["P/B1"])
    let offset = try #require(first["offset"] as? Int)
    #expect((offset..<offset + 600).contains(amount.lowerBound))
    #expect(try home.run("verify", "--lang", "zh").output.contains("内容被改动"))
  }

  @Test("a ledger cut back to an older copy does not continue a checkpoint kept elsewhere")
  func rolledBack() throws {
    let home = try ledger()
    let kept = home.scratch.path("kept checkpoint")
    try FileManager.default.copyItem(atPath: home.url("checkpoint").path, toPath: kept)
    let other = try LedgerAtHome()
    try other.create()
    #expect(try home.run("verify", "--checkpoint", kept).status == 0)
    #expect(try other.run("verify", "--checkpoint", kept).status == 1)
  }

  @Test("reindex of a changed ledger changes nothing and keeps the culprit's name")
  func reindexAccusesNobodyElse() throws {
    let home = try ledger()
    let file = home.url("entries/0000000000")
    var bytes = try Data(contentsOf: file)
    let amount = try #require(bytes.range(of: Data("生产原料".utf8), in: 2_000..<bytes.count))
    bytes[amount.lowerBound + 2] ^= 1
    try bytes.write(to: file)
    func damaged() throws -> [Int?] {
      let damage = try home.run("verify", "--format", "json").json()["damage"]
      return try #require(damage as? [[String: Any]]).map { $0["index"] as? Int }
    }
    let before = try damaged()
    #expect(try home.run("reindex").status == 77)
    #expect(try damaged() == before)
    #expect(try home.run("export").status == 1)
  }

  @Test("a wrong tree file is made anew, and nobody is accused")
  func wrongTree() throws {
    let home = try ledger()
    var tree = try Data(contentsOf: home.url("tree/0"))
    tree[40] ^= 1
    try tree.write(to: home.url("tree/0"))
    #expect(try home.run("verify").status == 1)
    let next = ExitStatusTests.event.replacingOccurrences(of: "B1", with: "B2")
      .replacingOccurrences(of: "\"1\"", with: "\"next\"")
    let outcome = try home.run("append", input: next)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try home.run("verify").status == 0)
  }

  @Test("a missing checkpoint is damage")
  func missingCheckpoint() throws {
    let home = try ledger()
    try FileManager.default.removeItem(at: home.url("checkpoint"))
    #expect(try home.run("verify").status == 1)
  }

  @Test("bytes after what was acknowledged are a tail, and the ledger is whole")
  func tail() throws {
    let home = try ledger()
    let handle = try FileHandle(forWritingTo: home.url("entries/0000000000"))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(repeating: 7, count: 100))
    try handle.close()
    #expect(try home.run("verify", "--format", "json").json()["ok"] as? Bool == true)
    let next = ExitStatusTests.event.replacingOccurrences(of: "B1", with: "B2")
      .replacingOccurrences(of: "\"1\"", with: "\"next\"")
    let outcome = try home.run("append", input: next)
    #expect(outcome.status == 0)
    #expect(outcome.error.contains("quarantine/"))
    #expect(try home.run("verify").status == 0)
  }

  @Test("erased: the value is gone from the folder, the proof stays whole")
  func erased() throws {
    let home = try LedgerAtHome()
    try home.create()
    let event = ExitStatusTests.event.dropLast() + ",\"handler\":\"王小明\"}"
    try #require(home.run("append", input: String(event)).status == 0)
    #expect(try home.run("trace", "P/B1", "--format", "json").output.contains("王小明"))
    #expect(try home.run("erase", "--event", "P/1").status == 0)
    #expect(!(try home.run("trace", "P/B1", "--format", "json").output.contains("王小明")))
    #expect(try home.run("verify").status == 0)
    let files = try FileManager.default.subpathsOfDirectory(atPath: home.folder)
    for file in files {
      guard let content = FileManager.default.contents(atPath: home.url(file).path) else {
        continue
      }
      #expect(content.range(of: Data("王小明".utf8)) == nil, "\(file)")
    }
    let again = try home.run("append", input: String(event))
    #expect(again.status == 0)
    #expect(try again.jsonLines().first?["recorded"] as? Bool == false)
    #expect(try home.run("erase", "--event", "P/none").status == 1)
  }
}
