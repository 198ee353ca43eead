import LedgerFormat
import TestSupport
import Testing

@testable import LedgerStore

@Suite("The index against a dictionary")
struct LedgerIndexTests {
  @Test("runs and merges answer as one table would", arguments: [1, 2, 3] as [UInt64])
  func oracle(seed: UInt64) throws {
    let ledger = try TemporaryLedger()
    try ledger.root.make()
    var shape = StoreShape.small
    shape.tableRecordsMax = 700
    let index = LedgerIndex(
      files: HostFileSystem(), shape: shape, indexing: TestIndexing(),
      folder: ledger.root.folder("index"))
    var random = SeededGenerator(seed: seed)
    var newest: [Identifier: UInt64] = [:]
    var batches: [Identifier: [UInt64]] = [:]
    var entry: UInt64 = 0
    for round in 0..<60 {
      index.beginGroup(isTrial: false)
      var (groupNewest, groupBatches) = (newest, batches)
      for _ in 0..<Int.random(in: 1..<900, using: &random) {
        let lot = Identifier("P/" + String(Int.random(in: 0..<4_000, using: &random)))
        let batch = Identifier(String(Int.random(in: 0..<300, using: &random)))
        index.add(index.keys.hash(StreamKey(kind: .lot, id: lot)), entry)
        index.add(index.keys.hash(.batch(batch)), entry)
        groupNewest[lot] = entry
        groupBatches[batch, default: []].append(entry)
        try index.spillIfLarge()
        entry += 1
      }
      if Int.random(in: 0..<4, using: &random) == 0 {
        try index.rollBack()
      } else {
        try index.endGroup(size: entry)
        (newest, batches) = (groupNewest, groupBatches)
      }
      if round.isMultiple(of: 3) { try flush(index) }
    }
    for number in 0..<4_100 {
      let lot = Identifier("P/" + String(number))
      #expect(
        try index.value(of: index.keys.hash(StreamKey(kind: .lot, id: lot))) == newest[lot])
      let batch = Identifier(String(number))
      #expect(try index.values(of: index.keys.hash(.batch(batch))) == batches[batch] ?? [])
    }
    #expect(index.runs.count < 12)
  }

  @Test(
    "a group of many runs leaves few, and nothing of those that were merged",
    arguments: [false, true])
  func longGroup(isTrial: Bool) throws {
    let ledger = try TemporaryLedger()
    try ledger.root.make()
    var shape = StoreShape.small
    shape.tableRecordsMax = 300
    let index = LedgerIndex(
      files: HostFileSystem(), shape: shape, indexing: TestIndexing(),
      folder: ledger.root.folder("index"))
    index.beginGroup(isTrial: isTrial)
    var runsMax = 0
    for entry in 0..<60_000 as Range<UInt64> {
      // Each lot three times, so that merging has something to leave out.
      let lot = StreamKey(kind: .lot, id: Identifier("P/\(entry % 20_000)"))
      index.add(index.keys.hash(lot), entry)
      try index.spillIfLarge()
      runsMax = max(runsMax, index.group?.runs.count ?? 0)
    }
    #expect(runsMax < 20)
    for number in 0..<20_000 as Range<UInt64> {
      let lot = StreamKey(kind: .lot, id: Identifier("P/\(number)"))
      #expect(try index.value(of: index.keys.hash(lot)) == 40_000 + number)
    }
    let files = try? ledger.names(in: "index")
    #expect((files?.count ?? 0) == (isTrial ? 0 : index.group?.runs.count))
    try index.rollBack()
    #expect((try? ledger.names(in: "index"))?.isEmpty ?? true)
  }

  @Test("a run's filter holds every key and turns almost all others away")
  func filter() throws {
    let ledger = try TemporaryLedger()
    try ledger.root.make()
    let index = LedgerIndex(
      files: HostFileSystem(), shape: .small, indexing: TestIndexing(), folder: nil)
    var table = IndexTable()
    let keys = (0..<20_000).map { number in
      index.keys.hash(.event(party: "P", id: Identifier(String(number))))
    }
    for key in keys[..<10_000] { table.set(key, 1) }
    let run = try index.writeRun(table.sorted(), isTemporary: true)
    #expect(try keys[..<10_000].allSatisfy { try run.mayHold($0) })
    #expect(try keys[10_000...].filter { try run.mayHold($0) }.count < 300)
  }

  @Test("a table finds what was put into it, and sorts it")
  func table() {
    var table = IndexTable()
    var random = SeededGenerator(seed: 9)
    var oracle: [UInt64: UInt64] = [:]
    for value in 0..<20_000 as Range<UInt64> {
      let key = UInt64.random(in: 0..<9_000, using: &random) &* 0x9E37_79B9_7F4A_7C15
      table.set(KeyHash(high: key, low: 2), value)
      oracle[key] = value
    }
    // Keys at the very end of the range are pushed beyond it.
    for value in 0..<400 as Range<UInt64> { table.set(KeyHash(high: .max, low: 2 * value), value) }
    #expect(table.count == oracle.count + 400)
    for (key, value) in oracle { #expect(table.value(of: KeyHash(high: key, low: 2)) == value) }
    let records = table.sorted()
    #expect(records.count == table.count)
    #expect(zip(records, records.dropFirst()).allSatisfy { $0 < $1 })
  }

  /// Writes the table as a run and merges, as a flush does, without a log to speak of.
  private func flush(_ index: LedgerIndex) throws {
    guard index.table.count > 0 else { return }
    index.runs.append(try index.writeRun(index.table.sorted(), isTemporary: false))
    index.table.removeAll()
    try index.mergeTiers()
  }
}
