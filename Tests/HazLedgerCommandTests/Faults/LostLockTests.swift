import Foundation
import Testing

/// Somebody takes `lock` for a leftover and deletes it while a command records.
@Suite("A deleted lock")
struct LostLockTests {
  /// Holds an import into a new ledger once bytes of its group are in the segment, so that it is under way.
  private static func hold(_ importing: Process, in home: LedgerAtHome) throws {
    let segment = home.url("entries/0000000000")
    let start = try Data(contentsOf: segment).count
    while importing.isRunning, try Data(contentsOf: segment).count == start { usleep(500) }
    kill(importing.processIdentifier, SIGSTOP)
    try #require(home.size() == 1, "the import ended before it was held")
  }

  @Test("the second writer waits for the first, whose events are all there")
  func secondWriter() throws {
    let home = try LedgerAtHome()
    try home.create()
    let count = 12_000
    let file = try home.file("long.jsonl", MadeEvents.file("long", count: count))
    let first = try home.start("import", file)
    defer { kill(first.processIdentifier, SIGKILL) }
    try LostLockTests.hold(first, in: home)
    try FileManager.default.removeItem(at: home.url("lock"))
    for _ in 0..<2 {
      let second = try home.run("append", "--wait", "0.05", input: MadeEvents.line("second"))
      #expect(second.status == 75, "\(second.output)\(second.error)")
    }
    kill(first.processIdentifier, SIGCONT)
    let waiting = try home.file("waiting.json", MadeEvents.line("waiting"))
    let patient = try home.run("append", "--wait", "600", waiting)
    #expect(patient.status == 0, "\(patient.error)")
    first.waitUntilExit()
    #expect(first.terminationStatus == 0)
    // The genesis, the file with its commitment, and the one that waited.
    #expect(try home.size() == 1 + count + 1 + 1)
    let verified = try home.run("verify")
    #expect(verified.status == 0, "\(verified.output)")
  }

  @Test(
    "nor does a second one begin where `committed` is deleted as well; the first says so and stops")
  func markDeletedToo() throws {
    let home = try LedgerAtHome()
    try home.create()
    let count = 12_000
    let file = try home.file("long.jsonl", MadeEvents.file("long", count: count))
    let first = try home.start("import", file)
    defer { kill(first.processIdentifier, SIGKILL) }
    try LostLockTests.hold(first, in: home)
    for name in ["lock", "committed"] { try FileManager.default.removeItem(at: home.url(name)) }
    let second = try home.run("append", "--wait", "0.05", input: MadeEvents.line("second"))
    #expect(second.status == 75, "\(second.output)\(second.error)")
    kill(first.processIdentifier, SIGCONT)
    first.waitUntilExit()
    #expect(first.terminationStatus == 74)
    // What it wrote and never acknowledged is taken whole or not at all, and the same commands end it.
    let patient = try home.run("append", input: MadeEvents.line("second"))
    #expect(patient.status == 0, "\(patient.error)")
    #expect(try home.run("import", file).status == 0)
    let verified = try home.run("verify")
    #expect(verified.status == 0, "\(verified.output)")
    #expect(try home.run("export").jsonLines().count == count + 1)
  }

  @Test("a ledger moved away under a command is told, and nothing is acknowledged in its place")
  func moved() throws {
    let home = try LedgerAtHome()
    try home.create()
    let file = try home.file("long.jsonl", MadeEvents.file("long", count: 12_000))
    let aside = home.scratch.path("aside")
    let errors = home.scratch.url("errors")
    try Data().write(to: errors)
    let command = Process()
    command.executableURL = Program.url
    command.arguments = ["import", file, "--lang", "en"]
    command.environment = home.environment
    command.standardOutput = FileHandle.nullDevice
    command.standardError = try FileHandle(forWritingTo: errors)
    try command.run()
    defer { kill(command.processIdentifier, SIGKILL) }
    let segment = home.url("entries/0000000000")
    let start = try Data(contentsOf: segment).count
    while command.isRunning, try Data(contentsOf: segment).count == start { usleep(500) }
    kill(command.processIdentifier, SIGSTOP)
    try #require(home.size() == 1, "the import ended before it was held")
    try FileManager.default.moveItem(atPath: home.folder, toPath: aside)
    try FileManager.default.copyItem(atPath: aside, toPath: home.folder)
    kill(command.processIdentifier, SIGCONT)
    command.waitUntilExit()
    #expect(command.terminationStatus == 74)
    let told = try String(contentsOf: errors, encoding: .utf8)
    #expect(told.contains("replaced by somebody else"), "\(told)")
    #expect(try home.size() == 1)
    #expect(try home.run("verify").status == 0)
    #expect(try home.run("import", file).status == 0)
    #expect(try home.run("verify").status == 0)
  }
}
