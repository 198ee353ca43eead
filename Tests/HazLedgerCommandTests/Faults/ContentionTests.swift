import Foundation
import Testing

/// Many processes and one ledger.
@Suite("Contention", .serialized)
struct ContentionTests {
  @Test("two imports at once are both recorded, one after the other, while readers read")
  func twoWriters() throws {
    let home = try LedgerAtHome()
    try home.create()
    let files = try ["a", "b"].map {
      try home.file("\($0).jsonl", MadeEvents.file($0, count: 2_000))
    }
    let writers = try files.map { try home.start("import", $0, "--wait", "600") }
    var sizes: Set<Int> = []
    while writers.contains(where: \.isRunning) {
      let verified = try home.run("verify", "--format", "json")
      #expect(verified.status == 0, "\(verified.output)")
      if let size = try verified.json()["entries"] as? Int { sizes.insert(size) }
      #expect([0, 1].contains(try home.run("trace", "P/L-a-1999").status))
    }
    #expect(sizes.isSubset(of: [1, 2_002, 4_003]), "a part of a file was seen: \(sizes)")
    #expect(writers.allSatisfy { $0.terminationStatus == 0 })
    #expect(try home.size() == 4_003)
    #expect(try home.run("verify").status == 0)
  }

  @Test("as many appenders as there are, each event is there once and every one was acknowledged")
  func appenders() throws {
    let home = try LedgerAtHome()
    try home.create()
    let count = Host.count("APPENDERS", ordinarily: 40)
    let files = try (0..<count).map { try home.file("\($0).json", MadeEvents.line("a\($0)")) }
    let processes = try files.map { try home.start("append", $0, "--wait", "3600") }
    for process in processes { process.waitUntilExit() }
    #expect(processes.allSatisfy { $0.terminationReason == .exit && $0.terminationStatus == 0 })
    let ids = try home.run("export").jsonLines().compactMap { $0["id"] as? String }
    #expect(ids.count == count && Set(ids).count == count)
    #expect(try home.run("verify").status == 0)
    print("faults: \(count) appenders at once, \(ids.count) events")
  }

  @Test("an appender that is locked out after its wait has recorded nothing")
  func lockedOut() throws {
    let home = try LedgerAtHome()
    try home.create()
    let lock = try HeldLock(path: home.url("lock").path)
    for number in 0..<3 {
      let outcome = try home.run("append", "--wait", "0.05", input: MadeEvents.line("x\(number)"))
      #expect(outcome.status == 75)
    }
    lock.release()
    #expect(try home.size() == 1)
  }
}
