/// The tree's files: level L holds, for each complete run of 256^L entries, the root over it.
///
/// Source: tlog-tiles with tile height 8; a tile is 256 neighbouring hashes of one level.
extension MerkleTree {
  /// The levels of the binary tree between one level of the files and the next.
  public static let tileHeight = 8
  /// The hashes of a full tile.
  public static let tileWidth = 1 << tileHeight

  /// How many hashes level `level` of the files holds for a tree of `size` entries.
  public static func hashCount(level: Int, size: UInt64) -> UInt64 {
    let shift = level * tileHeight
    return shift < UInt64.bitWidth ? size >> UInt64(shift) : 0
  }

  /// The hash that a full tile of 256 hashes puts into the next level's file.
  ///
  /// Cost: 255 node hashes.
  public static func tileRoot(_ tile: Span<Hash>, _ hasher: inout Hasher) -> Hash {
    precondition(tile.count == tileWidth, "a full tile has 256 hashes")
    return root(of: tile, &hasher)
  }

  /// The same from a full tile's 8,192 bytes as they stand in a file.
  public static func tileRoot(bytes: Span<UInt8>, _ hasher: inout Hasher) -> Hash {
    precondition(bytes.count == tileWidth * Hash.sizeBytes, "a full tile has 8,192 bytes")
    var frontier = MerkleFrontier()
    for position in 0..<tileWidth {
      frontier.append(Hash(bytes, at: position * Hash.sizeBytes), &hasher)
    }
    return frontier.root(&hasher)
  }
}
