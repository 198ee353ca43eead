internal import LedgerFormat

/// The Merkle tree's files `tree/0`, `tree/1` …: derived from the entries, and never synced.
///
/// | file | offset | bytes | content |
/// |---|---|---|---|
/// | `tree/L` | 32·i | 32 | the root of entries [i·256^L, (i+1)·256^L) |
///
/// A tile of tlog-tiles is 8,192 bytes of one of them. Written behind the acknowledgement; what a
/// crash leaves missing or wrong at the end is made anew from the entries (`+Repair`).
final class TreeFiles: TreeFileSource {
  typealias Failure = StoreError

  private static let bufferSizeBytes = 1 << 20

  let root: Folder
  /// False for a reader, which keeps what it makes anew in memory.
  let isWritable: Bool
  /// The tree over all leaf hashes appended.
  private(set) var frontier = MerkleFrontier()
  var levels: [TreeLevel] = []
  /// The tiles that were found to be those of the levels above them.
  var checkedTiles: Set<Tile> = []
  /// The tree when the group under way began.
  private var start: MerkleFrontier?

  init(root: Folder, isWritable: Bool) {
    self.root = root
    self.isWritable = isWritable
  }

  /// The leaf hashes appended.
  var size: UInt64 { frontier.size }

  /// Goes on from the tree of `size` entries, whose hashes the levels already hold.
  func resume(at size: UInt64, _ hasher: inout Hasher) throws(StoreError) {
    frontier = try MerkleFrontier(size: size, self, &hasher)
  }

  func beginGroup() { start = frontier }

  func endGroup() { start = nil }

  /// Forgets the group's hashes.
  func rollBack() throws(StoreError) {
    guard let start else { return }
    frontier = start
    self.start = nil
    checkedTiles = []
    for (number, level) in levels.enumerated() {
      try level.truncate(to: MerkleTree.hashCount(level: number, size: start.size))
    }
  }

  /// Adds the next entry's leaf hash.
  func append(_ leafHash: Hash, _ hasher: inout Hasher) throws(StoreError) {
    frontier.append(leafHash, &hasher) { level, hash in
      while levels.count <= level {
        levels.append(TreeLevel(root: root, number: levels.count))
      }
      levels[level].append(hash)
    }
    if levels[0].bufferedBytes >= TreeFiles.bufferSizeBytes { try flush() }
  }

  /// Writes what is in memory to the files.
  func flush() throws(StoreError) { for level in levels { try level.flush() } }

  func fileHash(level: Int, index: UInt64) throws(StoreError) -> Hash {
    guard level < levels.count, let hash = try levels[level].hash(at: index) else {
      throw .treeDamaged(level: level, position: index)
    }
    return hash
  }

  /// Opens the levels that a tree of `size` entries has; missing files are empty levels.
  func openLevels(size: UInt64) throws(StoreError) {
    levels = []
    while MerkleTree.hashCount(level: levels.count, size: size) > 0 {
      let level = TreeLevel(root: root, number: levels.count)
      try level.open()
      levels.append(level)
    }
  }
}
