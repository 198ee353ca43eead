import Custody
import LedgerFormat
import TestSupport
import Testing

@testable import LedgerAudit

/// Somebody changes several entries in a row: what one of them remembers of the one before it still leads to
/// the signed root.
@Suite("Of neighbours that were changed each is named, and no other")
struct ForgedNeighboursTests {
  /// What becomes of `tree/`, from which somebody might read which entries were changed.
  enum Tree: CaseIterable { case forged, removed, original }

  private static func isNamed(
    _ world: inout RandomWorld, _ maker: LedgerMaker, _ folder: LedgerFolder, _ tree: Tree,
    original: [Int: [UInt8]], changes: [ForgedTreeTests.Change]
  ) throws {
    let count = Int.random(in: 1...4, using: &world.random)
    let last = maker.entries.count - 1
    let first = Int.random(in: 1..<last - count, using: &world.random)
    var entries = maker.entries
    var told: [String] = []
    var indices: [Int] = []
    for index in first..<first + count {
      var change = changes.randomElement(using: &world.random) ?? .recordedAt
      // Where an entry forgets the one before it, and that was changed as well, only the tree knows it.
      if change == .previous, index > first, tree != .original { change = .recordedAt }
      guard let bytes = try ForgedTreeTests.changed(entries[index], change) else { continue }
      entries[index] = bytes
      indices.append(index)
      told.append("\(index) \(change)")
    }
    try ForgedTreeTests.forge(entries, in: folder)
    for (level, bytes) in original {
      if tree == .original { try folder.write(Layout.treePath(level: level), bytes) }
      if tree == .removed { try folder.remove(Layout.treePath(level: level)) }
    }
    let report = try folder.verify()
    let damage = report.damage.filter { !$0.kind.isDerived }
    #expect(
      damage.map { $0.index.map(Int.init) } == indices, "\(tree), \(told): \(report.damage)")
    #expect(damage.allSatisfy { $0.damageClass == .altered }, "\(tree), \(told)")
    if tree == .removed {
      for level in original.keys { try folder.write(Layout.treePath(level: level), []) }
    }
  }

  private func tryRuns(seed: UInt64, changes: [ForgedTreeTests.Change]) throws {
    var world = RandomWorld(seed: seed)
    let maker = try LedgerMaker()
    for _ in 0..<60 { if let event = world.nextAdmitted() { try maker.append(event) } }
    let folder = try maker.write(keptSizes: [7, 31])
    let original = [0: try folder.read(Layout.treePath(level: 0))]
    for tree in Tree.allCases {
      for _ in 0..<6 {
        try ForgedNeighboursTests.isNamed(
          &world, maker, folder, tree, original: original, changes: changes)
      }
    }
  }

  @Test("whatever is changed in them but links", arguments: 0..<10)
  func fields(seed: UInt64) throws {
    try tryRuns(seed: 60_000 + seed, changes: [.recordedAt, .body, .previous])
  }

  @Test("also where links are changed", arguments: 0..<10)
  func links(seed: UInt64) throws {
    try tryRuns(seed: 61_000 + seed, changes: ForgedTreeTests.Change.allCases)
  }

  @Test("two runs that only different suppositions explain")
  func apart() throws {
    var world = RandomWorld(seed: 62_000)
    let maker = try LedgerMaker()
    for _ in 0..<60 { if let event = world.nextAdmitted() { try maker.append(event) } }
    let folder = try maker.write(keptSizes: [7])
    var entries = maker.entries
    // Of the first two the next entries tell the truth; what 31 says of 30 is not true.
    for (index, change) in [(20, ForgedTreeTests.Change.body), (21, .recordedAt), (31, .previous)] {
      entries[index] = try #require(try ForgedTreeTests.changed(entries[index], change))
    }
    try ForgedTreeTests.forge(entries, in: folder)
    #expect(try folder.verify().indices.filter { $0 > 0 } == [20, 21, 31])
  }

  @Test("entries chained anew up to one of their stream that was not are named too")
  func chained() throws {
    let maker = try Story.ledger()
    let folder = try maker.write(keptSizes: [3])
    var hasher = LedgerFormat.Hasher()
    var tried = 0
    for later in maker.entries.indices.dropLast() {
      // The one after next of a stream remembers its entry in a link, whatever is chained anew between.
      let bytes = maker.entries[later]
      let entry = try Entry(bytes.span)
      let indices = entry.links.compactMap { $0.previous.map { Int($0.index) } }
      guard let first = indices.first(where: { $0 > 0 && $0 + 2 == later }) else { continue }
      var entries = maker.entries
      entries[first] = try #require(try ForgedTreeTests.changed(entries[first], .recordedAt))
      let (changed, follower) = (entries[first], entries[first + 1])
      var next = try Entry(follower.span)
      next.previous = hasher.leafHash(changed.span)
      var writer = CBORWriter()
      next.encode(into: &writer)
      entries[first + 1] = writer.bytes
      try ForgedTreeTests.forge(entries, in: folder)
      let told = try folder.verify().damage.filter { !$0.kind.isDerived }
      #expect(told.map(\.index) == [UInt64(first), UInt64(first) + 1], "\(first): \(told)")
      tried += 1
    }
    #expect(tried > 0)
  }
}
