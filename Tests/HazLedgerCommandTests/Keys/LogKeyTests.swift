import Foundation
import Testing

@Suite("The ledger's own key on the command line")
struct LogKeyTests {
  private static func event(_ number: Int) -> String { SignedHome.event("P\(number)") }

  @Test("after a rotation the new key signs, and both are accepted for what they signed")
  func rotation() throws {
    let home = try LedgerAtHome()
    let old = try #require(try home.create().json()["vkey"] as? String)
    try #require(home.run("append", input: LogKeyTests.event(1)).status == 0)
    let before = try home.file("before", home.run("prove", "--index", "1").output)
    let rotated = try home.run("keys", "rotate-log", "--format", "json")
    try #require(rotated.status == 0, "\(rotated.error)")
    let new = try #require(try rotated.json()["vkey"] as? String)
    #expect(new != old && new.hasPrefix("county.example/test+"))
    #expect(try home.run("append", input: LogKeyTests.event(2)).status == 0)
    let after = try home.file("after", home.run("prove", "--index", "3").output)

    #expect(try home.run("check", before, "--key", old).status == 0)
    #expect(try home.run("check", after, "--key", new).status == 0)
    #expect(try home.run("check", before, "--key", new).status == 1)
    let refused = try home.run("check", after, "--key", old)
    #expect(refused.status == 1)
    #expect(refused.error.contains("another key of the same name"))

    for key in [old, new] {
      let verified = try home.run("verify", "--key", key, "--format", "json")
      #expect(verified.status == 0, "\(verified.output)")
      let notes = try verified.json()["notes"] as? [String]
      #expect((notes?.contains { $0.contains("was replaced by entry 2") } ?? false) == (key == old))
    }
    let stranger = try LedgerAtHome()
    let strange = try #require(try stranger.create().json()["vkey"] as? String)
    #expect(try home.run("verify", "--key", strange).status == 1)
    let kept = try home.run("checkpoint", "--history", "--format", "json").jsonLines()
    #expect(kept.map { $0["size"] as? Int } == [1, 2, 3, 4])
    #expect(try home.run("status", "--format", "json").json()["firstVkey"] as? String == old)
    let tiles = home.scratch.path("tiles")
    #expect(try home.run("tiles", tiles).status == 0)
    for key in [["--key", old], ["--key", new], []] {
      #expect(try home.run(["tiles", "--check", tiles] + key).status == 0)
    }
    #expect(try home.run("tiles", "--check", tiles, "--key", strange).status == 1)
  }

  @Test("a copy from before a rotation is not signed, by neither key")
  func rollback() throws {
    let home = try LedgerAtHome()
    try home.create()
    try #require(home.run("append", input: LogKeyTests.event(1)).status == 0)
    let copy = home.scratch.url("copy")
    try FileManager.default.copyItem(at: URL(filePath: home.folder), to: copy)
    try #require(home.run("keys", "rotate-log").status == 0)
    try FileManager.default.removeItem(atPath: home.folder)
    try FileManager.default.copyItem(at: copy, to: URL(filePath: home.folder))
    let refused = try home.run("append", input: LogKeyTests.event(2))
    #expect(refused.status == 77, "\(refused.error)")
    #expect(refused.error.contains("older copy"))
    #expect(try home.run("checkpoint", "--key", home.scratch.path("none")).status == 66)
    #expect(try home.size() == 2)
  }

  @Test("the log key may lie anywhere: --log-key and HAZLEDGER_LOG_KEY name it")
  func elsewhere() throws {
    let home = try LedgerAtHome()
    try SignedHome.make("log", in: home)
    try SignedHome.make("other", in: home)
    let pem = home.scratch.path("log.pem")
    let made = try home.run("init", "--origin", "x", "--log-key", pem, "--format", "json")
    try #require(made.status == 0, "\(made.error)")
    #expect((try made.json()["vkey"] as? String)?.hasPrefix("x+") == true)
    #expect(try home.run("append", input: LogKeyTests.event(1)).status == 77)
    #expect(try home.size() == 1)
    #expect(
      try home.run(
        "append", "--log-key", home.scratch.path("other.pem"), input: LogKeyTests.event(1)
      )
      .status == 77)
    #expect(try home.run("append", "--log-key", pem, input: LogKeyTests.event(1)).status == 0)
    let named = try home.run(
      tool: Program.url.path, ["reindex"], environment: ["HAZLEDGER_LOG_KEY": pem])
    #expect(named.status == 0, "\(named.error)")
    let signed = try home.run("checkpoint", "--key", pem)
    #expect(signed.status == 0)
    #expect(signed.output.hasPrefix("x\n2\n"))
    let rotated = try home.run(
      "keys", "rotate-log", "--log-key", pem, "--new-key", home.scratch.path("other.pem"))
    #expect(rotated.status == 0, "\(rotated.error)")
    #expect(try home.run("append", "--log-key", pem, input: LogKeyTests.event(2)).status == 77)
    let other = home.scratch.path("other.pem")
    #expect(try home.run("append", "--log-key", other, input: LogKeyTests.event(2)).status == 0)
    #expect(
      try home.run("keys", "rotate-log", "--log-key", other, "--new-key", pem).status == 77,
      "a key that was replaced never returns")
    #expect(try home.run("verify").status == 0)
  }

  @Test("what was signed and is not there any more is said, and nothing more is signed")
  func rewritten() throws {
    let home = try LedgerAtHome()
    try home.create()
    try #require(home.run("keys", "rotate-log").status == 0)
    let before = home.scratch.url("copy")
    try FileManager.default.copyItem(at: URL(filePath: home.folder), to: before)
    try #require(home.run("append", input: LogKeyTests.event(1)).status == 0)
    let state = home.scratch.url("state")
    let record = home.scratch.url("kept state")
    try FileManager.default.copyItem(at: state, to: record)
    // Back to the copy, with the operator's keys but without the record, and on from there.
    try FileManager.default.removeItem(atPath: home.folder)
    try FileManager.default.copyItem(at: before, to: URL(filePath: home.folder))
    for url in FileManager.default.enumerator(at: state, includingPropertiesForKeys: nil)!
    where (url as! URL).lastPathComponent.hasPrefix("newest-checkpoint") {
      try FileManager.default.removeItem(at: url as! URL)
    }
    try #require(home.run("append", input: LogKeyTests.event(2)).status == 0)
    try FileManager.default.removeItem(at: state)
    try FileManager.default.copyItem(at: record, to: state)
    let refused = try home.run("append", input: LogKeyTests.event(3))
    #expect(refused.status == 77)
    #expect(refused.error.contains("rewritten"))
  }
}
