internal import LedgerFormat

/// Which entries of a file of evidence something rests on; a file holds no others.
struct NeededEntries {
  private let entries: EvidenceEntries
  private var isNeeded: [Bool]

  init(_ entries: EvidenceEntries) {
    self.entries = entries
    isNeeded = Array(repeating: false, count: entries.entries.count)
  }

  mutating func add(_ index: UInt64) {
    if let position = entries.position(of: index) { isNeeded[position] = true }
  }

  mutating func add(position: Int) { isNeeded[position] = true }

  /// Refuses an entry on which nothing rests.
  func finish() throws(EvidenceError) {
    guard let stray = isNeeded.firstIndex(of: false) else { return }
    throw .stray(index: entries.entries[stray].index)
  }
}
