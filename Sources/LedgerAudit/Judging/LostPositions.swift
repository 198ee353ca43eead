internal import LedgerFormat

/// The positions whose entries cannot be believed, and the hashes that others remember of them.
///
/// What later entries say of them is taken as it is said, so that one damage is reported once.
struct LostPositions: Sendable {
  /// Hashes beyond these are forgotten; links to those positions are then not compared.
  private static let hashCountMax = 1 << 20

  /// Ascending, apart from one another.
  private var ranges: [Range<UInt64>] = []
  private var hashes: [UInt64: Hash] = [:]

  var isEmpty: Bool { ranges.isEmpty }

  /// Adds positions behind all that were added before.
  mutating func add(_ range: Range<UInt64>) {
    guard !range.isEmpty else { return }
    if let last = ranges.last, last.upperBound == range.lowerBound {
      ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
    } else {
      ranges.append(range)
    }
  }

  /// What is left of the positions up to `end`.
  func complement(below end: UInt64) -> [Range<UInt64>] {
    var (left, start): ([Range<UInt64>], UInt64) = ([], 0)
    for range in ranges {
      if start < range.lowerBound { left.append(start..<range.lowerBound) }
      start = range.upperBound
    }
    if start < end { left.append(start..<end) }
    return left
  }

  /// Remembers what the entry's leaf hash should be.
  mutating func set(_ hash: Hash?, at position: UInt64) {
    guard let hash, hashes.count < LostPositions.hashCountMax else { return }
    hashes[position] = hash
  }

  /// The leaf hash that the entry should have; nil where nobody knows.
  func hash(at position: UInt64) -> Hash? { hashes[position] }

  func contains(_ position: UInt64) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(position)
  }
}
