import Custody
import LedgerFormat
import Testing

@testable import LedgerAudit

/// Ledgers whose operator commits itself to the histories of the lots, truly or not.
@Suite("Commitments are compared with the entries")
struct CommitmentAuditTests {
  /// The root of the map over a ledger's entries, by the format's own fold.
  private static func root(_ maker: LedgerMaker, without left: StreamKey? = nil) throws -> Hash {
    var newest: [StreamKey: (count: UInt64, head: Hash)] = [:]
    for index in maker.entries.indices {
      let bytes = maker.entries[index]
      for link in try Entry(bytes.span).links {
        newest[link.stream] = (link.ordinal + 1, maker.leafHash(index))
      }
    }
    if let left { newest[left] = nil }
    var hasher = Hasher()
    var fold = StreamMapFold()
    let leaves = newest.map { stream, newest in
      StreamMapLeaf(
        key: StreamMap.key(of: stream, &hasher), count: newest.count, head: newest.head)
    }
    for leaf in leaves.sorted(by: { $0.key < $1.key }) {
      fold.append(key: leaf.key, hash: leaf.hash(&hasher), &hasher)
    }
    return fold.finish(&hasher)
  }

  private static func commit(_ maker: LedgerMaker, root: Hash? = nil, size: UInt64? = nil) throws {
    var body = CBORWriter()
    Commitment(root: try root ?? self.root(maker), size: size ?? maker.size).encode(into: &body)
    maker.append(body: body.bytes, streams: [])
  }

  @Test("true ones at any size are no damage")
  func trueOnes() throws {
    let maker = try LedgerMaker()
    try CommitmentAuditTests.commit(maker)
    for event in Story.events {
      try maker.append(event)
      try CommitmentAuditTests.commit(maker)
    }
    for number in 0..<300 {
      let lot = LotID(party: "Acme", batch: Identifier("N-\(number)"))
      try maker.append(Story.made("n\(number)", lot, 1))
      if number % 23 == 0 { try CommitmentAuditTests.commit(maker) }
    }
    try CommitmentAuditTests.commit(maker)
    try CommitmentAuditTests.commit(maker)
    let report = try maker.write().verify()
    #expect(report.ok, "\(report.damage)")
  }

  @Test("one that hides a lot, or the newest event of one")
  func hidden() throws {
    let maker = try Story.ledger()
    let before = try CommitmentAuditTests.root(maker)
    let hidden = try CommitmentAuditTests.root(maker, without: Story.xylene.stream)
    try CommitmentAuditTests.commit(maker, root: hidden)
    try maker.append(Story.used("9", Story.toluene, 1))
    let computed = try CommitmentAuditTests.root(maker)
    try CommitmentAuditTests.commit(maker, root: before)
    try maker.append(Story.used("10", Story.toluene, 1))
    try CommitmentAuditTests.commit(maker)
    let report = try maker.write().verify()
    #expect(
      report.kinds == [
        .commitmentRoot(committed: hidden, computed: before),
        .commitmentRoot(committed: before, computed: computed),
      ])
    #expect(report.indices == [15, 17])
  }

  @Test("one that does not cover all before it")
  func otherSize() throws {
    let maker = try Story.ledger()
    try CommitmentAuditTests.commit(maker, size: 14)
    let report = try maker.write().verify()
    #expect(report.kinds == [.commitmentSize(14)] && report.indices == [15])
  }

  @Test("nothing is said of those behind a damaged entry, which is told itself")
  func damaged() throws {
    let maker = try Story.ledger()
    try CommitmentAuditTests.commit(maker)
    let folder = try maker.write()
    var bytes = try folder.read(Layout.segmentPath(0))
    bytes[bytes.count / 2] ^= 1
    try folder.write(Layout.segmentPath(0), bytes)
    let report = try folder.verify()
    #expect(report.damageCount == 1)
    #expect(report.indices.allSatisfy { $0 < 15 })
  }
}
