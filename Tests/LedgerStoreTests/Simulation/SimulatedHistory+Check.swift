import LedgerFormat

@testable import LedgerStore

/// Compares a ledger with what it promised, by the slow way.
extension SimulatedHistory {
  /// Checks every entry, chain, look-up, opening and root that a view gives.
  mutating func check(_ view: LedgerView) throws {
    try demand(view.size == size, "\(size) entries were acknowledged, \(view.size) are seen")
    var expected = ExpectedStructure()
    for index in 0..<size { try checkEntry(index, view, &expected) }
    for (batch, indices) in expected.batches {
      let found = try view.candidates(for: .batch(Identifier(batch)))
      try demand(found == indices, "batch \(batch): \(found), not \(indices)")
    }
    for (stream, head) in expected.heads.sorted(by: { $0.key < $1.key }) {
      let newest = try view.newestEntry(of: stream)
      try demand(newest == head.index, "\(stream): newest \(String(describing: newest))")
      var count: UInt64 = 0
      try view.walk(stream) { _, _, _ in
        count += 1
        return true
      }
      try demand(count == expected.ordinals[stream], "\(stream): \(count) entries walked")
    }
    for id in dropped {
      let found = try view.candidates(for: .event(party: "P", id: Identifier(id)))
      try demand(found.isEmpty, "\(id) was dropped and is at \(found)")
    }
    let lots = try view.statistics().lots
    try demand(lots == UInt64(expected.heads.count), "\(lots) lots counted")
    try checkCheckpoint(view)
    try checkTimestampFiles(view)
  }

  /// Checks the tree: the root is right, or the tree is known to be wrong and is made anew.
  ///
  /// - Returns: true when it had to be made anew.
  func checkTree(_ writer: LedgerWriter) throws -> Bool {
    var hasher = Hasher()
    var leaves: [Hash] = []
    for index in 0..<size { leaves.append(try writer.view.leafHash(at: index)) }
    let root = MerkleTree.root(of: leaves.span, &hasher)
    var isDamaged = false
    var found: Hash
    do throws(StoreError) { found = try writer.checkedRoot(since: nil) } catch {
      guard case .treeDamaged = error else { throw error }
      isDamaged = true
      try writer.reindex()
      found = try writer.checkedRoot(since: nil)
    }
    try demand(found == root, "the checked root is not that of the entries")
    let root2 = try writer.view.root(at: size)
    try demand(root2 == root, "the tree's root is not that of the entries")
    return isDamaged
  }

  private mutating func checkEntry(
    _ index: UInt64, _ view: LedgerView, _ expected: inout ExpectedStructure
  ) throws {
    let entry = try view.entry(at: index)
    let hash = try view.leafHash(at: index)
    try expected.add(entry, at: index, hash)
    guard index > 0 else { return }
    let promised = entries[Int(index) - 1]
    let event = promised.event
    try demand(
      entry.body == event.body && entry.recordedAt == event.recordedAt,
      "entry \(index) is not \(event.id)")
    let bytes = try view.bytes(at: index)
    try demand(promised.bytes ?? bytes == bytes, "entry \(index) has other bytes")
    setBytes(bytes, ofEntry: index)
    guard event.ledgerBody == nil else { return try checkLedgerEvent(entry, view, expected) }
    let found = try view.candidates(for: .event(party: "P", id: Identifier(event.id)))
    try demand(found == [index], "\(event.id) is found at \(found), not \(index)")
    expected.batches[event.id.split(separator: "-").first.map(String.init) ?? "", default: []]
      .append(index)
    let openings = try view.openings(of: index)
    let whole = event.opening.map { [$0] } ?? []
    switch promised.erasure {
    case .no: try demand(openings == whole, "entry \(index): openings \(openings), not \(whole)")
    case .yes: try demand(openings.isEmpty, "entry \(index): an erased opening is back")
    case .perhaps:
      try demand(openings.isEmpty || openings == whole, "entry \(index): openings \(openings)")
    }
  }

  /// Checks what an event about the ledger itself says of the entries before it, or of files beside it.
  private func checkLedgerEvent(
    _ entry: Entry, _ view: LedgerView, _ expected: ExpectedStructure
  ) throws {
    var hasher = Hasher()
    switch try LedgerEvent(body: entry.body.span) {
    case .commitment(let commitment):
      try demand(
        commitment.size == entry.index && commitment.root == expected.streamMapRoot(&hasher),
        "entry \(entry.index) commits to another map")
    case .timestamp(let timestamp):
      let name = Layout.name(ofTimestamp: timestamp.token, size: timestamp.size)
      let token = try view.root.folder(Layout.timestamps).contents(of: name + Layout.tokenSuffix)
      let found = token.map { hasher.digest($0.span) }
      try demand(found == timestamp.token, "entry \(entry.index) names a token that is not there")
    default: break
    }
  }

  /// Checks that the files of time stamps that were acknowledged are there.
  private func checkTimestampFiles(_ view: LedgerView) throws {
    for (name, bytes) in timestampFiles {
      let found = try view.root.folder(Layout.timestamps).contents(of: name)
      try demand(found == bytes, "\(name) of a time stamp is lost or another")
    }
  }

  private func checkCheckpoint(_ view: LedgerView) throws {
    let found = try view.checkpoint()
    let isOne = found == note || unansweredNotes.contains { $0 == found }
    try demand(isOne, "the checkpoint is neither the acknowledged nor a newer one")
  }
}

/// The chains that the entries must make, told from the entries before.
private struct ExpectedStructure {
  var heads: [StreamKey: Link.Previous] = [:]
  var ordinals: [StreamKey: UInt64] = [:]
  var batches: [String: [UInt64]] = [:]
  private var previous: Hash?

  /// The root of the stream map over all entries so far, by the format's own fold.
  func streamMapRoot(_ hasher: inout Hasher) -> Hash {
    var leaves: [StreamMapLeaf] = []
    for (stream, head) in heads {
      leaves.append(
        StreamMapLeaf(
          key: StreamMap.key(of: stream, &hasher), count: ordinals[stream] ?? 0, head: head.hash))
    }
    var fold = StreamMapFold()
    for leaf in leaves.sorted(by: { $0.key < $1.key }) {
      fold.append(key: leaf.key, hash: leaf.hash(&hasher), &hasher)
    }
    return fold.finish(&hasher)
  }

  mutating func add(_ entry: Entry, at index: UInt64, _ hash: Hash) throws {
    try demand(
      entry.index == index && entry.previous == previous, "entry \(index) is not in the chain")
    for link in entry.links {
      let isRight =
        link.previous == heads[link.stream] && link.ordinal == ordinals[link.stream, default: 0]
      try demand(isRight, "entry \(index): link on \(link.stream)")
      heads[link.stream] = Link.Previous(index: index, hash: hash)
      ordinals[link.stream, default: 0] += 1
    }
    previous = hash
  }
}
