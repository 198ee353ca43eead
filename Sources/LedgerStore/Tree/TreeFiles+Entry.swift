internal import LedgerFormat

extension TreeFiles {
  /// The hashes of a level under one of the level above.
  struct Tile: Hashable {
    let level: Int
    let number: UInt64
  }

  /// Checks that an entry that a later one is to name is the one that was recorded.
  ///
  /// Its hash must be the tree's, and every whole tile above it what the next level says; the top of the
  /// tree is held against what was signed. Cost: 255 hashes for each tile that was not looked at before.
  /// - Throws: `StoreError.damage` where the entry was changed, as the one behind it says as well;
  ///   `.indexDamaged` where the tree's files do not agree with one another, or it is not known whether they
  ///   or the entry are right: they are not synced, so a power loss may leave them wrong and made up by the
  ///   next opening to a tree that agrees with itself.
  func check(
    _ leafHash: Hash, at index: UInt64, _ log: EntryLog, _ hasher: inout Hasher
  ) throws(StoreError) {
    guard index < size else { return }
    let width = UInt64(MerkleTree.tileWidth)
    var tile = Tile(level: 0, number: index / width)
    while !checkedTiles.contains(tile) {
      let above = tile.level + 1
      guard tile.number < MerkleTree.hashCount(level: above, size: size) else { break }
      let computed = try tileRoot(level: above, position: tile.number, &hasher)
      guard try fileHash(level: above, index: tile.number) == computed else {
        throw TreeFiles.damage(level: above, position: tile.number)
      }
      checkedTiles.insert(tile)
      tile = Tile(level: above, number: tile.number / width)
    }
    let stored = try fileHash(level: 0, index: index)
    if stored == leafHash { return }
    guard index / width < MerkleTree.hashCount(level: 1, size: size),
      try !isNamed(leafHash, by: index + 1, log)
    else { throw TreeFiles.damage(level: 0, position: index) }
    let (segment, range) = try log.locate(index)
    throw .damage(
      Damage(
        kind: .leafHash(expected: stored, found: leafHash), path: segment.path,
        offset: range.lowerBound - Layout.lengthSizeBytes, index: index))
  }

  /// True where an entry names this hash as the one before it, or is not there to say otherwise.
  private func isNamed(
    _ leafHash: Hash, by index: UInt64, _ log: EntryLog
  ) throws(StoreError) -> Bool {
    guard index < log.size else { return true }
    return try log.withEnvelope(at: index) { envelope, _ in envelope.previous == leafHash }
  }

  /// `reindex` makes the tree anew along with the index.
  private static func damage(level: Int, position: UInt64) -> StoreError {
    .indexDamaged(
      path: Layout.treePath(level: level), offset: Int(clamping: position) &* Hash.sizeBytes)
  }
}
