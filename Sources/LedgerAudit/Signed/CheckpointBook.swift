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
    /// When it was there at the latest, by somebody else's word that the caller trusts.
    var time: CheckpointTime?
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
  /// Of each checkpoint that was compared, whether its root matched and no damage precedes it.
  private var isGood: [Bool] = []
  /// The signed roots that were not the computed ones: what is behind the first is another history.
  private(set) var contradictionCount = 0
  /// The roots that the log key of their size signed, by their size.
  private(set) var signedRoots: [UInt64: [Hash]] = [:]
  /// The size of the newest whose root is that of the entries, whatever else is damaged.
  private var newestMatching: UInt64 = 0
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

  /// True where there is a signed checkpoint of `size` entries.
  func hasSigned(size: UInt64) -> Bool {
    items.contains { $0.signer != nil && $0.checkpoint.size == size }
  }

  /// True where a signed checkpoint of `size` entries has this root.
  func isSigned(_ root: Hash, size: UInt64) -> Bool {
    items.contains {
      $0.signer != nil && $0.checkpoint.size == size && $0.checkpoint.root == root
    }
  }

  /// Compares the checkpoints of `size` entries with the root over those; nil where it is unknown.
  ///
  /// - Parameters:
  ///   - recordedAt: when the ledger recorded the last entry that they cover, where that is known.
  ///   - signers: the log key of that size must have signed.
  mutating func compare(
    _ root: Hash?, size: UInt64, recordedAt: UInt64? = nil, _ signers: Signers,
    _ findings: inout Findings
  ) {
    var accepted: [(item: Item, place: Int)] = []
    while awaits(size: size) {
      if items[next].time == nil, let recordedAt {
        items[next].time = CheckpointTime(microseconds: recordedAt, source: .ledger)
      }
      let item = items[next]
      next += 1
      isGood.append(false)
      if accepts(item, signers, &findings) { accepted.append((item, next - 1)) }
    }
    guard let root else { return }
    contradictionCount += accepted.count { $0.item.checkpoint.root != root }
    for (item, place) in accepted {
      guard item.checkpoint.root == root else {
        // Each entry remembers the one before it. So where none was found wrong before, the last is not the
        // one that was signed: if it were, so would be all before it.
        let isLastCertain = size > 0 && findings.firstDamaged.map { $0 >= size - 1 } ?? true
        findings.add(
          Damage(
            .checkpointRoot(size: size, signed: item.checkpoint.root, computed: root),
            file: item.file, offset: item.offset, index: isLastCertain ? size - 1 : nil))
        continue
      }
      newestMatching = size
      if contradictionCount == 0, findings.firstDamaged.map({ $0 >= size }) ?? true {
        lastGood = size
        isGood[place] = true
      }
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
    signedRoots[item.checkpoint.size, default: []].append(item.checkpoint.root)
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

  /// True where a signed root says that the entry's bytes, if they were not found changed, are those signed.
  func vouches(forEntry index: UInt64) -> Bool { index < newestMatching }

  /// Between which checkpoints a damage lies.
  ///
  /// One that is told by a checkpoint itself lies before that one; one of an entry before the first that
  /// covers the entry.
  func bracket(of damage: Damage) -> DamageBracket {
    let firstCovered: UInt64
    switch damage.kind {
    case .checkpointRoot(let size, _, _), .checkpointAhead(let size): firstCovered = size
    default:
      guard let index = damage.index else { return DamageBracket(lastGood: end(of: lastGood)) }
      firstCovered = index + 1
    }
    let good = isGood.indices.last { isGood[$0] && items[$0].checkpoint.size < firstCovered }
    let bad = items.first { $0.checkpoint.size >= firstCovered }
    let goodSize = good.map { items[$0].checkpoint.size }
    return DamageBracket(lastGood: end(of: goodSize), firstBad: end(of: bad?.checkpoint.size))
  }

  /// A size with the earliest time that the best source tells of it.
  private func end(of size: UInt64?) -> DamageBracket.End? {
    guard let size else { return nil }
    let times = items.filter { $0.checkpoint.size == size }.compactMap(\.time)
    let trusted = times.filter { $0.source != .ledger }
    let time = (trusted.isEmpty ? times : trusted).min { $0.microseconds < $1.microseconds }
    return DamageBracket.End(size: size, time: time)
  }

  /// True where the ledger's own checkpoints, if any, are of no more entries than these.
  func isContent(with end: UInt64) -> Bool { ownSizeMax.map { $0 <= end } ?? false }
}
