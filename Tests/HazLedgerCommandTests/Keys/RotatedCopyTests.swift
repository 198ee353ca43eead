import Foundation
import Testing

/// Copies of a ledger whose own key was replaced: as backups, and as what damage is mended from.
@Suite("Copies of a ledger with a replaced log key")
struct RotatedCopyTests {
  /// A ledger of five events, with a copy from before its key was replaced and one from after.
  private struct Case {
    let ledger: SignedHome
    let newKey: String

    init() throws {
      ledger = try SignedHome()
      try ledger.register("P")
      for name in ["P1", "P2"] { try #require(ledger.append([name], keys: ["P"]).status == 0) }
      try Case.backup(ledger, "before")
      try #require(ledger.run("keys", "rotate-log").status == 0)
      newKey = try #require(
        ledger.run("status", "--format", "json").json()["vkey"] as? String)
      try #require(ledger.append(["P3"], keys: ["P"]).status == 0)
      try Case.backup(ledger, "after")
    }

    func path(_ name: String) -> String { ledger.home.scratch.path(name) }

    private static func backup(_ ledger: SignedHome, _ name: String) throws {
      let made = try ledger.run("backup", ledger.home.scratch.path(name))
      try #require(made.status == 0, "\(made.error)")
    }

    func change(_ name: String, at place: (Int) -> Int) throws {
      var bytes = try Data(contentsOf: ledger.home.url(name))
      bytes[place(bytes.count)] ^= 1
      try bytes.write(to: ledger.home.url(name))
    }
  }

  @Test("entries from before and after, and both checkpoint files, are mended by either key")
  func repair() throws {
    for key in [\Case.ledger.vkey, \Case.newKey] {
      let made = try Case()
      try made.change("entries/0000000000") { $0 - 20 }
      try made.change("checkpoint") { $0 - 9 }
      try made.change("checkpoints") { $0 / 2 }
      #expect(try made.ledger.run("verify").status == 1)
      let options = ["--from", made.path("after"), "--key", made[keyPath: key]]
      let mended = try made.ledger.home.run(["repair"] + options)
      #expect(mended.status == 0, "\(mended.output)\(mended.error)")
      #expect(try made.ledger.verified()["ok"] as? Bool == true)
      #expect(try made.ledger.append(["P4"], keys: ["P"]).status == 0)
    }
  }

  @Test("a copy from before mends what it has; the entry that replaces the key it has not")
  func repairFromBefore() throws {
    let made = try Case()
    try made.change("entries/0000000000") { _ in 300 }
    let old = try made.ledger.run("repair", "--from", made.path("before"))
    #expect(old.status == 0, "\(old.output)\(old.error)")
    let size = try Data(contentsOf: URL(filePath: made.path("before") + "/entries/0000000000"))
      .count
    try made.change("entries/0000000000") { _ in size + 60 }
    #expect(try made.ledger.run("repair", "--from", made.path("before")).status == 1)
    #expect(try made.ledger.run("repair", "--from", made.path("after")).status == 0)
    #expect(
      try made.ledger.run("verify", "--key", made.ledger.vkey).status == 0,
      "the old key leads to the new")
  }

  @Test("a restored ledger goes on under the new key, and one from before is not signed again")
  func restore() throws {
    let made = try Case()
    let (ledger, restored) = (made.ledger, made.path("restored"))
    let done = try ledger.run("restore", made.path("after"), restored, "--key", ledger.vkey)
    #expect(done.status == 0, "\(done.output)\(done.error)")
    let event = SignedHome.event("P4")
    let append = ["append", "--key", ledger.pem("P"), "--ledger"]
    #expect(try ledger.home.run(append + [restored], input: event).status == 0)
    let older = made.path("older")
    let told = try ledger.run("restore", made.path("before"), older, "--lang", "en")
    #expect(told.error.contains("restored from an older copy"))
    #expect(try ledger.home.run(append + [older], input: event).status == 77)
  }
}
