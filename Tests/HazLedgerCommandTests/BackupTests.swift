import Foundation
import TestSupport
import Testing

/// A backup is a ledger as of one moment, and a restore is done when everything was verified.
@Suite("Backup and restore")
struct BackupTests {
  /// An event of its own lot, with a private field.
  static func event(_ number: Int) -> String {
    ExitStatusTests.event
      .replacingOccurrences(of: "\"id\":\"1\"", with: "\"id\":\"e\(number)\"")
      .replacingOccurrences(of: "B1", with: "B-\(number)")
      .replacingOccurrences(of: "\"party\"", with: "\"handler\":\"Handler \(number)\",\"party\"")
  }

  /// A ledger of `events` entries besides the first.
  private func ledger(events: Int = 3) throws -> LedgerAtHome {
    let home = try LedgerAtHome()
    try home.create()
    let lines = (1...events).map(BackupTests.event).joined(separator: "\n")
    try #require(home.run("append", input: lines).status == 0)
    return home
  }

  private func backup(_ home: LedgerAtHome, _ options: String...) throws -> Program.Outcome {
    try home.run(["backup", home.scratch.path("备份 copy"), "--format", "json"] + options)
  }

  @Test("a backup grows by what is new, verifies, and answers as the ledger does")
  func incremental() throws {
    let home = try ledger()
    let first = try backup(home).json()
    #expect(first["size"] as? Int == 4 && first["previousSize"] as? Int == 0)
    #expect(first["checkpointSize"] as? Int == 4 && first["verified"] as? String == "new")
    try home.run("append", input: BackupTests.event(9))
    let second = try backup(home, "--full").json()
    #expect(second["size"] as? Int == 5 && second["previousSize"] as? Int == 4)
    #expect((second["verification"] as? [String: Any])?["ok"] as? Bool == true)
    let copy = home.scratch.path("备份 copy")
    #expect(try home.run("verify", "--ledger", copy).status == 0)
    let answers = try [copy, home.folder].map { folder in
      try home.run("trace", "P/B-9", "--ledger", folder, "--format", "json").output
    }
    #expect(answers[0] == answers[1])
  }

