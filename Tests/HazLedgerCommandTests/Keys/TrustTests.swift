import Foundation
import Testing

/// The table of the page Trust, row by row: what somebody did to a file, and who notices.
@Suite("What whoever can write the files can achieve")
struct TrustTests {
  /// A signed ledger, an older copy of it, and its operator's state; made once.
  private static let made = Result { try Made() }

  private final class Made: @unchecked Sendable {
    let scratch: URL
    let vkey: String
    private let ledger: Scratch

    init() throws {
      let signed = try SignedHome()
      try signed.register("P")
      try #require(signed.append(["P1"], keys: ["P"]).status == 0)
      (ledger, scratch) = (signed.home.scratch, signed.home.scratch.folder)
      let folder = URL(filePath: signed.home.folder)
      let files = FileManager.default
      try files.copyItem(at: folder, to: scratch.appending(path: "older"))
      try files.copyItem(
        at: scratch.appending(path: "state"), to: scratch.appending(path: "older-state"))
      try #require(signed.append(["P2"], keys: ["P"]).status == 0)
      try files.copyItem(at: folder, to: scratch.appending(path: "newest"))
      vkey = signed.vkey
    }
  }

  /// A copy of the ledger in a place of its own, to be spoilt.
  private struct Copy {
    let home: LedgerAtHome
    let made: Made

    init() throws {
      made = try TrustTests.made.get()
      home = try LedgerAtHome()
      let files = FileManager.default
      for (from, to) in [
        ("newest", home.folder), ("state", home.scratch.path("state")),
        ("older", home.scratch.path("older")), ("older-state", home.scratch.path("older-state")),
        ("P.pem", home.scratch.path("P.pem")),
      ] {
        try files.copyItem(
          at: made.scratch.appending(path: from), to: URL(filePath: to))
      }
    }

    func change(_ name: String) throws {
      var bytes = try Data(contentsOf: home.url(name))
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: home.url(name))
    }

    func delete(_ name: String) throws { try FileManager.default.removeItem(at: home.url(name)) }

    func replay(_ name: String) throws {
      try delete(name)
      let old = home.scratch.url("older").appending(path: name)
      try FileManager.default.copyItem(at: old, to: home.url(name))
    }

    func stateFile(_ prefix: String) throws -> URL {
      let walk = FileManager.default.enumerator(
        at: home.scratch.url("state"), includingPropertiesForKeys: nil)
      let found = walk?.compactMap { $0 as? URL }.first {
        $0.lastPathComponent.hasPrefix(prefix)
      }
      return try #require(found)
    }

    func verify(_ options: String...) throws -> (status: Int32, notes: [String]) {
      let outcome = try home.run(["verify", "--format", "json"] + options)
      return (outcome.status, try outcome.json()["notes"] as? [String] ?? [])
    }

    func append() throws -> Int32 {
      try home.run(
        "append", "--key", home.scratch.path("P.pem"), input: SignedHome.event("P3")
      ).status
    }

