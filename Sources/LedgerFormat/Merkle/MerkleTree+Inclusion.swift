/// Proofs that an entry is in a tree.
extension MerkleTree {
  /// The proof that entry `index` is in the tree of the first `size` entries, the leaf's sibling
  /// first; nil where it is not in it.
  ///
  /// Source: RFC 6962 §2.1.1. Cost: asks `source` a few times for each of its at most 64 hashes.
  public static func inclusionProof<Source: MerkleSource & ~Copyable>(
    index: UInt64, size: UInt64, _ source: borrowing Source, _ hasher: inout Hasher
  ) throws(Source.Failure) -> [Hash]? {
    guard index < size else { return nil }
    var proof: [Hash] = []
    var (start, count) = (UInt64(0), size)
    while count > 1 {
      let left = split(count)
      if index - start < left {
        proof.append(
          try rangeRoot(from: start + left, count: count - left, source, &hasher))
        count = left
      } else {
        proof.append(try rangeRoot(from: start, count: left, source, &hasher))
        (start, count) = (start + left, count - left)
      }
    }
    proof.reverse()
    return proof
  }

  /// The proof that leaf `index` is among these, the leaf's sibling first.
  ///
  /// Cost: one node hash for every leaf but the first; for the few leaves of a submission.
  public static func inclusionProof(
    index: Int, of leafHashes: Span<Hash>, _ hasher: inout Hasher
  ) -> [Hash] {
    precondition(leafHashes.indices.contains(index), "the leaf is among them")
    var proof: [Hash] = []
    var (start, count) = (0, leafHashes.count)
    while count > 1 {
      let left = Int(split(UInt64(count)))
      if index - start < left {
        proof.append(
          root(of: leafHashes.extracting(start + left..<start + count), &hasher))
        count = left
      } else {
        proof.append(root(of: leafHashes.extracting(start..<start + left), &hasher))
        (start, count) = (start + left, count - left)
      }
    }
    proof.reverse()
    return proof
  }

  /// Checks that an entry of this leaf hash is number `index` of the `size` entries under `root`.
  ///
  /// Source: RFC 9162 §2.1.3.2.
  public static func verifyInclusion(
    leafHash: Hash, index: UInt64, size: UInt64, proof: [Hash], root: Hash, _ hasher: inout Hasher
  ) throws(ProofError) {
    let computed = try inclusionRoot(
      leafHash: leafHash, index: index, size: size, proof: proof, &hasher)
    guard computed == root else { throw .root(computed: computed, expected: root) }
  }

  /// The root to which a proof leads from leaf `index` of `size`; for a root that is signed elsewhere.
  ///
  /// Source: RFC 9162 §2.1.3.2.
  public static func inclusionRoot(
    leafHash: Hash, index: UInt64, size: UInt64, proof: [Hash], _ hasher: inout Hasher
  ) throws(ProofError) -> Hash {
    guard index < size else { throw .index(index, size: size) }
    var (node, last) = (index, size - 1)
    var computed = leafHash
    for sibling in proof {
      guard last != 0 else { throw .hashCount(proof.count) }
      if node & 1 == 1 || node == last {
        computed = hasher.nodeHash(sibling, computed)
        while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
      } else {
        computed = hasher.nodeHash(computed, sibling)
      }
      (node, last) = (node >> 1, last >> 1)
    }
    guard last == 0 else { throw .hashCount(proof.count) }
    return computed
  }
}
