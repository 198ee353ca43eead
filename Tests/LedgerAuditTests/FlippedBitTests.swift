import LedgerFormat
import Testing

@testable import LedgerAudit

@Suite("No bit can be changed unnoticed")
struct FlippedBitTests {
  /// The offset at which each entry's length stands in a segment.
  static func offsets(_ entries: [[UInt8]]) -> [Int] {
    entries.reduce(into: [0]) { $0.append($0[$0.count - 1] + 2 + $1.count) }
  }

  @Test("in the entries: the damage names the entry, and no other", arguments: 0..<8)
  func entries(bit: Int) throws {
    let maker = try Story.ledger()
    let folder = try maker.write()
    let segment = Layout.segmentPath(0)
    let bytes = try folder.read(segment)
    let offsets = FlippedBitTests.offsets(maker.entries)
    // Every byte has one of its bits flipped over the eight arguments' runs, and some have more.
    for place in stride(from: bit, to: bytes.count, by: 8) {
      var changed = bytes
      changed[place] ^= 1 << UInt8((bit + place / 8) % 8)
      try folder.write(segment, changed)
      let report = try folder.verify()
      let index = UInt64(offsets.lastIndex { $0 <= place }!)
      #expect(!report.ok && report.indices == [index], "byte \(place): \(report.damage)")
      #expect(report.damageCount == 1, "byte \(place): \(report.damage)")
      #expect(report.damage.first?.file == segment)
      #expect(report.damage.first?.offset == offsets[Int(index)])
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
      let report = try folder.verify()
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
      for bit in 0..<8 where file == Layout.checkpoint || bit == place % 8 {
        var changed = bytes
        changed[place] ^= 1 << UInt8(bit)
        try folder.write(file, changed)
        let report = try folder.verify()
        #expect(!report.ok, "byte \(place), bit \(bit)")
        #expect(report.damage.allSatisfy { $0.file == file }, "byte \(place), bit \(bit)")
      }
    }
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

  @Test("in the tree's files, which are named as derived")
  func tree() throws {
    let folder = try Story.ledger(count: 520).write()
    for level in [0, 1] {
      let file = Layout.treePath(level: level)
      let bytes = try folder.read(file)
      for place in stride(from: 0, to: bytes.count, by: level == 0 ? 97 : 1) {
        var changed = bytes
        changed[place] ^= 1 << UInt8(place % 8)
        try folder.write(file, changed)
        let report = try folder.verify()
        let first = UInt64(place / 32)
        #expect(report.kinds == [.tree(level: level, first: first, hashes: 1)])
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
