internal import LedgerFormat

/// The signed checkpoints that a ledger must agree with, by their size.
struct CheckpointBook: Sendable {
  struct Item: Equatable, Sendable {
    /// The file, or the name of a checkpoint that was given.
    let file: String
    /// Where the note begins in the file.
    let offset: Int
    let checkpoint: Checkpoint
    /// True for one that the ledger itself keeps.
    let isOwn: Bool
  }

  /// Ascending by size.
  private(set) var items: [Item] = []
  private var next = 0
  /// The size of the newest whose root matched and which no damage precedes.
  private(set) var lastGood: UInt64?

  init(_ items: [Item]) { self.items = items.sorted { $0.checkpoint.size < $1.checkpoint.size } }

  /// The largest size that the ledger itself has signed; nil where it has signed nothing.
  var ownSizeMax: UInt64? { items.last { $0.isOwn }?.checkpoint.size }

  /// True where a checkpoint of `size` entries is still to be compared.
  func awaits(size: UInt64) -> Bool {
    next < items.count && items[next].checkpoint.size == size
  }

  /// True where a signed checkpoint of `size` entries has this root.
  func isSigned(_ root: Hash, size: UInt64) -> Bool {
    items.contains { $0.checkpoint.size == size && $0.checkpoint.root == root }
  }

  /// Compares the checkpoints of `size` entries with the root over those; nil where it is unknown.
  mutating func compare(_ root: Hash?, size: UInt64, _ findings: inout Findings) {
    while awaits(size: size) {
      let item = items[next]
      next += 1
      guard let root else { continue }
      guard item.checkpoint.root == root else {
        findings.add(
          Damage(
            .checkpointRoot(size: size, signed: item.checkpoint.root, computed: root),
            file: item.file, offset: item.offset))
        continue
      }
      if findings.firstDamaged.map({ $0 >= size }) ?? true { lastGood = size }
    }
  }

  /// Reports the checkpoints of more entries than the horizon.
  ///
  /// Those within it that were not compared, because an entry's hash is unknown, are passed over:
  /// the entry is reported.
  func finish(end: UInt64, _ findings: inout Findings) {
    for item in items[next...] where item.checkpoint.size > end {
      findings.add(
        Damage(
          .checkpointAhead(size: item.checkpoint.size), file: item.file, offset: item.offset))
    }
  }
}