  @Test(
    "of `quarantine/` only tails are copied, none that is larger than any, and their holes stay")
  func quarantine() throws {
    let home = try ledger()
    let folder = home.url("quarantine")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let sizes: [String: UInt64] = [
      "big": 10, "0000000000-7": 1 << 40, "0000000000-8": (64 << 20) + 5, "0000000000-9": 90,
      "repair-entries-0000000000": 90,
    ]
    for (name, size) in sizes {
      let file = folder.appending(path: name)
      try Data("tail".utf8).write(to: file)
      let handle = try FileHandle(forWritingTo: file)
      try handle.truncate(atOffset: size)
      try handle.close()
    }
    #expect(try backup(home).status == 0)
    let copy = home.scratch.path("备份 copy") + "/quarantine"
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: copy).sorted()
        == ["0000000000-8", "0000000000-9", "repair-entries-0000000000"])
    let tail = URL(filePath: copy).appending(path: "0000000000-8")
    let bytes = try Data(contentsOf: tail)
    #expect(bytes.count == (64 << 20) + 5 && bytes.prefix(4) == Data("tail".utf8))
    let used = try home.run(tool: "du", ["-k", tail.path]).output.prefix { $0.isNumber }
    #expect(try #require(Int(used)) < 8 << 10)
  }

  @Test("77: nothing is recorded in a backup")
  func notRecordedIn() throws {
    let home = try ledger()
    try #require(backup(home).status == 0)
    let outcome = try home.run(
      "append", "--ledger", home.scratch.path("备份 copy"), input: BackupTests.event(9))
    #expect(outcome.status == 77)
    #expect(outcome.error.contains("restore"))
    let copy = home.scratch.path("备份 copy")
    let moved = try home.run("repair", "--ledger", copy, "--quarantine-unsigned")
    #expect(moved.status == 77)
    #expect(moved.error.contains("restore"))
  }

  @Test("a restored ledger has the same entries and goes on, on the machine that has its key")
  func restored() throws {
    let home = try ledger()
    try #require(backup(home).status == 0)
    let target = home.scratch.path("restored")
    let outcome = try home.run("restore", home.scratch.path("备份 copy"), target, "--format", "json")
    #expect(outcome.status == 0, "\(outcome.error)")
    let report = try outcome.json()
    #expect(report["ok"] as? Bool == true && report["canRecord"] as? Bool == true)
    let exports = try [home.folder, target].map {
      try home.run("export", "--all", "--ledger", $0).output
    }
    #expect(exports[0] == exports[1])
    let appended = try home.run("append", "--ledger", target, input: BackupTests.event(9))
    #expect(appended.status == 0, "\(appended.error)")
    #expect(try home.run("verify", "--ledger", target).status == 0)
  }

  @Test("a ledger restored from an older backup is not signed again, and restore says so")
  func olderBackup() throws {
    let home = try ledger()
    try #require(backup(home).status == 0)
    try home.run("append", input: BackupTests.event(9))
    let target = home.scratch.path("restored")
    let outcome = try home.run("restore", home.scratch.path("备份 copy"), target, "--format", "json")
    #expect(outcome.status == 0)
    #expect(try outcome.json()["canRecord"] as? Bool == false)
    #expect(outcome.error.contains("5 were signed"), "\(outcome.error)")
    #expect(try home.run("append", "--ledger", target, input: BackupTests.event(8)).status == 77)
    // The newer ledger's backup is not overwritten by the older one either.
    try #require(backup(home).status == 0)
    let older = try home.run("backup", home.scratch.path("备份 copy"), "--ledger", target)
    #expect(older.status == 77)
    #expect(try backup(home).json()["size"] as? Int == 5)
  }

  @Test("73: neither a backup nor a restore writes over something else")
  func existing() throws {
    let home = try ledger()
    let taken = home.scratch.path("taken")
    try FileManager.default.createDirectory(
      atPath: taken + "/photos", withIntermediateDirectories: true)
    #expect(try home.run("backup", taken).status == 73)
    #expect(try home.run("backup", home.folder).status == 73)
    try #require(backup(home).status == 0)
    let copy = home.scratch.path("备份 copy")
    for target in [taken, home.folder, copy] {
      #expect(try home.run("restore", copy, target).status == 73)
    }
    let other = try ledger()
    #expect(try other.run("backup", copy).status == 73)
    #expect(try home.run("restore", home.scratch.path("nowhere"), taken + "/x").status == 66)
  }

  @Test("a damaged backup is not restored, and what was copied is never recorded in")
  func damagedBackup() throws {
    let home = try ledger()
    try #require(backup(home).status == 0)
    let copy = URL(filePath: home.scratch.path("备份 copy"))
    let checkpoint = copy.appending(path: "checkpoint")
    let note = try String(contentsOf: checkpoint, encoding: .utf8)
    try Data(note.replacingOccurrences(of: "\n4\n", with: "\n3\n").utf8).write(to: checkpoint)
    let target = home.scratch.path("restored")
    let outcome = try home.run("restore", copy.path, target, "--format", "json")
    #expect(outcome.status == 1)
    #expect(try outcome.json()["canRecord"] as? Bool == false)
    #expect(try home.run("append", "--ledger", target, input: BackupTests.event(9)).status == 77)
    // With the backup mended the same command goes on.
    try Data(note.utf8).write(to: checkpoint)
    #expect(try home.run("restore", copy.path, target).status == 0)
  }

  @Test("a restore is held against a checkpoint that somebody kept")
  func keptCheckpoint() throws {
    let home = try ledger()
    try #require(backup(home).status == 0)
    try home.run("append", input: BackupTests.event(9))
    let copy = home.scratch.path("备份 copy")
    let kept = home.url("checkpoint").path
    let outcome = try home.run(
      "restore", copy, home.scratch.path("restored"), "--checkpoint", kept)
    #expect(outcome.status == 1, "the backup is older than a checkpoint that was seen")
  }

  @Test(
    "an erased value is gone from the backup after the next one, and --without-private has none")
  func erasure() throws {
    let home = try ledger()
    try #require(backup(home).status == 0)
    let copy = URL(filePath: home.scratch.path("备份 copy"))
    let openings = copy.appending(path: "private/0000000000")
    #expect(try String(decoding: Data(contentsOf: openings), as: UTF8.self).contains("Handler 2"))
    try #require(home.run("erase", "--event", "P/e2").status == 0)
    try #require(backup(home).status == 0)
    let after = try String(decoding: Data(contentsOf: openings), as: UTF8.self)
    #expect(!after.contains("Handler 2") && after.contains("Handler 3"))
    #expect(try backup(home, "--without-private").status == 73)
    let bare = home.scratch.path("bare")
    #expect(try home.run("backup", bare, "--without-private").status == 0)
    #expect(!FileManager.default.fileExists(atPath: bare + "/private"))
    #expect(try home.run("verify", "--ledger", bare).status == 0)
  }

  @Test("a backup killed at any moment is no ledger or a whole one, and the same command ends it")
  func killed() throws {
    let home = try LedgerAtHome()
    try home.create()
    try #require(home.run("import", Fixture.path("county/events.jsonl")).status == 0)
    let copy = home.scratch.path("copy")
    var random = SeededGenerator(seed: 20_261_124)
    for _ in 0..<12 {
      let process = try home.start("backup", copy)
      usleep(UInt32.random(in: 0..<120_000, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let verified = try home.run("verify", "--ledger", copy)
      #expect(verified.status == 0 || verified.status == 66, "\(verified.output)")
    }
    #expect(try home.run("backup", copy, "--full").status == 0)
  }

  @Test("a backup taken while an import runs is whole, whatever the moment")
  func live() throws {
    let home = try LedgerAtHome()
    try home.create()
    let writer = try home.start("import", Fixture.path("county/events.jsonl"))
    while writer.isRunning {
      let outcome = try home.run("backup", home.scratch.path("copy"), "--full")
      #expect(outcome.status == 0, "\(outcome.error)\(outcome.output)")
    }
    let last = try home.run("backup", home.scratch.path("copy"), "--full", "--format", "json")
    #expect(try last.json()["size"] as? Int == 2_002)
  }
}
