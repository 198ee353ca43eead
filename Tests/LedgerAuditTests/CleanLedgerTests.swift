import Custody
import LedgerFormat
import Testing

@testable import LedgerAudit

@Suite("A sound ledger verifies")
struct CleanLedgerTests {
  @Test("everything is right, and the report says what there is")
  func clean() throws {
    let maker = try Story.ledger()
    let folder = try maker.write(keptSizes: [1, 7])
    let report = try folder.verify()
    #expect(report.damage == [])
    #expect(report.notes == [])
    #expect(report.ok && report.entries == 15 && report.lots == 3)
    #expect(report.lastGoodCheckpoint == 15)
    #expect(report.newestCheckpoint?.root == report.root)
    #expect(report.genesis?.logKey == maker.key)
  }

  @Test("over several segments, batches and tree levels, with any number of threads")
  func large() throws {
    let maker = try Story.ledger(count: 1_400, entriesPerSegment: 256)
    let folder = try maker.write(keptSizes: [256, 700, 1_024])
    for workers in [1, 2, 5] {
      let report = try folder.verify(entriesPerSegment: 256, batchSizeBytes: 70_000) {
        $0.workerCount = workers
      }
      #expect(report.damage == [] && report.notes == [])
      #expect(report.entries == 1_400 && report.root == report.newestCheckpoint?.root)
    }
  }

  @Test("deleting tree and index loses nothing")
  func derivedFiles() throws {
    let folder = try Story.ledger().write()
    try folder.remove(Layout.tree)
    let report = try folder.verify()
    #expect(report.ok && report.root != nil)
    #expect(report.notes == [.treeShort(level: 0, hashes: 0, expected: 15)])
  }

  @Test("bytes after the horizon are a tail, whole or torn, and no damage")
  func tail() throws {
    let maker = try Story.ledger()
    let folder = try maker.write()
    try maker.append(Story.used("9", Story.toluene, 1))
    let segment = Layout.segmentPath(0)
    let whole = LedgerMaker.framed(maker.entries)
    let start = LedgerMaker.framed(Array(maker.entries.dropLast())).count
    for count in [start + 1, start + 2, start + 40, whole.count] {
      try folder.write(segment, Array(whole[..<count]))
      let report = try folder.verify()
      #expect(report.ok && report.entries == 15)
      #expect(
        report.notes == [.tail(file: segment, offset: start, sizeBytes: count - start)])
    }
  }

  @Test("without the mark of what was acknowledged the horizon is the last whole group")
  func committedMissing() throws {
    let maker = try Story.ledger()
    try maker.append(Story.used("9", Story.toluene, 1), more: true)
    let folder = try maker.write()
    try folder.remove(Layout.committed)
    try folder.write(Layout.checkpoint, maker.checkpoint(size: 15))
    try folder.write(Layout.checkpoints, maker.checkpoint(size: 15))
    let report = try folder.verify()
    #expect(report.ok && report.entries == 15)
    #expect(report.notes.contains(.committedUnknown(isMissing: true)))
  }

  @Test("a mark older than the signed checkpoint is no reason to look at less")
  func committedOld() throws {
    let maker = try Story.ledger()
    let folder = try maker.write()
    var hasher = LedgerFormat.Hasher()
    let old = CommittedMark(size: 9, leafHash: maker.leafHash(8))
    try folder.write(Layout.committed, old.bytes(&hasher))
    let report = try folder.verify()
    #expect(report.ok && report.entries == 15)
    #expect(report.notes == [.committedBehind(committed: 9, checkpoint: 15)])
  }

  @Test("a horizon of the caller's leaves out what lies behind it")
  func chosenHorizon() throws {
    let folder = try Story.ledger().write(keptSizes: [4])
    let report = try folder.verify { $0.horizon = 6 }
    #expect(report.damage == [])
    #expect(report.entries == 6 && report.lastGoodCheckpoint == 4)
  }

  @Test("a clock that went back is noted and is no damage")
  func clock() throws {
    let maker = try Story.ledger()
    maker.clock -= 60_000_000
    try maker.append(Story.used("9", Story.toluene, 1))
    let report = try maker.write().verify()
    #expect(report.ok && report.notes == [.clockWentBack(index: 15, entries: 1)])
  }

  @Test("entries behind a recorded time stamp that say an earlier time are named as dated back")
  func backDated() throws {
    let maker = try Story.ledger()
    let size = maker.size
    let stamp = Timestamp(
      token: maker.leafHash(0), size: size, root: maker.unsignedCheckpoint(size: Int(size)).root,
      time: maker.clock)
    var writer = CBORWriter()
    stamp.encode(into: &writer)
    maker.append(body: writer.bytes, streams: [])
    try maker.append(Story.used("9", Story.toluene, 1))
    maker.clock -= 3_600_000_000
    try maker.append(Story.used("10", Story.toluene, 1))
    try maker.append(Story.used("11", Story.toluene, 1))
    let notes = try maker.write().verify().notes
    #expect(notes.contains(.backDated(index: size + 2, entries: 2)))
  }

  @Test("a checkpoint cut by a crash is noted, at every length of it")
  func tornCheckpoints() throws {
    let maker = try Story.ledger()
    let folder = try maker.write()
    let whole = try folder.read(Layout.checkpoints)
    let next = try maker.checkpoint(size: 15)
    for count in 1..<next.count {
      try folder.write(Layout.checkpoints, whole + next[..<count])
      let report = try folder.verify()
      #expect(report.damage == [], "\(count)")
      #expect(report.notes == [.checkpointTorn(offset: whole.count)], "\(count)")
    }
  }

  @Test("the entries of one lot are counted, and damage of others is left out")
  func oneLot() throws {
    let maker = try Story.ledger()
    try maker.append(Story.used("9", Story.toluene, 1_000))
    let folder = try maker.write()
    let other = try folder.verify { $0.lot = Story.xylene }
    #expect(other.ok && other.lotEntries == 8)
    let own = try folder.verify { $0.lot = Story.toluene }
    #expect(!own.ok && own.lotEntries == 6)
    #expect(try folder.verify { $0.lot = "Acme/none" }.lotEntries == 0)
  }

  @Test("a path without a ledger is an error, not a report")
  func noLedger() throws {
    #expect(throws: AuditError.notALedger(path: "/nonexistent/ledger")) {
      try LedgerVerifier(path: "/nonexistent/ledger").verify()
    }
  }
}
