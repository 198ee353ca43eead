import Custody
import LedgerFormat
import TestSupport
import Testing

@testable import LedgerAudit

/// Somebody changes entries and makes `tree/` and `committed` anew to match, as anybody can.
@Suite("An entry changed along with the tree is the one that is named")
struct ForgedTreeTests {
  /// What is changed in an entry; it can be read all the same.
  enum Change: CaseIterable { case body, recordedAt, previous, link }

  /// The entry changed; nil where there is nothing of the kind in it.
  static func changed(_ bytes: [UInt8], _ change: Change) throws -> [UInt8]? {
    var entry = try Entry(bytes.span)
    var hasher = LedgerFormat.Hasher()
    let other = hasher.leafHash(bytes.span)
    switch change {
    case .recordedAt: entry.recordedAt += 1
    case .previous:
      guard entry.index > 0 else { return nil }
      entry.previous = other
    case .link:
      guard let place = entry.links.firstIndex(where: { $0.previous != nil }) else { return nil }
      entry.links[place].previous?.hash = other
    case .body:
      for place in entry.body.indices.reversed() {
        var changed = entry
        changed.body[place] ^= 1
        var writer = CBORWriter()
        changed.encode(into: &writer)
        let (read, record) = Batch.read(writer.bytes.span)
        if case .unreadable = record { continue }
        if read != nil { return writer.bytes }
      }
      return nil
    }
    var writer = CBORWriter()
    entry.encode(into: &writer)
    return writer.bytes
  }

  /// Writes entries and all that anybody can compute from them; what is signed stays.
  static func forge(
    _ entries: [[UInt8]], in folder: LedgerFolder, entriesPerSegment: Int = 64
  ) throws {
    var hasher = LedgerFormat.Hasher()
    for start in stride(from: 0, to: entries.count, by: entriesPerSegment) {
      let part = Array(entries[start..<min(entries.count, start + entriesPerSegment)])
      try folder.write(
        Layout.segmentPath(UInt64(start / entriesPerSegment)), LedgerMaker.framed(part))
    }
    var levels: [[UInt8]] = [[]]
    var frontier = MerkleFrontier()
    for bytes in entries {
      frontier.append(hasher.leafHash(bytes.span), &hasher) { level, hash in
        while levels.count <= level { levels.append([]) }
        hash.append(to: &levels[level])
      }
    }
    for (level, bytes) in levels.enumerated() {
      try folder.write(Layout.treePath(level: level), bytes)
    }
    let last = entries[entries.count - 1]
    let mark = CommittedMark(
      size: UInt64(entries.count), leafHash: hasher.leafHash(last.span))
    try folder.write(Layout.committed, mark.bytes(&hasher))
  }

  @Test("whichever it is, and whatever is changed in it", arguments: Change.allCases)
  func one(change: Change) throws {
    let maker = try Story.ledger()
    let folder = try maker.write(keptSizes: [3, 9])
    for index in maker.entries.indices {
      var entries = maker.entries
      guard let bytes = try ForgedTreeTests.changed(entries[index], change) else { continue }
      entries[index] = bytes
      try ForgedTreeTests.forge(entries, in: folder)
      let report = try folder.verify()
      let told = report.damage.filter { !$0.kind.isDerived }
      #expect(Set(told.map(\.index)) == [UInt64(index)], "\(change) of \(index): \(report.damage)")
      #expect(!told.contains { $0.damageClass == .invalid }, "\(change) of \(index)")
      // Of the last nobody but the signed roots remembers the hash.
      if index == entries.count - 1 { continue }
      #expect(told.map(\.damageClass) == [.altered], "\(change) of \(index): \(report.damage)")
      let hash = maker.leafHash(index)
      if case .changed(let expected, _)? = told.first?.kind { #expect(expected == hash) }
    }
  }

  @Test("in a long random history, alone or with another", arguments: 0..<12)
  func several(seed: UInt64) throws {
    var world = RandomWorld(seed: 40_000 + seed)
    let maker = try LedgerMaker()
    for _ in 0..<300 { if let event = world.nextAdmitted() { try maker.append(event) } }
    let folder = try maker.write(keptSizes: [50, 120])
    let last = maker.entries.count - 1
    for _ in 0..<6 {
      var entries = maker.entries
      var indices: Set<Int> = []
      for _ in 0..<Int.random(in: 1...2, using: &world.random) {
        let index = Int.random(in: 1..<last, using: &world.random)
        // Of two neighbours the first is remembered by nobody who can be believed.
        guard indices.allSatisfy({ abs($0 - index) > 1 }) else { continue }
        let change = Change.allCases.randomElement(using: &world.random) ?? .body
        guard let bytes = try ForgedTreeTests.changed(entries[index], change) else { continue }
        entries[index] = bytes
        indices.insert(index)
      }
      guard !indices.isEmpty else { continue }
      try ForgedTreeTests.forge(entries, in: folder)
      let report = try folder.verify()
      let told = report.damage.filter { !$0.kind.isDerived }
      #expect(
        told.map { $0.index.map(Int.init) } == indices.sorted(), "\(indices): \(report.damage)")
      #expect(told.allSatisfy { $0.damageClass == .altered })
      // With what the others remember, every signed root fits: these and no others were changed.
      #expect(!report.kinds.contains { if case .checkpointRoot = $0 { true } else { false } })
    }
  }

  @Test(
    "entries chained anew from one on are never said to have been recorded so", arguments: 0..<8)
  func chained(seed: UInt64) throws {
    var world = RandomWorld(seed: 50_000 + seed)
    let maker = try LedgerMaker()
    for _ in 0..<60 { if let event = world.nextAdmitted() { try maker.append(event) } }
    let folder = try maker.write(keptSizes: [20])
    var hasher = LedgerFormat.Hasher()
    for first in [25, 30, maker.entries.count - 5] {
      for count in [2, 3, maker.entries.count - first] {
        var entries = maker.entries
        let changed = try ForgedTreeTests.changed(entries[first], .recordedAt)
        entries[first] = try #require(changed)
        for index in first + 1..<min(first + count, entries.count) {
          let (before, bytes) = (entries[index - 1], entries[index])
          var entry = try Entry(bytes.span)
          entry.previous = hasher.leafHash(before.span)
          var writer = CBORWriter()
          entry.encode(into: &writer)
          entries[index] = writer.bytes
        }
        try ForgedTreeTests.forge(entries, in: folder)
        let report = try folder.verify()
        let run = UInt64(first)...UInt64(min(first + count, entries.count) - 1)
        let told = report.damage.filter { !$0.kind.isDerived }
        // Where the run ends, which of the two neighbours is wrong is told by the forged tree alone.
        let named = run.lowerBound...run.upperBound + 1
        #expect(
          told.contains { $0.index.map(named.contains) ?? false }, "\(run): \(report.damage)")
        #expect(report.lastGoodCheckpoint == 20)
        #expect(!report.damage.contains { $0.damageClass == .invalid }, "\(report.damage)")
      }
    }
  }
}
