internal import LedgerFormat

/// The facts that the group under way adds to the index.
///
/// What is newest lies in a table so small that it stays in the processor's cache. From there facts go to
/// the large one a few thousand at once, in the order of its places and each stream only once: so that
/// memory is waited for a few thousand at once, and not one by one.
struct IndexGroup {
  /// The facts that are taken over at once.
  private static let recentMax = 4_096

  private var recent = IndexTable()
  private(set) var table = IndexTable()
  /// The runs that were written for want of memory; the oldest first.
  var runs: [IndexRun] = []
  private(set) var counts: LedgerIndex.StreamCounts
  let isTrial: Bool

  init(counts: LedgerIndex.StreamCounts, isTrial: Bool) {
    self.counts = counts
    self.isTrial = isTrial
  }

  /// The most facts that the tables hold: some may be in both.
  var count: Int { recent.count + table.count }

  /// Adds the facts of an entry.
  mutating func add(
    _ links: [NewLink], _ streams: [StreamKey], _ keys: [IndexKey], _ hasher: KeyHasher,
    _ index: UInt64
  ) {
    for position in links.indices {
      add(links[position].key, index)
      if links[position].head == nil {
        counts.add(streamKind: UInt64(streams[position].kind.rawValue))
      }
    }
    for key in keys { add(hasher.hash(key), index) }
  }

  mutating func add(_ key: KeyHash, _ index: UInt64) {
    recent.set(key, index)
    if recent.count >= IndexGroup.recentMax { gather() }
  }

  /// Takes all facts into the one table.
  mutating func gather() {
    table.take(recent)
    recent.removeAll(keepsPlaces: true)
  }

  /// Forgets the table, whose facts are in a run now.
  mutating func removeTable() { table.removeAll(keepsPlaces: true) }

  /// The newest entry of a key, as far as it is in a table.
  func value(of key: KeyHash) -> UInt64? { recent.value(of: key) ?? table.value(of: key) }

  /// Appends all entries of a key that are in a table.
  func values(of key: KeyHash, to values: inout [UInt64]) {
    table.values(of: key, to: &values)
    recent.values(of: key, to: &values)
  }
}
