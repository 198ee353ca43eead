import Foundation
import Testing

@testable import LedgerStore

@Suite("On a simulated disk")
struct SimulationTests {
  /// The number in an environment variable of a long run.
  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment["HAZLEDGER_SIMULATE_" + name].flatMap { UInt64($0) }
  }

  private func simulate(_ seeds: Range<UInt64>, lives: Int) -> SimulationTally {
    var tally = SimulationTally()
    for seed in seeds {
      let simulation = Simulation(seed: seed)
      do { try simulation.run(lives: lives) } catch {
        Issue.record("seed \(seed): \(error)\nagain: tools/simulate --seed \(seed) --count 1")
      }
      tally.add(simulation.tally)
      tally.simulations += 1
    }
    return tally
  }

  @Test(
    "a crash at any change leaves what was acknowledged, and whole groups",
    arguments: [SimulationStep.all, SimulationStep.ledgerEvents], [true, false]
  )
  func crashAtEveryChange(steps: [SimulationStep], isPowerLost: Bool) throws {
    var change = 1
    var isDone = false
    while !isDone, change < 2_000 {
      let simulation = Simulation(seed: UInt64(change))
      simulation.disk.faults.endingChange = change
      do {
        try simulation.live(steps)
        isDone = !simulation.disk.faults.isEnded
        simulation.end(isPowerLost: isPowerLost)
        if !isPowerLost {
          // The next process does the same work upon what the killed one left, then the power goes.
          try simulation.live(steps)
          simulation.end(isPowerLost: true)
        }
        try simulation.checkCalmly()
      } catch { Issue.record("change \(change): \(error)") }
      change += 1
    }
    #expect(change > 100)
    tell("a crash at each of \(change - 2) changes, power lost: \(isPowerLost)")
  }

  @Test(
    "a failure of any call leaves what was acknowledged, and whole groups",
    arguments: [SimulationStep.all, SimulationStep.ledgerEvents])
  func failureOfEveryCall(steps: [SimulationStep]) throws {
    var call = 1
    var isDone = false
    while !isDone, call < 2_000 {
      let simulation = Simulation(seed: UInt64(call))
      simulation.disk.faults.failingCall = call
      do {
        try simulation.live(steps)
        isDone = simulation.disk.faults.failures == 0
        // The next process reads what the failed one left in the system's cache, then the power goes.
        simulation.end(isPowerLost: false)
        try simulation.live([.group(count: 1, end: .commit)])
        simulation.end(isPowerLost: true)
        try simulation.checkCalmly()
      } catch { Issue.record("call \(call): \(error)") }
      call += 1
    }
    #expect(call > 200)
    tell("a failure of each of \(call - 2) calls")
  }

  /// Prints what a long run has tried.
  private func tell(_ outcome: String) {
    if SimulationTests.number("COUNT") != nil { print("simulate: " + outcome) }
  }

  @Test("random work, faults and crashes keep every promise")
  func randomSeeds() { _ = simulate(1..<26, lives: 8) }

  @Test(
    "a long run, half of the seeds on each of two threads", .enabled(if: number("COUNT") != nil),
    arguments: [0, 1])
  func longRun(half: UInt64) {
    let first = SimulationTests.number("SEED") ?? 1
    let count = SimulationTests.number("COUNT") ?? 0
    var tally = SimulationTally()
    for seed in first..<first + count where seed % 2 == half {
      // Now and then a ledger that grows for long.
      tally.add(simulate(seed..<seed + 1, lives: seed.isMultiple(of: 50) ? 40 : 8))
    }
    let parity = half == 0 ? "even" : "odd"
    print("simulate: \(parity) seeds of \(first) to \(first + count - 1): \(tally)")
  }
}
