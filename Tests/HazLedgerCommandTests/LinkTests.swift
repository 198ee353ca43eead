import Foundation
import Testing

/// Whoever can write a ledger's folder can put links and pipes in it; the operator's own files stay out of reach.
@Suite("Links and pipes in a ledger's folder")
struct LinkTests {
  private let manager = FileManager.default

  /// A ledger of four entries, and what lies outside of it.
  private func ledger() throws -> LedgerAtHome {
    let home = try LedgerAtHome()
    try home.create()
    let lines = (1...3).map(BackupTests.event).joined(separator: "\n")
    try #require(home.run("append", input: lines).status == 0)
    return home
  }

  /// The folder with the ledger's key and anti-rollback record.
  private func state(_ home: LedgerAtHome) throws -> URL {
    let all = home.scratch.url("state/hazledger")
    let name = try #require(manager.contentsOfDirectory(atPath: all.path).first)
    return all.appending(path: name)
  }

  /// All files of a folder with their content.
  private func contents(_ folder: URL) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try manager.subpathsOfDirectory(atPath: folder.path) {
      contents[name] = manager.contents(atPath: folder.appending(path: name).path)
    }
    return contents
  }

  /// Puts a link in the place of a file or folder of the ledger.
  private func link(_ home: LedgerAtHome, _ name: String, to target: URL) throws {
    let url = home.url(name)
    try? manager.removeItem(at: url)
    try manager.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try manager.createSymbolicLink(at: url, withDestinationURL: target)
  }

  @Test(
    "a link to the signing key is not copied by a backup, nor by a restore",
    arguments: ["quarantine/leak", "timestamps/0000000004-00.token"])
  func backup(_ name: String) throws {
    let home = try ledger()
    let key = try state(home).appending(path: "log-key.pem")
    let copy = home.scratch.path("copy")
    try #require(home.run("backup", copy, "--without-private").status == 0)
    try link(home, name, to: key)
    for target in [copy, home.scratch.path("new copy")] {
      let outcome = try home.run("backup", target, "--without-private")
      #expect(outcome.status == 1)
      #expect(outcome.error.contains(name))
      #expect(!manager.fileExists(atPath: target + "/" + name))
    }
    // The copy itself comes from elsewhere.
    try manager.createDirectory(
      atPath: URL(filePath: copy).appending(path: name).deletingLastPathComponent().path,
      withIntermediateDirectories: true)
    try manager.createSymbolicLink(
      at: URL(filePath: copy).appending(path: name), withDestinationURL: key)
    let restored = home.scratch.path("restored")
    let outcome = try home.run("restore", copy, restored)
    #expect(outcome.status != 0 && outcome.error.contains(name), "\(outcome.error)")
    #expect(!manager.fileExists(atPath: restored + "/" + name))
  }

  @Test(
    "no file outside is changed, read or unlinked through a link, and verify names it",
    arguments: [
      "index", "tree", "map", "private", "entries", "quarantine", "timestamps", "committed",
      "checkpoint", "checkpoints", "lock", "index/offsets", "index/manifest", "tree/0",
      "private/0000000000", "entries/0000000000",
    ])
  func outside(_ name: String) throws {
    let home = try ledger()
    let state = try state(home)
    let isFolder = !name.contains("/") && manager.subpaths(atPath: home.url(name).path) != nil
    let isNew = ["map", "quarantine", "timestamps"].contains(name)
    try link(
      home, name, to: isFolder || isNew ? state : state.appending(path: "log-key.pem"))
    let before = try contents(state)
    let appended = try home.run("append", input: BackupTests.event(9))
    if appended.status != 0 {
      #expect(appended.error.contains(name.split(separator: "/")[0]), "\(appended.error)")
    }
    _ = try home.run("checkpoint", "--commit")
    _ = try home.run("reindex")
    let after = try contents(state)
    let record = after.keys.first { $0.hasPrefix("newest-checkpoint-") }
    #expect(record != nil)
    // What is remembered there by its own name: what was signed, and which groups this machine wrote.
    let remembered = [record, "own-groups"]
    #expect(
      after.filter { !remembered.contains($0.key) }
        == before.filter { !remembered.contains($0.key) })
    let verified = try home.run("verify", "--format", "json")
    // Where a file is replaced whole, the link is gone.
    let isThere = (try? manager.destinationOfSymbolicLink(atPath: home.url(name).path)) != nil
    guard isThere, name != "entries" else { return }
    #expect(verified.status == 1, "\(verified.output)")
    let damage = try #require(try verified.json()["damage"] as? [[String: Any]])
    #expect(
      damage.contains { $0["file"] as? String == name && $0["class"] as? String == "inserted" })
  }

  @Test(
    "a folder in the place of a file is named, and all the rest is judged",
    arguments: [
      "checkpoint", "checkpoints", "committed", "tree/0", "entries/0000000000",
      "private/0000000000",
    ])
  func folder(_ name: String) throws {
    let home = try ledger()
    try manager.removeItem(at: home.url(name))
    try manager.createDirectory(at: home.url(name), withIntermediateDirectories: false)
    let verified = try home.run("verify", "--format", "json")
    #expect(verified.status == 1, "\(verified.error)")
    let damage = try #require(try verified.json()["damage"] as? [[String: Any]])
    #expect(
      damage.contains { $0["file"] as? String == name && $0["class"] as? String == "inserted" })
    #expect(try verified.json()["entries"] as? Int == 4)
  }

  @Test("a ledger older than what was signed is refused before anything in it is changed")
  func rollback() throws {
    let home = try ledger()
    let older = home.scratch.path("older")
    try manager.copyItem(atPath: home.folder, toPath: older)
    try #require(home.run("append", input: BackupTests.event(9)).status == 0)
    try manager.removeItem(atPath: older + "/index/manifest")
    try Data(repeating: 7, count: 90).write(to: URL(filePath: older + "/tree/0"))
    try Data("mine".utf8).write(to: URL(filePath: older + "/index/mine"))
    let handle = try FileHandle(forWritingTo: URL(filePath: older + "/entries/0000000000"))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(repeating: 7, count: 100))
    try handle.close()
    let before = try contents(URL(filePath: older))
    for command in ["append", "reindex"] {
      let outcome = try home.run(
        [command, "--ledger", older], input: BackupTests.event(10))
      #expect(outcome.status == 77, "\(outcome.error)")
    }
    #expect(try contents(URL(filePath: older)) == before)
  }

  @Test("the ledger's own folder may be reached by a link")
  func ownFolder() throws {
    let home = try ledger()
    let link = home.scratch.path("link")
    try manager.createSymbolicLink(atPath: link, withDestinationPath: home.folder)
    for command in [["append"], ["verify"], ["status"], ["backup", home.scratch.path("copy")]] {
      let outcome = try home.run(
        command + ["--ledger", link], input: BackupTests.event(9))
      #expect(outcome.status == 0, "\(command): \(outcome.error)")
    }
  }

  @Test(
    "a pipe in a file's place holds nobody",
    arguments: ["checkpoint", "committed", "index/manifest", "tree/0", "entries/0000000000"])
  func pipe(_ name: String) throws {
    let home = try ledger()
    try manager.removeItem(at: home.url(name))
    try #require(home.run(tool: "mkfifo", [home.url(name).path]).status == 0)
    let file = try home.file("next.jsonl", BackupTests.event(9))
    for arguments in [
      ["status"], ["trace", "P/B-1"], ["verify"], ["export"], ["backup", home.scratch.path("c")],
      ["append", file],
    ] {
      let outcome = try home.run(tool: "timeout", ["30", Program.url.path] + arguments)
      #expect(outcome.status != 124 && !outcome.isEndedBySignal, "\(arguments)")
    }
    #expect(try home.run("verify").output.contains(name))
  }
}
