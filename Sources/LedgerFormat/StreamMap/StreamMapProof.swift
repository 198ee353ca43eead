/// The proof of what a map's root says of one stream: how many entries it has, or that it has none.
///
/// Holds the hashes beside the path from the root down to where the stream's key ends: at its own
/// leaf, at another stream's leaf, which would not stand there alone if the stream were in the map,
/// or at nothing.
public struct StreamMapProof: Equatable, Sendable {
  /// The subtrees beside the path, the root's child first.
  public var siblings: [Hash]
  /// The leaf where the path ends; nil where it ends at nothing.
  public var leaf: StreamMapLeaf?

  public init(siblings: [Hash], leaf: StreamMapLeaf?) {
    self.siblings = siblings
    self.leaf = leaf
  }

  /// Checks the proof against a root, and gives the stream's leaf; nil where the stream has no entry.
  ///
  /// Rests on the root being that of a map in its only form, which everybody who has the entries
  /// can see and `verify` does.
  /// - Throws: `ProofError`, by which nothing is proved.
  public func verify(
    key: Hash, root: Hash, _ hasher: inout Hasher
  ) throws(ProofError) -> StreamMapLeaf? {
    guard siblings.count <= StreamMap.depthMax else { throw .hashCount(siblings.count) }
    var hash = StreamMap.emptyHash
    if let leaf {
      // Elsewhere on the path the leaf would say nothing about this key.
      guard leaf.count > 0, leaf.key.sharedBits(with: key) >= siblings.count else {
        throw .otherPath
      }
      hash = leaf.hash(&hasher)
    }
    for depth in siblings.indices.reversed() {
      hash = StreamMap.nodeHash(
        hash, beside: siblings[depth], key: key, depth: depth, &hasher)
    }
    guard hash == root else { throw .root(computed: hash, expected: root) }
    return leaf?.key == key ? leaf : nil
  }

  /// Makes the end of a proof from the streams of one subtree.
  ///
  /// - Parameters:
  ///   - key: the stream that is asked about.
  ///   - leaves: all streams whose keys begin like `key` for `depth` bits, by their keys.
  public init(
    key: Hash, above: [Hash], leaves: [StreamMapLeaf], _ hasher: inout Hasher
  ) {
    var (siblings, rest) = (above, leaves[...])
    while rest.count > 1 {
      let depth = siblings.count
      let middle = rest.firstIndex { $0.key.bit(depth) } ?? rest.endIndex
      let isRight = key.bit(depth)
      var fold = StreamMapFold()
      for leaf in isRight ? rest[..<middle] : rest[middle...] {
        fold.append(key: leaf.key, hash: leaf.hash(&hasher), &hasher)
      }
      siblings.append(fold.finish(depth: depth + 1, &hasher))
      rest = isRight ? rest[middle...] : rest[..<middle]
    }
    self.init(siblings: siblings, leaf: rest.first)
  }
}
