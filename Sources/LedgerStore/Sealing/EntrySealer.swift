internal import LedgerFormat

/// Seals composed entries: fills their hashes in, chains and hashes them, and writes them with their openings and
/// the tree.
///
/// All that is done to the files of entries, openings and tree while a group is under way is done here, in one fixed
/// order. Used by one thread at a time, be it the caller's or one of its own: by the latter as long as it has chunks,
/// and by the caller when it has waited for that.
final class EntrySealer: @unchecked Sendable {
  let log: EntryLog
  let tree: TreeFiles
  let privateStore: PrivateStore
  private var hashes: RecentHashes
  private var hasher = Hasher()

  init(log: EntryLog, tree: TreeFiles, privateStore: PrivateStore) {
    self.log = log
    self.tree = tree
    self.privateStore = privateStore
    hashes = RecentHashes(countMax: log.shape.recentHashesMax)
  }

  /// Seals entries, the last of which waits until it is known whether another of its group follows.
  ///
  /// - Throws: before anything is changed by the entry that is at fault where what it names is not what was recorded:
  ///   `damage`, `indexDamaged`; else `system`. The entries before it are sealed.
  func seal(_ chunk: EntryChunk) throws(StoreError) {
    for (position, entry) in chunk.entries.enumerated() {
      for place in chunk.places[entry.places] {
        chunk.set(try leafHash(of: place.entry), at: place)
      }
      try chunk.withRecords(of: position) { (records: Span<UInt8>) throws(StoreError) in
        try privateStore.append(records, index: log.size)
      }
      try settle(isLast: false)
      if privateStore.isFlushDue {
        // The entries first: then whatever kills us leaves a tail, at which the next open drops the
        // openings of entries that never were.
        try log.flush()
        try privateStore.flush()
      }
      try chunk.withBytes(of: entry) { (bytes: Span<UInt8>) throws(StoreError) in
        try log.append(bytes, moreOffset: entry.moreOffset)
      }
    }
  }

  /// Settles the newest entry: its leaf hash, by which later ones name it, joins the tree.
  func settle(isLast: Bool) throws(StoreError) {
    guard log.tail.pending != nil else { return }
    let index = log.size - 1
    let leafHash = try log.settle(isLast: isLast, &hasher)
    if log.tail.trial == nil { try tree.append(leafHash, &hasher) }
    hashes.append(leafHash, of: index)
  }

  /// Drops the group's openings, hashes and entries.
  func rollBack() throws(StoreError) {
    try tree.rollBack()
    try privateStore.rollBack()
    try log.rollBack()
    hashes.truncate(to: log.size)
  }

  /// The leaf hash by which the next entry names an earlier one.
  ///
  /// Of the newest that of one which another follows; nothing is settled by that: as its group's last it gets
  /// another. Of one that is not remembered, from the stored bytes and not from a derived file, for it goes into
  /// the truth; and it must be the one that was recorded.
  private func leafHash(of entry: UInt64) throws(StoreError) -> Hash {
    if entry + 1 == log.size {
      if let pending = log.pendingLeafHash(&hasher) { return pending }
      if let last = log.lastLeafHash { return last }
    }
    if let known = hashes.hash(of: entry) { return known }
    let leafHash = try log.leafHash(at: entry, &hasher)
    try tree.check(leafHash, at: entry, log, &hasher)
    return leafHash
  }
}
