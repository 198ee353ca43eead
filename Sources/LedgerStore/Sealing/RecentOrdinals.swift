/// The ordinals of the links of the entries that were composed last, which may not stand in a file yet.
///
/// So that the newest entry of a stream need not be waited for, only to read how many came before it.
struct RecentOrdinals {
  /// More entries than wait to be sealed and written at any time, but for very small ones.
  private static let entriesPerPart = 8_192

  private struct Part {
    var first: UInt64 = 0
    /// Where the links of each entry end.
    var ends: [Int] = []
    var links: [(key: KeyHash, ordinal: UInt64)] = []

    var entries: Range<UInt64> { first..<first + UInt64(ends.count) }

    mutating func removeAll() {
      ends.removeAll(keepingCapacity: true)
      links.removeAll(keepingCapacity: true)
    }

    func ordinal(of key: KeyHash, in entry: UInt64) -> UInt64? {
      guard entries.contains(entry) else { return nil }
      let position = Int(entry - first)
      let start = position == 0 ? 0 : ends[position - 1]
      for link in links[start..<ends[position]] where link.key == key { return link.ordinal }
      return nil
    }
  }

  private var newer = Part()
  private var older = Part()

  mutating func append(_ links: [NewLink], of entry: UInt64) {
    if newer.ends.count == RecentOrdinals.entriesPerPart {
      swap(&newer, &older)
      newer.removeAll()
    }
    if newer.ends.isEmpty { newer.first = entry }
    precondition(entry == newer.entries.upperBound, "entries are composed one behind another")
    for link in links { newer.links.append((link.key, link.ordinal)) }
    newer.ends.append(newer.links.count)
  }

  /// The ordinal of an entry's link; nil where the entry is not remembered or not on the stream.
  func ordinal(of key: KeyHash, in entry: UInt64) -> UInt64? {
    newer.ordinal(of: key, in: entry) ?? older.ordinal(of: key, in: entry)
  }

  mutating func removeAll() { (newer, older) = (Part(), Part()) }
}
