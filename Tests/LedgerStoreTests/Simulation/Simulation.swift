import LedgerFormat
import TestSupport

@testable import LedgerStore

/// A ledger on a simulated disk that lives, fails and is opened again, as its seed says.
final class Simulation {
  static let root = "/ledger"

  let disk: SimulatedDisk
  let shape: StoreShape
  var random: SeededGenerator
  var history = SimulatedHistory()
  var tally = SimulationTally()
  /// Nil while no process has the ledger open.
  var writer: LedgerWriter?
  var clock: UInt64 = 1_700_000_000_000_000
  var groups = 0
  var notes = 0

  init(seed: UInt64, shape: StoreShape = .tiny) {
    disk = SimulatedDisk(seed: seed)
    random = SeededGenerator(seed: ~seed)
    self.shape = shape
  }

  var folder: Folder { Folder(disk, Simulation.root) }

  /// Lives several times under random faults, each ended by a crash or a failure.
  func run(lives: Int) throws {
    for _ in 0..<lives {
      disk.faults = randomFaults()
      if random.chance(1, in: 8) {
        disk.capacityBytes = disk.usedBytes + Int.random(in: 0..<20_000, using: &random)
      }
      try live((0..<Int.random(in: 1...14, using: &random)).map { _ in .any(&random) })
      end(isPowerLost: random.chance(2, in: 3))
      if random.chance(2, in: 3) { try checkCalmly() }
    }
    try checkCalmly()
  }

  /// Opens the ledger and takes the steps, until they are done or a failure ends them.
  func live(_ steps: [SimulationStep]) throws {
    do throws(StoreError) {
      try open()
      for step in steps { try take(step) }
    } catch {
      switch error {
      case .system, .stopped: break
      default: throw BrokenPromise("\(error)")
      }
    }
    if let broken { throw broken }
  }

  /// Ends the process, and with it perhaps the power, and mends the disk.
  func end(isPowerLost: Bool) {
    writer = nil
    tally.add(disk.faults)
    disk.faults = SimulatedFaults()
    disk.capacityBytes = .max
    if isPowerLost { disk.losePower() } else { disk.endProcesses() }
    if isPowerLost { tally.powerLosses += 1 } else { tally.kills += 1 }
  }

  /// Opens the ledger on a disk that works, where everything must be as promised, and goes on.
  func checkCalmly() throws {
    do {
      try open()
      guard let writer else { throw BrokenPromise("the ledger cannot be opened") }
      try history.check(writer.view)
      if try history.checkTree(writer) { tally.treesMadeAnew += 1 }
      try history.check(
        LedgerView.open(folder, shape: shape, indexing: TestIndexing()))
      try take(.group(count: 3, end: .commit))
      try history.check(writer.view)
    } catch let error as StoreError { throw BrokenPromise("on a disk that works: \(error)") }
    if let broken { throw broken }
    tally.checks += 1
    tally.entries += history.entries.count
    writer = nil
  }

  /// What a step found not to be as promised.
  var broken: BrokenPromise?

  /// Opens the ledger, or makes it where it never was.
  func open() throws(StoreError) {
    writer = nil
    let opened: LedgerWriter
    do throws(StoreError) {
      opened = try LedgerWriter.open(
        folder, shape: shape, waitMilliseconds: 0, indexing: TestIndexing())
    } catch {
      guard case .notALedger = error, !history.isCreated else { throw error }
      opened = try LedgerWriter.create(
        folder, shape: shape, genesis: Body.genesis, recordedAt: clock, indexing: TestIndexing())
    }
    tally.opens += 1
    do { try history.accept(opened.report, disk, root: Simulation.root) } catch {
      broken = error as? BrokenPromise
    }
    writer = opened
  }

  private func randomFaults() -> SimulatedFaults {
    var faults = SimulatedFaults()
    if random.chance(1, in: 2) { faults.nuisanceOneIn = Int.random(in: 2...30, using: &random) }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: faults.failureOneIn = Int.random(in: 20...800, using: &random)
    case 1, 2: faults.endingChange = Int.random(in: 1...160, using: &random)
    default: break
    }
    return faults
  }
}

/// What simulations went through, added up.
struct SimulationTally: CustomStringConvertible {
  var simulations = 0
  var opens = 0
  var checks = 0
  var kills = 0
  var powerLosses = 0
  var failedCalls = 0
  var nuisances = 0
  var changes = 0
  var entries = 0
  var treesMadeAnew = 0

  mutating func add(_ faults: SimulatedFaults) {
    failedCalls += faults.failures
    nuisances += faults.nuisances
    changes += faults.changes
  }

  mutating func add(_ other: SimulationTally) {
    simulations += other.simulations
    opens += other.opens
    checks += other.checks
    kills += other.kills
    powerLosses += other.powerLosses
    failedCalls += other.failedCalls
    nuisances += other.nuisances
    changes += other.changes
    entries += other.entries
    treesMadeAnew += other.treesMadeAnew
  }

  var description: String {
    """
    \(simulations) simulations, \(powerLosses) power losses, \(kills) killed processes, \
    \(failedCalls) failed calls, \(nuisances) short or interrupted ones, \(changes) changes under \
    fire, \(opens) openings, \(checks) full comparisons of \(entries) entries, \
    \(treesMadeAnew) trees found damaged and made anew
    """
  }
}

extension StoreShape {
  /// Sizes at which a few groups cross every boundary.
  static let tiny: StoreShape = {
    var shape = StoreShape()
    shape.entriesPerSegment = 16
    shape.bufferSizeBytes = 700
    shape.unindexedEntriesMax = 12
    shape.tableRecordsMax = 60
    shape.runsPerTier = 3
    shape.unsyncedSegmentsMax = 1
    shape.headCacheSlots = 16
    shape.recentHashesMax = 16
    shape.entriesSealedAtOnceMax = .max
    return shape
  }()
}
