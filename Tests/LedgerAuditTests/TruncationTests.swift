import LedgerFormat
import Testing

@testable import LedgerAudit

@Suite("No file can be cut unnoticed")
struct TruncationTests {
  @Test("the entries, at every length", arguments: 0..<7)
  func entries(start: Int) throws {
    let maker = try Story.ledger()
    let folder = try maker.write()
    let segment = Layout.segmentPath(0)
    let bytes = try folder.read(segment)
    let offsets = FlippedBitTests.offsets(maker.entries)
    for count in stride(from: start, to: bytes.count, by: 7) {
      try folder.write(segment, Array(bytes[..<count]))
      let report = try folder.verify()
      let index = UInt64(offsets.lastIndex { $0 <= count }!)
      #expect(report.indices == [index] && report.damageCount == 1, "\(count): \(report.damage)")
      #expect(report.damage.first?.offset == offsets[Int(index)])
    }
  }

  @Test("the checkpoint, at every length, and when it is gone")
  func checkpoint() throws {
    let folder = try Story.ledger().write()
    let bytes = try folder.read(Layout.checkpoint)
    for count in bytes.indices {
      try folder.write(Layout.checkpoint, Array(bytes[..<count]))
      let report = try folder.verify()
      #expect(report.damageCount == 1 && report.damage.first?.file == Layout.checkpoint)
    }
    try folder.remove(Layout.checkpoint)
    #expect(try folder.verify().kinds == [.checkpointMissing])
  }

  @Test("the checkpoints that are kept, at every length: a whole one fewer, or a torn one")
  func checkpoints() throws {
    let maker = try Story.ledger()
    let folder = try maker.write(keptSizes: [5, 9])
    let bytes = try folder.read(Layout.checkpoints)
    let ends = try [maker.checkpoint(size: 5), maker.checkpoint(size: 9)].map(\.count)
    for count in bytes.indices {
      try folder.write(Layout.checkpoints, Array(bytes[..<count]))
      let report = try folder.verify()
      #expect(report.damage.allSatisfy { $0.file == Layout.checkpoints }, "\(count)")
      let isBetween = [0, ends[0], ends[0] + ends[1]].contains(count)
      #expect(isBetween || !report.ok || !report.notes.isEmpty, "\(count): not a word of it")
    }
  }

  @Test("the mark of what was acknowledged, at every length: the entries are verified as ever")
  func committed() throws {
    let folder = try Story.ledger().write()
    let bytes = try folder.read(Layout.committed)
    for count in bytes.indices {
      try folder.write(Layout.committed, Array(bytes[..<count]))
      let report = try folder.verify()
      #expect(report.ok && report.entries == 15)
    }
  }

  @Test("a tree file that is short is noted, and its hashes are compared as far as they go")
  func tree() throws {
    let folder = try Story.ledger().write()
    let bytes = try folder.read(Layout.treePath(level: 0))
    for count in bytes.indices {
      try folder.write(Layout.treePath(level: 0), Array(bytes[..<count]))
      let report = try folder.verify()
      #expect(report.ok)
      #expect(
        report.notes == [.treeShort(level: 0, hashes: UInt64(count / 32), expected: 15)])
    }
  }

  @Test("all that was signed for, together with the mark: the checkpoint tells")
  func rolledBackTogether() throws {
    let maker = try Story.ledger()
    let folder = try maker.write()
    var hasher = LedgerFormat.Hasher()
    let part = Array(maker.entries[..<9])
    try folder.write(Layout.segmentPath(0), LedgerMaker.framed(part))
    let mark = CommittedMark(size: 9, leafHash: maker.leafHash(8))
    try folder.write(Layout.committed, mark.bytes(&hasher))
    let report = try folder.verify()
    #expect(report.kinds == [.missing(entries: 6)] && report.indices == [9])
  }

  @Test("a mark and a checkpoint of absurd sizes cost no time and no memory")
  func absurdSizes() throws {
    let maker = try Story.ledger()
    let folder = try maker.write()
    var hasher = LedgerFormat.Hasher()
    for size in [UInt64(1) << 40, UInt64(1) << 62, UInt64.max - 1, UInt64.max] {
      let mark = CommittedMark(size: size, leafHash: maker.leafHash(8))
      try folder.write(Layout.committed, mark.bytes(&hasher))
      let report = try folder.verify()
      #expect(report.indices.first == 15 && report.damageCount <= 2 && report.entries == size)
    }
  }
}
