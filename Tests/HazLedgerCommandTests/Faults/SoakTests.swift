import Foundation
import TestSupport
import Testing

/// Open, append, import, trace, verify, back up, kill, reopen, again and again on one ledger.
@Suite("Soak")
struct SoakTests {
  @Test("whatever order things happen in, the ledger holds what was acknowledged")
  func mixed() throws {
    let home = try LedgerAtHome()
    try home.create()
    var random = SeededGenerator(seed: UInt64(Host.count("SEED", ordinarily: 7)))
    let end = Date().addingTimeInterval(Double(Host.count("SOAK_SECONDS", ordinarily: 0)))
    let roundsMin = Host.count("SOAK_ROUNDS", ordinarily: 40)
    // Entries beside the genesis: events, and the commitment that ends each import.
    var (round, acknowledged, kills) = (0, 0, 0)
    while round < roundsMin || Date() < end {
      round += 1
      let file = try home.file("soak.jsonl", MadeEvents.file("s\(round)", count: 30))
      switch Int.random(in: 0..<8, using: &random) {
      case 0, 1:
        #expect(try home.run("append", input: MadeEvents.line("s\(round)")).status == 0)
        acknowledged += 1
      case 2:
        #expect(try home.run("import", file).status == 0)
        acknowledged += 31
      case 3, 4:
        let process = try home.start("import", file)
        usleep(UInt32.random(in: 0..<80_000, using: &random))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        kills += 1
        #expect(try home.run("import", file).status == 0)
        acknowledged += 31
      case 5:
        #expect(try home.run("import", file, "--dry-run").status == 0)
      case 6:
        let outcome = try home.run("backup", home.scratch.path("copy"))
        #expect(outcome.status == 0, "\(outcome.error)")
      default:
        if Bool.random(using: &random) { try FileManager.default.removeItem(at: home.url("index")) }
        #expect(try home.run("reindex").status == 0)
      }
      #expect(try home.size() == acknowledged + 1)
      if round.isMultiple(of: 10) {
        // Every tenth round somebody asks of a lot, and an auditor of everything.
        #expect([0, 1].contains(try home.run("trace", "P/L-s\(round)").status))
        let verified = try home.run("verify", "--format", "json")
        #expect(verified.status == 0, "\(verified.output)")
        #expect(try verified.json()["entries"] as? Int == acknowledged + 1)
      }
    }
    #expect(try home.run("backup", home.scratch.path("copy"), "--full").status == 0)
    print("faults: soak of \(round) rounds, \(acknowledged) entries, \(kills) kills")
  }
}
