internal import LedgerFormat

/// The leaf hashes of the entries that were written last, by which most links find what they name.
///
/// 32 bytes for an entry; the memory grows with what is written, so that one small group does not pay for many.
struct RecentHashes {
  private var hashes: [Hash] = []
  /// The entry of the first place; those behind follow, and go round.
  private var first: UInt64 = 0
  /// The entries that are remembered.
  private var known: Range<UInt64> = 0..<0
  private let countMax: Int

  /// - Parameter countMax: the most that are remembered, a power of two.
  init(countMax: Int) {
    precondition(countMax.nonzeroBitCount == 1, "the places are counted by a power of two")
    self.countMax = countMax
  }

  func hash(of entry: UInt64) -> Hash? {
    known.contains(entry) ? hashes[place(of: entry)] : nil
  }

  /// Remembers the hash of the entry behind the newest, or of any other as the only one.
  mutating func append(_ hash: Hash, of entry: UInt64) {
    if entry != known.upperBound || known.isEmpty {
      hashes.removeAll(keepingCapacity: true)
      (first, known) = (entry, entry..<entry)
    }
    let place = place(of: entry)
    if place < hashes.count { hashes[place] = hash } else { hashes.append(hash) }
    let isFull = known.count == countMax
    known = (isFull ? known.lowerBound + 1 : known.lowerBound)..<entry + 1
  }

  /// Forgets the entries from `size` on.
  mutating func truncate(to size: UInt64) {
    known = known.clamped(to: 0..<max(size, known.lowerBound))
  }

  private func place(of entry: UInt64) -> Int {
    Int((entry - first) & UInt64(countMax - 1))
  }
}
