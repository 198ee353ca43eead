/// The Merkle tree over the leaf hashes of a ledger's entries.
///
/// The root of no entries is SHA-256 of nothing; of one entry its leaf hash; of more, the node over
/// the roots of the first k and of the rest, where k is the largest power of two below their number.
/// Source: RFC 6962 §2.1. All algorithms here are iterative and need memory of order log n.
public enum MerkleTree {
  /// The root of a tree without entries: SHA-256 of nothing.
  public static let emptyRoot = Hash(
    words: (
      0xe3b0_c442_98fc_1c14, 0x9afb_f4c8_996f_b924, 0x27ae_41e4_649b_934c, 0xa495_991b_7852_b855
    ))

  /// The most hashes that a proof of inclusion or consistency has, whatever the tree.
  public static let proofHashCountMax = 65

  /// The root over these leaf hashes.
  ///
  /// Cost: one node hash for every leaf but the first.
  public static func root(of leafHashes: Span<Hash>, _ hasher: inout Hasher) -> Hash {
    var frontier = MerkleFrontier()
    for position in leafHashes.indices { frontier.append(leafHashes[position], &hasher) }
    return frontier.root(&hasher)
  }

  /// The root over the first `size` entries, from the roots of complete subtrees.
  ///
  /// Cost: asks `source` once for every 1 in the binary digits of `size`.
  public static func root<Source: MerkleSource & ~Copyable>(
    size: UInt64, _ source: borrowing Source, _ hasher: inout Hasher
  ) throws(Source.Failure) -> Hash {
    try rangeRoot(from: 0, count: size, source, &hasher)
  }

  /// The root over `count` entries from `start`, which is a multiple of a power of two of at least
  /// `count`, or the start of a right-hand part of the tree.
  static func rangeRoot<Source: MerkleSource & ~Copyable>(
    from start: UInt64, count: UInt64, _ source: borrowing Source, _ hasher: inout Hasher
  ) throws(Source.Failure) -> Hash {
    var root: Hash?
    var rest = count
    // The subtrees from the smallest, which is the rightmost, to the largest.
    while rest != 0 {
      let level = rest.trailingZeroBitCount
      rest &= rest - 1
      let node = MerkleNode(level: level, index: (start + rest) >> UInt64(level))
      let subtree = try source.hash(of: node, &hasher)
      if let right = root { root = hasher.nodeHash(subtree, right) } else { root = subtree }
    }
    return root ?? emptyRoot
  }

  /// The largest power of two below `count`, which is at least 2: where the RFC splits a tree.
  static func split(_ count: UInt64) -> UInt64 { 1 << (63 - (count - 1).leadingZeroBitCount) }
}
