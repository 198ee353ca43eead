internal import LedgerFormat

/// The tree over the entries, joined from the subtrees of batches, and held against the tree's files.
///
/// The file of leaf hashes is compared where the entries are read.
struct SoundTree: ~Copyable {
  /// The levels of the files, leaf hashes first.
  private let files: [TreeFile]
  private var frontier = MerkleFrontier()
  private var hasher = LedgerFormat.Hasher()

  init(_ folder: AuditFolder, end: UInt64) throws(AuditError) {
    files = try TreeCheck.files(folder, end: end)
  }

  /// The entries so far.
  var size: UInt64 { frontier.size }

  /// Adds the next subtree; false where it is not in its place, or a file says another hash.
  mutating func append(_ subtree: SubtreeFacts) throws(AuditError) -> Bool {
    let size = size + 1 << UInt64(subtree.level)
    guard size == subtree.end, frontier.size & (1 << UInt64(subtree.level) - 1) == 0 else {
      return false
    }
    var completed: [(level: Int, hash: Hash)] = []
    frontier.append(subtree: subtree.hash, level: subtree.level, &hasher) { level, hash in
      if level > 0 { completed.append((level, hash)) }
    }
    for (level, hash) in completed {
      let index = (size >> UInt64(level * MerkleTree.tileHeight)) - 1
      guard level < files.count, try files[level].hash(at: index) == hash else { return false }
    }
    return true
  }

  /// The root over the entries so far.
  mutating func root() -> Hash { frontier.root(&hasher) }

  /// True where the files have all hashes of so many entries.
  func isWhole(end: UInt64) -> Bool {
    files.indices.allSatisfy { files[$0].count >= MerkleTree.hashCount(level: $0, size: end) }
  }
}
