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
    let note: SignedNote
    /// The key that is known to have signed; nil where that is to be seen.
    let signer: VerifierKey?
  }

  /// Who must have signed.
  struct Signers {
    /// The log keys up to here; nil where the genesis cannot be read: then no signature is looked at.
    let keys: LogKeyChain?
    /// False where entries were lost, and perhaps rotations with them.
    let isWhole: Bool
  }

  /// Ascending by size.
  private(set) var items: [Item] = []
  private var next = 0
  /// The size of the newest whose root matched and which no damage precedes.
  private(set) var lastGood: UInt64?
  /// What the ledger's file `checkpoint` says, where the log key of its size signed it.
  private(set) var newest: Checkpoint?

  init(_ items: [Item]) { self.items = items.sorted { $0.checkpoint.size < $1.checkpoint.size } }

  /// The largest size that the genesis's key has signed for the ledger itself; nil where for none.
  ///
  /// Without a genesis every checkpoint is taken at its word.
  var ownSizeMax: UInt64? {
    let isKeyKnown = items.contains { $0.signer != nil }
    return items.last { $0.isOwn && (!isKeyKnown || $0.signer != nil) }?.checkpoint.size
  }

  /// The largest size that any of the ledger's own checkpoints claims; nil where there is none.
  var claimedSizeMax: UInt64? { items.last { $0.isOwn }?.checkpoint.size }

  /// True where a checkpoint of `size` entries is still to be compared.
  func awaits(size: UInt64) -> Bool {
    next < items.count && items[next].checkpoint.size == size
  }

  /// True where a signed checkpoint of `size` entries has this root.
  func isSigned(_ root: Hash, size: UInt64) -> Bool {
    items.contains {
      $0.signer != nil && $0.checkpoint.size == size && $0.checkpoint.root == root
    }
  }

  /// Compares the checkpoints of `size` entries with the root over those; nil where it is unknown.
  ///
  /// - Parameter signers: the log key of that size must have signed.
  mutating func compare(
    _ root: Hash?, size: UInt64, _ signers: Signers, _ findings: inout Findings
  ) {
    while awaits(size: size) {
      let item = items[next]
      next += 1
      guard accepts(item, signers, &findings) else { continue }
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

  /// Looks who signed a checkpoint, and refuses one that the log key of its size did not.
  private mutating func accepts(
    _ item: Item, _ signers: Signers, _ findings: inout Findings
  ) -> Bool {
    if let keys = signers.keys, item.signer != keys.key(ofSize: item.checkpoint.size) {
      do { _ = try keys.open(item.note) } catch {
        // Where a rotation may be among what was lost, its key is not known.
        if signers.isWhole {
          findings.add(
            Damage(.checkpointRefused(error), file: item.file, offset: item.offset))
        }
        return false
      }
    }
    if item.file == Layout.checkpoint { newest = item.checkpoint }
    return true
  }

  /// Reports the checkpoints of more entries than the horizon.
  ///
  /// Those within it that were not compared, because an entry's hash is unknown, are passed over:
  /// the entry is reported.
  mutating func finish(end: UInt64, _ signers: Signers, _ findings: inout Findings) {
    for item in items[next...] {
      guard accepts(item, signers, &findings), item.checkpoint.size > end else { continue }
      findings.add(
        Damage(
          .checkpointAhead(size: item.checkpoint.size), file: item.file, offset: item.offset))
    }
  }
}
