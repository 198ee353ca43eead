import LedgerFormat
import Testing

@testable import LedgerStore

@Suite("A copy on a simulated disk")
struct CopySimulationTests {
  /// The folder of the copy.
  private static let path = "/backup"

  private func copyRoot(_ simulation: Simulation) -> Folder {
    Folder(simulation.disk, CopySimulationTests.path)
  }

  private func copy(_ simulation: Simulation) throws -> CopyReport {
    try LedgerCopier(from: simulation.folder, shape: .tiny, indexing: TestIndexing())
      .copy(to: copyRoot(simulation), mark: .backup, includesPrivate: true)
  }

  /// A ledger whose copy is `isOld` as of its first half, and now is to be copied.
  private func prepared(_ seed: UInt64, isOld: Bool) throws -> Simulation {
    let simulation = Simulation(seed: seed)
    try simulation.live([
      .group(count: 30, end: .commit), .updateDerivedFiles, .checkpoint, .erase,
    ])
    simulation.end(isPowerLost: false)
    if isOld { #expect(try copy(simulation).size == 31) }
    try simulation.live([
      .erase, .erase, .group(count: 25, end: .commit), .group(count: 9, end: .abort),
      .updateDerivedFiles, .checkpoint,
    ])
    simulation.end(isPowerLost: false)
    return simulation
  }

  /// Ends the process, and after a power loss opens the ledger, whose mark may be old until then.
  private func end(_ simulation: Simulation, isPowerLost: Bool) throws {
    simulation.end(isPowerLost: isPowerLost)
    guard isPowerLost else { return }
    try simulation.live([])
    simulation.end(isPowerLost: false)
  }

  /// Expects the copy to be no ledger, or the beginning of this one; gives its size.
  private func check(_ simulation: Simulation, isDone: Bool) throws -> UInt64 {
    let source = try LedgerView.open(simulation.folder, shape: .tiny, indexing: TestIndexing())
    let copy: LedgerView
    do throws(StoreError) {
      copy = try LedgerView.open(copyRoot(simulation), shape: .tiny, indexing: TestIndexing())
    } catch {
      guard case .notALedger = error, !isDone else { throw error }
      return 0
    }
    for index in 0..<copy.size {
      try demand(try copy.bytes(at: index) == source.bytes(at: index), "entry \(index) differs")
      guard isDone else { continue }
      try demand(try copy.openings(of: index) == source.openings(of: index), "opening \(index)")
    }
    if isDone {
      try demand(copy.size == source.size, "\(copy.size) of \(source.size) entries")
      try demand(try copy.checkpoint() == source.checkpoint(), "another checkpoint")
    }
    return copy.size
  }

  @Test(
    "a crash at any change leaves no copy that looks whole and is not, and copying again goes on",
    arguments: [true, false], [true, false])
  func crashAtEveryChange(isOld: Bool, isPowerLost: Bool) throws {
    var change = 1
    var isDone = false
    while !isDone, change < 500 {
      let simulation = try prepared(UInt64(change), isOld: isOld)
      simulation.disk.faults.endingChange = change
      do { _ = try copy(simulation) } catch CopyError.store(.system) {}
      isDone = !simulation.disk.faults.isEnded
      try end(simulation, isPowerLost: isPowerLost)
      let size = try check(simulation, isDone: isDone)
      #expect(isOld ? size == 31 || size == 56 : size == 0 || size == 56, "change \(change)")
      #expect(try copy(simulation).size == 56)
      #expect(try check(simulation, isDone: true) == 56)
      change += 1
    }
    #expect(isDone && change > 20, "\(change) changes")
  }

  @Test("a failure of any call is told, and copying again mends what it left")
  func failureOfEveryCall() throws {
    var call = 1
    var isDone = false
    while !isDone, call < 1_000 {
      let simulation = try prepared(UInt64(call), isOld: true)
      simulation.disk.faults.failingCall = call
      var isTold = false
      do { _ = try copy(simulation) } catch { isTold = true }
      let failures = simulation.disk.faults.failures
      isDone = failures == 0
      simulation.end(isPowerLost: false)
      // Only a failure to read what is derived need not be told.
      if !isTold { #expect(try check(simulation, isDone: true) == 56, "call \(call)") }
      #expect(try copy(simulation).size == 56)
      try end(simulation, isPowerLost: true)
      #expect(try check(simulation, isDone: true) == 56)
      call += 1
    }
    #expect(isDone && call > 60, "\(call) calls")
  }

  @Test("what was erased is overwritten in the copy")
  func erased() throws {
    let simulation = try prepared(7, isOld: true)
    try simulation.live((0..<60).map { _ in .erase })
    simulation.end(isPowerLost: false)
    #expect(try copy(simulation).privateBytes > 0)
    let bytes = try #require(simulation.disk.contents(of: "/backup/private/0000000000"))
    #expect(!String(decoding: bytes, as: UTF8.self).contains("handler"))
  }
}
