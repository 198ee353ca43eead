import LedgerFormat
import Testing

@testable import LedgerAudit

@Suite("No entry can be moved, removed or put in unnoticed")
struct MovedEntryTests {
  /// The segment with its entries rearranged.
  private static func rearranged(
    _ change: (inout [[UInt8]]) throws -> Void
  ) throws -> VerificationReport {
    let maker = try Story.ledger()
    let folder = try maker.write(keptSizes: [3])
    var entries = maker.entries
    try change(&entries)
    try folder.write(Layout.segmentPath(0), LedgerMaker.framed(entries))
    return try folder.verify()
  }

  @Test("a removed entry is the one named", arguments: 0..<15)
  func removed(index: Int) throws {
    let report = try MovedEntryTests.rearranged { $0.remove(at: index) }
    #expect(report.kinds == [.missing(entries: 1)], "\(report.damage)")
    #expect(report.indices == [UInt64(index)])
    #expect(report.damage.first?.lastGoodCheckpoint == (index < 3 ? nil : 3))
  }

  @Test("several removed entries are one gap")
  func severalRemoved() throws {
    let report = try MovedEntryTests.rearranged { $0.removeSubrange(4..<9) }
    #expect(report.kinds == [.missing(entries: 5)] && report.indices == [4])
  }

  @Test("a copy put in is the one named, wherever it was put", arguments: 0..<15)
  func duplicated(index: Int) throws {
    // A copy of the last entry behind it is nobody's but a tail.
    for place in 0..<15 where place != 14 || index != 14 {
      let report = try MovedEntryTests.rearranged { $0.insert($0[index], at: place) }
      #expect(report.kinds == [.extra(claimed: UInt64(index))], "at \(place): \(report.damage)")
    }
  }

  @Test("exchanged entries are both named", arguments: 0..<14)
  func swapped(index: Int) throws {
    for other in (index + 1)..<15 {
      let report = try MovedEntryTests.rearranged { $0.swapAt(index, other) }
      #expect(report.indices == [UInt64(index), UInt64(other)], "\(other): \(report.damage)")
      #expect(
        report.kinds == [
          .misplaced(claimed: UInt64(other)), .misplaced(claimed: UInt64(index)),
        ])
    }
  }

  @Test("an entry of another ledger is named in the place it took", arguments: 1..<15)
  func replayed(index: Int) throws {
    let other = try Story.ledger().entries
    let report = try MovedEntryTests.rearranged { $0[index] = other[index] }
    #expect(report.indices == [UInt64(index)] && report.damageCount == 1, "\(report.damage)")
  }

  @Test("garbage between entries is named with its size", arguments: [1, 2, 3, 40, 70_000])
  func garbage(sizeBytes: Int) throws {
    let maker = try Story.ledger()
    let folder = try maker.write()
    let front = LedgerMaker.framed(Array(maker.entries[..<6]))
    let back = LedgerMaker.framed(Array(maker.entries[6...]))
    let noise = (0..<sizeBytes).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 13) }
    try folder.write(Layout.segmentPath(0), front + noise + back)
    let report = try folder.verify()
    #expect(report.kinds == [.unreadable(sizeBytes: sizeBytes, entries: 0)])
    #expect(report.damage.first?.offset == front.count)
  }

  @Test("after a damaged length the next entry is found again", arguments: 0..<15)
  func lengths(index: Int) throws {
    let maker = try Story.ledger()
    let folder = try maker.write()
    let bytes = LedgerMaker.framed(maker.entries)
    let offset = FlippedBitTests.offsets(maker.entries)[index]
    let actual = maker.entries[index].count
    for found in [0, 1, 2, actual - 1, actual + 1, actual + 300, 65_535] {
      var changed = bytes
      changed[offset] = UInt8(found >> 8)
      changed[offset + 1] = UInt8(found & 0xFF)
      try folder.write(Layout.segmentPath(0), changed)
      let report = try folder.verify()
      #expect(
        report.kinds == [.length(found: found, actual: actual)], "\(found): \(report.damage)")
      #expect(report.indices == [UInt64(index)])
    }
  }

  @Test("zeros over several entries are one loss, and the rest is judged on its own")
  func zeros() throws {
    let maker = try Story.ledger()
    let folder = try maker.write()
    var bytes = LedgerMaker.framed(maker.entries)
    let offsets = FlippedBitTests.offsets(maker.entries)
    for place in offsets[4]..<offsets[7] { bytes[place] = 0 }
    try folder.write(Layout.segmentPath(0), bytes)
    let report = try folder.verify()
    #expect(
      report.kinds == [.unreadable(sizeBytes: offsets[7] - offsets[4], entries: 3)])
    #expect(report.indices == [4])
    // What was lost is told by the entries behind it.
    #expect(report.damage.first?.lots.contains(Story.thinner) == true)
  }

  @Test("exchanged segments are one damage each")
  func swappedSegments() throws {
    let maker = try Story.ledger(count: 40, entriesPerSegment: 8)
    let folder = try maker.write()
    let (first, second) = (Layout.segmentPath(1), Layout.segmentPath(3))
    let bytes = try folder.read(first)
    try folder.write(first, folder.read(second))
    try folder.write(second, bytes)
    let report = try folder.verify(entriesPerSegment: 8)
    #expect(
      report.kinds == [
        .segmentMisplaced(holds: 24, entries: 8), .segmentMisplaced(holds: 8, entries: 8),
      ])
    #expect(report.damage.map(\.file) == [first, second])
  }

  @Test("missing segments are one damage, and the files behind them are judged")
  func missingSegments() throws {
    let maker = try Story.ledger(count: 40, entriesPerSegment: 8)
    let folder = try maker.write()
    try folder.remove(Layout.segmentPath(1))
    try folder.remove(Layout.segmentPath(2))
    let report = try folder.verify(entriesPerSegment: 8)
    #expect(report.kinds == [.segmentMissing(entries: 16)] && report.indices == [8])
    try folder.remove(Layout.segmentPath(4))
    #expect(try folder.verify(entriesPerSegment: 8).indices == [8, 32])
  }

  @Test("a segment of another ledger is found where it begins")
  func foreignSegment() throws {
    let maker = try Story.ledger(count: 40, entriesPerSegment: 8)
    let folder = try maker.write(keptSizes: [8])
    let other = try Story.ledger(count: 40, entriesPerSegment: 8)
    let part = Array(other.entries[16..<24])
    try folder.write(Layout.segmentPath(2), LedgerMaker.framed(part))
    let report = try folder.verify(entriesPerSegment: 8)
    #expect(report.indices.first == 16 && report.lastGoodCheckpoint == 8)
  }

  @Test("bytes behind a full segment are named")
  func excess() throws {
    let maker = try Story.ledger(count: 40, entriesPerSegment: 8)
    let folder = try maker.write()
    let path = Layout.segmentPath(1)
    try folder.write(path, folder.read(path) + [1, 2, 3])
    #expect(try folder.verify(entriesPerSegment: 8).kinds == [.excess(sizeBytes: 3)])
  }
}
