internal import LedgerFormat

extension TreeFiles {
  /// Opens the tree of a log, and makes what is missing or wrong at its end anew from the entries.
  ///
  /// Checked are the newest tile's leaf hashes and the newest hash of every other level; what lies
  /// further back is checked before a root is signed. Cost: a few hundred hashes, and where hashes are
  /// missing one for each of them.
  /// - Returns: true when a level had to be made anew from its beginning.
  func open(over log: EntryLog, _ hasher: inout Hasher) throws(StoreError) -> Bool {
    let size = log.size
    try openLevels(size: size)
    var isRebuilt = false
    for (number, level) in levels.enumerated() {
      let count = MerkleTree.hashCount(level: number, size: size)
      level.trust(count)
      if try !isGood(level, number, log, &hasher) {
        level.trust(0)
        isRebuilt = true
      }
      if level.fileCount == 0 { isRebuilt = true }
      try extend(level, number, to: count, log, &hasher)
    }
    try resume(at: size, &hasher)
    return isRebuilt
  }

  /// Makes all levels anew from the entries.
  func rebuild(over log: EntryLog, _ hasher: inout Hasher) throws(StoreError) {
    checkedTiles = []
    try openLevels(size: log.size)
    for (number, level) in levels.enumerated() {
      level.trust(0)
      let count = MerkleTree.hashCount(level: number, size: log.size)
      try extend(level, number, to: count, log, &hasher)
    }
    try resume(at: log.size, &hasher)
  }

  private func isGood(
    _ level: TreeLevel, _ number: Int, _ log: EntryLog, _ hasher: inout Hasher
  ) throws(StoreError) -> Bool {
    guard level.fileCount > 0 else { return true }
    let last = level.fileCount - 1
    if number > 0 {
      let computed = try tileRoot(level: number, position: last, &hasher)
      return try level.hash(at: last) == computed
    }
    let width = UInt64(MerkleTree.tileWidth)
    for index in (last - last % width)...last
    where try level.hash(at: index) != log.leafHash(at: index, &hasher) {
      return false
    }
    return true
  }

  private func extend(
    _ level: TreeLevel, _ number: Int, to count: UInt64, _ log: EntryLog, _ hasher: inout Hasher
  ) throws(StoreError) {
    let flushBytes = 1 << 20
    for position in level.count..<count {
      let hash =
        number == 0
        ? try log.leafHash(at: position, &hasher)
        : try tileRoot(level: number, position: position, &hasher)
      level.append(hash)
      if level.bufferedBytes >= flushBytes, isWritable { try level.flush() }
    }
  }

  /// The hash of a level computed from the tile below it.
  func tileRoot(
    level: Int, position: UInt64, _ hasher: inout Hasher
  ) throws(StoreError) -> Hash {
    var frontier = MerkleFrontier()
    let width = UInt64(MerkleTree.tileWidth)
    for offset in 0..<width {
      frontier.append(
        try fileHash(level: level - 1, index: position * width + offset), &hasher)
    }
    return frontier.root(&hasher)
  }
}