    func trace() throws -> Program.Outcome {
      try home.run("trace", "P/BP2", "--format", "json")
    }
  }

  private static let segment = "entries/0000000000"

  @Test("entries: changed, deleted, or those of an older copy")
  func entries() throws {
    for spoil in [Copy.change, Copy.delete, Copy.replay] {
      let copy = try Copy()
      try spoil(copy)(TrustTests.segment)
      #expect(try copy.verify().status == 1)
    }
  }

  @Test("checkpoint: changed or deleted is damage; an older one hides nothing")
  func checkpoint() throws {
    for spoil in [Copy.change, Copy.delete] {
      let copy = try Copy()
      try spoil(copy)("checkpoint")
      #expect(try copy.verify().status == 1)
    }
    let copy = try Copy()
    try copy.replay("checkpoint")
    #expect(try copy.verify().status == 0)
    #expect(try copy.home.run("prove", "--index", "4").status == 1, "not signed, it says")
    #expect(try copy.append() == 0)
    #expect(try copy.home.run("prove", "--index", "4").status == 0)
  }

  @Test("checkpoints: changed is damage; without them only the newest is compared")
  func checkpoints() throws {
    let changed = try Copy()
    try changed.change("checkpoints")
    #expect(try changed.verify().status == 1)
    for spoil in [Copy.delete, Copy.replay] {
      let copy = try Copy()
      try spoil(copy)("checkpoints")
      #expect(try copy.verify().status == 0)
    }
  }

  @Test("committed: whatever is done to it is noted, and no entry is lost")
  func committed() throws {
    for spoil in [Copy.change, Copy.delete, Copy.replay] {
      let copy = try Copy()
      try spoil(copy)("committed")
      let verified = try copy.verify()
      #expect(verified.status == 0 && verified.notes.count == 1)
      #expect(try copy.append() == 0)
      #expect(try copy.home.size() == 8)
    }
  }

  @Test("tree and index: derived; answers stay right, and reindex makes them anew")
  func derived() throws {
    let right = try Copy().trace().output
    let tree = try Copy()
    try tree.change("tree/0")
    #expect(try tree.verify().status == 1)
    #expect(try tree.home.run("reindex").status == 0)
    #expect(try tree.verify().status == 0)
    for name in ["tree", "index"] {
      let copy = try Copy()
      try copy.delete(name)
      #expect(try copy.verify().status == 0)
      #expect(try copy.trace().output == right)
    }
    let older = try Copy()
    try older.replay("index")
    #expect(try older.trace().output == right)
  }

  @Test("lock and quarantine: nothing is read from them")
  func idle() throws {
    let copy = try Copy()
    try? copy.delete("lock")
    try FileManager.default.createDirectory(
      at: copy.home.url("quarantine"), withIntermediateDirectories: true)
    try Data("anything".utf8).write(to: copy.home.url("quarantine/0000000000-9"))
    #expect(try copy.verify().status == 0)
    #expect(try copy.append() == 0)
  }

  @Test("the whole folder from an older copy: the operator's machine and any newer checkpoint tell")
  func olderCopy() throws {
    let copy = try Copy()
    let newer = try copy.home.file(
      "newer", String(contentsOf: copy.home.url("checkpoint"), encoding: .utf8))
    try FileManager.default.removeItem(atPath: copy.home.folder)
    try FileManager.default.copyItem(
      at: copy.home.scratch.url("older"), to: URL(filePath: copy.home.folder))
    #expect(try copy.verify().status == 0, "in itself it is whole")
    #expect(try copy.verify("--checkpoint", newer).status == 1)
    #expect(try copy.append() == 77)
  }

  @Test("another ledger under the same name: the key tells")
  func otherLedger() throws {
    let other = try LedgerAtHome()
    try other.create()
    #expect(try other.run("verify", "--key", TrustTests.made.get().vkey).status == 1)
  }

  @Test("the log key alone cannot speak for a party: its events would be unsigned")
  func stolenLogKey() throws {
    let copy = try Copy()
    #expect(try copy.home.run("append", input: SignedHome.event("P9")).status == 77)
  }

  @Test(
    "the operator's state: a key changed or deleted stops the writer, and so does a changed record")
  func state() throws {
    let changed = try Copy()
    let key = try changed.stateFile("log-key")
    try FileManager.default.removeItem(at: key)
    #expect(try changed.append() == 77)
    try FileManager.default.copyItem(at: changed.home.scratch.url("P.pem"), to: key)
    #expect(try changed.append() == 77)
    let record = try Copy()
    let file = try record.stateFile("newest-checkpoint")
    var bytes = try Data(contentsOf: file)
    bytes[25] ^= 1
    try bytes.write(to: file)
    #expect(try record.append() == 77)
    try FileManager.default.removeItem(at: file)
    #expect(
      try record.append() == 0, "the folder's own checkpoint is held against the ledger still")
  }

  @Test("without the record an older copy is signed again: the two checkpoints are the evidence")
  func recordDeleted() throws {
    let copy = try Copy()
    let newer = try copy.home.file(
      "newer", String(contentsOf: copy.home.url("checkpoint"), encoding: .utf8))
    try FileManager.default.removeItem(at: copy.stateFile("newest-checkpoint"))
    try FileManager.default.removeItem(atPath: copy.home.folder)
    try FileManager.default.copyItem(
      at: copy.home.scratch.url("older"), to: URL(filePath: copy.home.folder))
    #expect(try copy.append() == 0)
    #expect(try copy.verify().status == 0)
    #expect(try copy.verify("--checkpoint", newer).status == 1)
  }

  @Test("private: a value that was changed fits no commitment and is not shown")
  func privateFields() throws {
    let home = try LedgerAtHome()
    try home.create()
    let event = SignedHome.event("P1").dropLast() + ",\"handler\":\"张三丰\"}"
    try #require(home.run("append", input: String(event)).status == 0)
    #expect(try home.run("export").output.contains("张三丰"))
    let files = FileManager.default.enumerator(
      at: home.url("private"), includingPropertiesForKeys: nil)
    for case let url as URL in files! where !url.hasDirectoryPath {
      var bytes = try Data(contentsOf: url)
      guard let place = bytes.range(of: Data("张三丰".utf8)) else { continue }
      bytes.replaceSubrange(place, with: Data("李四光".utf8))
      try bytes.write(to: url)
    }
    let exported = try home.run("export").output
    #expect(!exported.contains("张三丰") && !exported.contains("李四光"))
    #expect(try home.run("verify").status == 0)
  }
}
