/// Proofs that a tree continues an older one.
extension MerkleTree {
  /// The proof that the tree of `new` entries begins with the tree of `old` entries; nil where
  /// `old` is 0 or larger than `new`.
  ///
  /// Source: RFC 6962 §2.1.2. Cost: asks `source` a few times for each of its at most 65 hashes.
  public static func consistencyProof<Source: MerkleSource & ~Copyable>(
    old: UInt64, new: UInt64, _ source: borrowing Source, _ hasher: inout Hasher
  ) throws(Source.Failure) -> [Hash]? {
    guard old > 0, old <= new else { return nil }
    var proof: [Hash] = []
    var (start, count, shared) = (UInt64(0), new, old)
    var isWholeOldTree = true
    while shared != count {
      let left = split(count)
      if shared <= left {
        proof.append(
          try rangeRoot(from: start + left, count: count - left, source, &hasher))
        count = left
      } else {
        proof.append(try rangeRoot(from: start, count: left, source, &hasher))
        (start, count, shared) = (start + left, count - left, shared - left)
        isWholeOldTree = false
      }
    }
    if !isWholeOldTree {
      proof.append(try rangeRoot(from: start, count: count, source, &hasher))
    }
    proof.reverse()
    return proof
  }

  /// Checks that the tree of `new` entries under `newRoot` begins with the `old` under `oldRoot`.
  ///
  /// An empty old tree is refused, because every tree continues it.
  /// Source: RFC 9162 §2.1.4.2.
  public static func verifyConsistency(
    old: UInt64, oldRoot: Hash, new: UInt64, newRoot: Hash, proof: [Hash], _ hasher: inout Hasher
  ) throws(ProofError) {
    guard old > 0, old <= new else { throw .sizes(old: old, new: new) }
    guard old < new else {
      guard proof.isEmpty else { throw .hashCount(proof.count) }
      guard oldRoot == newRoot else { throw .root(computed: oldRoot, expected: newRoot) }
      return
    }
    var rest = proof[...]
    let isPowerOfTwo = old & (old - 1) == 0
    guard let first = isPowerOfTwo ? oldRoot : rest.popFirst() else { throw .hashCount(0) }
    var (node, last) = (old - 1, new - 1)
    while node & 1 == 1 { (node, last) = (node >> 1, last >> 1) }
    var (oldComputed, newComputed) = (first, first)
    for sibling in rest {
      guard last != 0 else { throw .hashCount(proof.count) }
      if node & 1 == 1 || node == last {
        oldComputed = hasher.nodeHash(sibling, oldComputed)
        newComputed = hasher.nodeHash(sibling, newComputed)
        while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
      } else {
        newComputed = hasher.nodeHash(newComputed, sibling)
      }
      (node, last) = (node >> 1, last >> 1)
    }
    guard last == 0 else { throw .hashCount(proof.count) }
    guard oldComputed == oldRoot else { throw .root(computed: oldComputed, expected: oldRoot) }
    guard newComputed == newRoot else { throw .root(computed: newComputed, expected: newRoot) }
  }
}
