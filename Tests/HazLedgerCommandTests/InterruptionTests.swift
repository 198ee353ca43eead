import Foundation
import TestSupport
import Testing

/// An import that is killed leaves nothing of it, and the same command again records every event once.
@Suite("Interruptions")
struct InterruptionTests {
  @Test("killed at any moment and repeated, every event is recorded once")
  func killed() throws {
    let home = try LedgerAtHome()
    try home.create()
    let file = Fixture.path("county/events.jsonl")
    let rows = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").count
    var random = SeededGenerator(seed: 20_260_101)
    for _ in 0..<12 {
      let process = try home.start("import", file)
      usleep(UInt32.random(in: 0..<400_000, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let size = try #require(try home.run("status", "--format", "json").json()["size"] as? Int)
      #expect(size == 1 || size == rows + 2, "a part of the file was counted: \(size)")
    }
    #expect(try home.run("import", file).status == 0)
    let verified = try home.run("verify", "--format", "json").json()
    #expect(verified["ok"] as? Bool == true)
    #expect(verified["entries"] as? Int == rows + 2)
  }

  @Test("an init that was killed half-way can be repeated")
  func killedInit() throws {
    let home = try LedgerAtHome()
    let leftover = home.folder + "/entries.new"
    try FileManager.default.createDirectory(atPath: leftover, withIntermediateDirectories: true)
    #expect(FileManager.default.createFile(atPath: home.folder + "/lock", contents: nil))
    #expect(try home.create().status == 0)
    #expect(try home.run("verify").status == 0)
  }

  @Test("a dry run of a file twice finds each time what a single one would")
  func dryRunTwice() throws {
    let home = try LedgerAtHome()
    try home.create()
    let file = try home.file("one.jsonl", ExitStatusTests.event)
    let outcome = try home.run("import", file, file, "--dry-run", "--format", "json")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try outcome.jsonLines().map { $0["recorded"] as? Int } == [1, 1])
    #expect(try home.run("status", "--format", "json").json()["size"] as? Int == 1)
  }

  @Test("a file that overlaps an earlier one adds only what is new")
  func overlapping() throws {
    let home = try LedgerAtHome()
    try home.create()
    let lines = try String(contentsOfFile: Fixture.path("county/events.jsonl"), encoding: .utf8)
      .split(separator: "\n")
    let first = lines.prefix(700).joined(separator: "\n")
    try #require(home.run("import", home.file("first.jsonl", first)).status == 0)
    let report = try home.run(
      "import", Fixture.path("county/events.csv"), "--format", "json"
    ).json()
    #expect(report["alreadyRecorded"] as? Int == 700)
    #expect(report["recorded"] as? Int == lines.count - 700)
    #expect(try home.run("verify").status == 0)
  }
}
