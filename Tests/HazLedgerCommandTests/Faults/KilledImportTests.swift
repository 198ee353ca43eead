import Foundation
import TestSupport
import Testing

/// `kill -9` of a real import at random moments, then the same command again: every event once.
@Suite("Killed imports")
struct KilledImportTests {
  /// How often a private value stands in a file of openings, between bytes that are no text.
  private func names(in file: URL) throws -> Int {
    let (bytes, name) = (try Data(contentsOf: file), Data("Handler of ".utf8))
    var (count, rest) = (0, bytes.startIndex..<bytes.endIndex)
    while let found = bytes.range(of: name, in: rest) {
      count += 1
      rest = found.upperBound..<bytes.endIndex
    }
    return count
  }

  @Test("killed at a random moment and repeated, every event of every file is there once")
  func killedAndRepeated() throws {
    let home = try LedgerAtHome()
    try home.create()
    let kills = Host.count("KILLS", ordinarily: 24)
    let eventsPerFile = 150
    // The events, and the commitment that ends each file.
    let entriesPerFile = eventsPerFile + 1
    var random = SeededGenerator(seed: UInt64(Host.count("SEED", ordinarily: 20_261_124)))
    // The moment is drawn from the time that an import takes here, as measured on the one before.
    var span = 0.1
    var unfinished = 0
    for round in 0..<kills {
      let file = try home.file("\(round).jsonl", MadeEvents.file("r\(round)", count: eventsPerFile))
      let before = 1 + round * entriesPerFile
      let process = try home.start("import", file)
      usleep(UInt32(Double.random(in: 0..<span * 1.1, using: &random) * 1e6))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let size = try #require(try home.size())
      #expect(size == before || size == before + entriesPerFile, "a part was counted: \(size)")
      if size == before { unfinished += 1 }
      let start = Date()
      let report = try home.run("import", file, "--format", "json").json()
      span = max(0.02, Date().timeIntervalSince(start))
      let recorded = try #require(report["recorded"] as? Int)
      // Killed between the sync and its mark, the whole file is there and the next opening counts it.
      #expect(recorded == 0 || (recorded == eventsPerFile && size == before))
      #expect(report["size"] as? Int == before + entriesPerFile)
      try FileManager.default.removeItem(atPath: file)
    }
    let verified = try home.run("verify", "--format", "json").json()
    #expect(verified["ok"] as? Bool == true)
    #expect(verified["entries"] as? Int == 1 + kills * entriesPerFile)
    // Openings of events that never were would be somebody's name kept for no reason.
    #expect(try names(in: home.url("private/0000000000")) == kills * eventsPerFile)
    #expect(unfinished > 0, "no import was met on its way")
    print("faults: \(kills) imports killed, \(unfinished) of them unfinished, all repeated")
  }
}
