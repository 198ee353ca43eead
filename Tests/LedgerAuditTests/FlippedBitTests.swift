import Foundation
import LedgerFormat
import Testing

@testable import LedgerAudit

@Suite("No bit can be changed unnoticed")
struct FlippedBitTests {
  /// The offset at which each entry's length stands in a segment.
  static func offsets(_ entries: [[UInt8]]) -> [Int] {
    entries.reduce(into: [0]) { $0.append($0[$0.count - 1] + 2 + $1.count) }
  }

  /// True in the long run of `tools/flip`, which takes each bit of every byte.
  static let takesEveryBit = ProcessInfo.processInfo.environment["HAZLEDGER_EVERY_BIT"] != nil

  /// The bits to flip, as places with masks: all bits number `bit`, or a share of each byte's bits.
  private static func flips(of bytes: [UInt8], bit: Int, one share: Int) -> [(Int, UInt8)] {
    if takesEveryBit { return bytes.indices.map { ($0, 1 << UInt8(bit)) } }
    return stride(from: bit, to: bytes.count, by: share).map { place in
      (place, 1 << UInt8((bit + place / share) % 8))
    }
  }

  @Test("in the entries: the damage names the entry, and no other", arguments: 0..<8)
  func entries(bit: Int) throws {
    let maker = try Story.ledger()
    let folder = try maker.write()
    let segment = Layout.segmentPath(0)
    let bytes = try folder.read(segment)
    let offsets = FlippedBitTests.offsets(maker.entries)
    // Every byte has one of its bits flipped over the eight arguments' runs.
    for (place, mask) in FlippedBitTests.flips(of: bytes, bit: bit, one: 8) {
      var changed = bytes
      changed[place] ^= mask
      try folder.write(segment, changed)
      let report = try folder.verify(isCompared: place % 16 < 2)
      let index = UInt64(offsets.lastIndex { $0 <= place }!)
      #expect(!report.ok && report.indices == [index], "byte \(place): \(report.damage)")
      #expect(report.damageCount == 1, "byte \(place): \(report.damage)")
      #expect(report.damage.first?.file == segment)
      #expect(report.damage.first?.offset == offsets[Int(index)])
    }
    if FlippedBitTests.takesEveryBit { print("flip: entries: bit \(bit) of \(bytes.count) bytes") }
  }

  @Test("in the genesis: whatever policy it then states, no later event is accused of it")
  func genesis() throws {
    let maker = try Story.ledger()
    let folder = try maker.write()
    let segment = Layout.segmentPath(0)
    let bytes = try folder.read(segment)
    for place in 2..<FlippedBitTests.offsets(maker.entries)[1] {
      var changed = bytes
      changed[place] ^= 1
      try folder.write(segment, changed)
      let report = try folder.verify()
      #expect(report.indices == [0] && report.damageCount == 1, "byte \(place): \(report.damage)")
    }
  }

  @Test("in the entries, when no tree file is there to help", arguments: [0, 3, 5])
  func entriesWithoutTree(bit: Int) throws {
    let maker = try Story.ledger()
    let folder = try maker.write()
    try folder.remove(Layout.tree)
    let segment = Layout.segmentPath(0)
    let bytes = try folder.read(segment)
    let offsets = FlippedBitTests.offsets(maker.entries)
    for place in stride(from: bit, to: bytes.count, by: 7) {
      var changed = bytes
      changed[place] ^= 1 << UInt8(bit)
      try folder.write(segment, changed)
      let report = try folder.verify(isCompared: place % 16 < 2)
      let index = UInt64(offsets.lastIndex { $0 <= place }!)
      #expect(report.indices.contains(index), "byte \(place): \(report.damage)")
      #expect(report.damageCount <= 2, "byte \(place): \(report.damage)")
    }
  }

  @Test(
    "in the checkpoint and in those that are kept",
    arguments: [
      Layout.checkpoint, Layout.checkpoints,
    ])
  func checkpoints(file: String) throws {
    let folder = try Story.ledger().write(keptSizes: [5])
    let bytes = try folder.read(file)
    for place in bytes.indices {
      // Both files are read alike: every bit of the one, one bit of every byte of the other.
      for bit in 0..<8
      where file == Layout.checkpoint || bit == place % 8 || FlippedBitTests.takesEveryBit {
        var changed = bytes
        changed[place] ^= 1 << UInt8(bit)
        try folder.write(file, changed)
        let report = try folder.verify()
        #expect(!report.ok, "byte \(place), bit \(bit)")
        #expect(report.damage.allSatisfy { $0.file == file }, "byte \(place), bit \(bit)")
      }
    }
    if FlippedBitTests.takesEveryBit { print("flip: \(file): each bit of \(bytes.count) bytes") }
  }

  @Test("in the mark of what was acknowledged, which then counts as none")
  func committed() throws {
    let folder = try Story.ledger().write()
    let bytes = try folder.read(Layout.committed)
    for place in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[place] ^= 1 << UInt8(bit)
        try folder.write(Layout.committed, changed)
        let report = try folder.verify()
        #expect(report.ok && report.entries == 15)
        #expect(report.notes == [.committedUnknown(isMissing: false)])
      }
    }
  }

  @Test("in the tree's files, which are named as derived", arguments: 0..<8)
  func tree(bit: Int) throws {
    let folder = try Story.ledger(count: 520).write()
    for level in [0, 1] {
      let file = Layout.treePath(level: level)
      let bytes = try folder.read(file)
      for (place, mask) in FlippedBitTests.flips(of: bytes, bit: bit, one: level == 0 ? 776 : 8) {
        var changed = bytes
        changed[place] ^= mask
        try folder.write(file, changed)
        let report = try folder.verify()
        let first = UInt64(place / 32)
        #expect(report.kinds == [.tree(level: level, first: first, hashes: 1)])
        #expect(report.damage[0].index == (level == 0 ? first : nil))
        #expect(report.damage.first?.offset == place / 32 * 32)
        #expect(report.damage.first?.kind.isDerived == true)
      }
      try folder.write(file, bytes)
    }
  }

  @Test("a tree file of noise is one damage and does not accuse the entries")
  func treeOfNoise() throws {
    let folder = try Story.ledger().write()
    try folder.write(Layout.treePath(level: 0), [UInt8](repeating: 7, count: 15 * 32))
    let report = try folder.verify()
    #expect(report.kinds == [.tree(level: 0, first: 0, hashes: 15)])
  }
}
