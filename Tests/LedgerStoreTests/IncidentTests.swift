import LedgerFormat
import Testing

@testable import LedgerStore

/// What happened to other logs, tried on this one; the page Reliability names each.
@Suite("Incidents of other logs")
struct IncidentTests {
  private let entries = Simulation.root + "/" + Layout.entries
  private let committed = Simulation.root + "/" + Layout.committed

  /// A ledger of some groups, no process of which runs.
  private func ledger(groups: Int = 8) throws -> Simulation {
    let simulation = Simulation(seed: 1)
    let steps = (0..<groups).map { SimulationStep.group(count: $0 % 7 + 1, end: .commit) }
    try simulation.live(steps + [.updateDerivedFiles])
    simulation.end(isPowerLost: false)
    return simulation
  }

  private func files(_ folder: String, of simulation: Simulation) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try simulation.folder.folder(folder).names() ?? [] {
      let path = Simulation.root + "/" + folder + "/" + name
      files[path] = simulation.disk.contents(of: path)
    }
    return files
  }

  @Test("a disk that is full at any write: readers go on, and writers when there is room (Mammoth)")
  func diskFull() throws {
    var room = 0
    var isDone = false
    while !isDone {
      let simulation = try ledger(groups: 3)
      let disk = simulation.disk
      disk.capacityBytes = disk.usedBytes + room
      let size = simulation.history.size
      try simulation.live(SimulationStep.all)
      isDone = simulation.writer != nil && simulation.history.size > size + 50
      simulation.writer = nil
      disk.endProcesses()
      let reader = try LedgerView.open(
        simulation.folder, shape: .tiny, indexing: TestIndexing())
      #expect(reader.size >= size, "room for \(room) bytes")
      // Full or not, the next process finds what was acknowledged or says what the system says.
      try simulation.live([])
      simulation.end(isPowerLost: false)
      try simulation.checkCalmly()
      room += room < 4_000 ? 331 : 4_999
      try #require(room < 300_000)
    }
  }

  @Test("a torn tail is cut and kept aside, at every length (Fabric 4162)")
  func tornTail() throws {
    let path = entries + "/0000000000"
    let whole = try ledger(groups: 3)
    let size = try #require(whole.disk.contents(of: path)).count
    for length in 1..<40 {
      let simulation = try ledger(groups: 3)
      let bytes = try #require(simulation.disk.contents(of: path))
      #expect(bytes.count == size)
      // What the next group's first bytes would be, if its write had been torn here.
      simulation.disk.replace(path, with: bytes + bytes[..<length])
      try simulation.checkCalmly()
      let kept = Simulation.root + "/quarantine/0000000000-\(size)"
      #expect(simulation.disk.contents(of: kept) == Array(bytes[..<length]))
    }
  }

  @Test("a backlog of any length behind the mark is taken up (immudb 2086)")
  func backlog() throws {
    let simulation = Simulation(seed: 2)
    try simulation.live([])
    let mark = try #require(simulation.disk.contents(of: committed))
    try simulation.live((0..<400).map { _ in .group(count: 2, end: .commit) })
    simulation.end(isPowerLost: false)
    simulation.disk.replace(committed, with: mark)
    try simulation.live([])
    #expect(simulation.writer?.report.addedEntries == 800)
    simulation.end(isPowerLost: true)
    try simulation.checkCalmly()
  }

  @Test("no index, an oversized one or noise: the ledger opens and answers (immudb 1997)")
  func indexNotNeeded() throws {
    let names = try files(Layout.index, of: ledger()).keys.sorted()
    #expect(names.count >= 3)
    let noise = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    for content in [nil, [], noise] as [[UInt8]?] {
      for path in names {
        let simulation = try ledger()
        simulation.disk.replace(path, with: content)
        try simulation.checkCalmly()
      }
    }
  }

  @Test("an older backup opens as what it was, and is not signed after a newer head (Venafi)")
  func olderBackup() throws {
    let simulation = try ledger()
    var backup: [String: [UInt8]] = [:]
    for folder in [Layout.entries, Layout.privateFields] {
      backup.merge(try files(folder, of: simulation)) { $1 }
    }
    backup[committed] = simulation.disk.contents(of: committed)
    let history = simulation.history
    try simulation.live([.group(count: 30, end: .commit), .updateDerivedFiles])
    let head = try #require(simulation.writer)
    let signed = (size: head.view.size, root: try head.checkedRoot(since: nil))
    simulation.end(isPowerLost: false)
    for folder in [Layout.entries, Layout.privateFields] {
      for path in try files(folder, of: simulation).keys {
        simulation.disk.replace(path, with: nil)
      }
    }
    for (path, bytes) in backup { simulation.disk.replace(path, with: bytes) }
    simulation.history = history
    try simulation.live([])
    let error = StoreError.notRecorded(index: signed.size, size: history.size)
    #expect(throws: error) { _ = try simulation.writer?.checkedRoot(since: signed) }
    // Also when it has grown to that size again, with other entries.
    let missing = Int(signed.size - history.size)
    try simulation.live([.group(count: missing, end: .commit)])
    #expect(throws: StoreError.self) { _ = try simulation.writer?.checkedRoot(since: signed) }
    simulation.end(isPowerLost: false)
    try simulation.checkCalmly()
  }

  @Test("a writer that failed writes nothing more, however late (Sunlight 13)")
  func lateWrite() throws {
    let simulation = try ledger()
    try simulation.live([])
    let writer = try #require(simulation.writer)
    try writer.beginGroup()
    let body = Body.event("late", lots: [])
    try writer.append(body: body, streams: [], keys: [], recordedAt: 1)
    simulation.disk.faults.failureOneIn = 1
    #expect(throws: StoreError.self) { _ = try writer.commit() }
    simulation.disk.faults = SimulatedFaults()
    let before = try files(Layout.entries, of: simulation)
    let changes = simulation.disk.faults.changes
    #expect(throws: StoreError.stopped) { _ = try writer.commit() }
    #expect(throws: StoreError.stopped) { try writer.abort() }
    #expect(throws: StoreError.stopped) { try writer.updateDerivedFiles() }
    #expect(throws: StoreError.stopped) { try writer.reindex() }
    #expect(throws: StoreError.stopped) { try writer.writeCheckpoint([]) { _ in true } }
    #expect(try files(Layout.entries, of: simulation) == before)
    #expect(simulation.disk.faults.changes == changes)
    simulation.end(isPowerLost: false)
    try simulation.checkCalmly()
  }

  @Test("openings of a lost group never come to the entry that takes its place")
  func strangersOpening() throws {
    let simulation = try ledger()
    let before = try files(Layout.entries, of: simulation)
    let mark = try #require(simulation.disk.contents(of: committed))
    let history = simulation.history
    let secret = Opening(field: 1, salt: Array(repeating: 7, count: 16), value: [1, 2, 3])
    try simulation.live([])
    let body = Body.event("lost", lots: [])
    try simulation.writer?.beginGroup()
    try simulation.writer?.append(
      body: body, streams: [], keys: [], openings: [secret], recordedAt: 1)
    _ = try simulation.writer?.commit()
    simulation.end(isPowerLost: false)
    // As if the power had gone when the openings were on the disk and the entries were not.
    for path in try files(Layout.entries, of: simulation).keys {
      simulation.disk.replace(path, with: before[path])
    }
    simulation.disk.replace(committed, with: mark)
    simulation.history = history
    try simulation.live([])
    let index = history.size
    try simulation.writer?.beginGroup()
    try simulation.writer?.append(
      body: Body.event("next", lots: []), streams: [], keys: [], recordedAt: 1)
    _ = try simulation.writer?.commit()
    #expect(try simulation.writer?.view.openings(of: index) == [])
    simulation.end(isPowerLost: false)
    let reader = try LedgerView.open(simulation.folder, shape: .tiny, indexing: TestIndexing())
    #expect(try reader.openings(of: index).isEmpty)
  }
}
