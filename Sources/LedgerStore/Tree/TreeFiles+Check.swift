internal import LedgerFormat

extension TreeFiles {
  /// The root of all entries, computed by two paths that must agree.
  ///
  /// The tree that was signed last is taken from the files and must have the signed root. From there on
  /// the leaf hashes are computed from the stored bytes, must be those of `tree/0`, and extend the signed
  /// tree; the root so found must be the one of the files. Cost: one hash for every entry since.
  func checkedRoot(
    since signed: (size: UInt64, root: Hash)?, _ log: EntryLog, _ hasher: inout Hasher
  ) throws(StoreError) -> Hash {
    var extended = MerkleFrontier()
    if let signed {
      guard signed.size <= size else {
        throw .notRecorded(index: signed.size, size: size)
      }
      let found = try MerkleTree.root(size: signed.size, self, &hasher)
      if found != signed.root { try explain(signed, log, &hasher) }
      extended = try MerkleFrontier(size: signed.size, self, &hasher)
    }
    if try !extend(&extended, mapped: log, &hasher) {
      for index in extended.size..<size {
        let leafHash = try log.leafHash(at: index, &hasher)
        guard try fileHash(level: 0, index: index) == leafHash else {
          throw .treeDamaged(level: 0, position: index)
        }
        extended.append(leafHash, &hasher)
      }
    }
    let root = try MerkleTree.root(size: size, self, &hasher)
    guard root == extended.root(&hasher), root == frontier.root(&hasher) else {
      throw .treeDamaged(level: 1, position: size >> UInt64(MerkleTree.tileHeight))
    }
    return root
  }

  /// Extends a tree by all entries behind it, hashed by all processors and held against `tree/0`.
  ///
  /// - Returns: false where they cannot be mapped, or something is not as it should be; nothing has
  ///   changed then, and whoever goes through them one by one finds out what it is.
  private func extend(
    _ tree: inout MerkleFrontier, mapped log: EntryLog, _ hasher: inout Hasher
  ) throws(StoreError) -> Bool {
    guard tree.size < size, let leaves = levels.first?.mapping(count: size),
      let parts = try log.mapped(tree.size..<size, leaves: leaves),
      let subtrees = MappedEntries.subtrees(of: parts)
    else { return false }
    for subtree in subtrees { tree.append(subtree: subtree.hash, level: subtree.level, &hasher) }
    return true
  }

  /// Tells a damaged tree from entries that are no longer those that were signed.
  private func explain(
    _ signed: (size: UInt64, root: Hash), _ log: EntryLog, _ hasher: inout Hasher
  ) throws(StoreError) {
    var tree = MerkleFrontier()
    for index in 0..<signed.size {
      tree.append(try log.leafHash(at: index, &hasher), &hasher)
    }
    let found = tree.root(&hasher)
    guard found == signed.root else {
      throw .rootMismatch(size: signed.size, expected: signed.root, found: found)
    }
    throw .treeDamaged(level: 0, position: signed.size)
  }
}
