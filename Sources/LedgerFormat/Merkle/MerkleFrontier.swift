/// A tree that grows: the roots of the complete subtrees that the entries so far fall into.
///
/// One subtree for every 1 in the binary digits of the size, the largest first; that is all that a
/// later root depends on. Memory: at most 64 hashes, whatever the size.
public struct MerkleFrontier: Equatable, Sendable {
  /// The number of entries so far.
  public private(set) var size: UInt64
  /// The roots of the complete subtrees, the largest first.
  public private(set) var hashes: [Hash]

  /// The tree without entries.
  public init() {
    size = 0
    hashes = []
  }

  /// Takes up a tree from the roots of its complete subtrees, or gives nil where they are not as
  /// many as the 1s in the binary digits of `size`.
  public init?(size: UInt64, hashes: [Hash]) {
    guard hashes.count == size.nonzeroBitCount else { return nil }
    self.size = size
    self.hashes = hashes
  }

  /// Takes up a tree of `size` entries from a source of its nodes.
  public init<Source: MerkleSource & ~Copyable>(
    size: UInt64, _ source: borrowing Source, _ hasher: inout Hasher
  ) throws(Source.Failure) {
    self.size = size
    hashes = []
    var start: UInt64 = 0
    while start != size {
      let level = 63 - (size - start).leadingZeroBitCount
      let node = MerkleNode(level: level, index: start >> UInt64(level))
      hashes.append(try source.hash(of: node, &hasher))
      start += 1 << level
    }
  }

  /// Adds the next entry's leaf hash. Cost: one node hash on average.
  public mutating func append(_ leafHash: Hash, _ hasher: inout Hasher) {
    append(leafHash, &hasher) { _, _ in }
  }

  /// Adds the next entry's leaf hash and tells of each hash that the tree's files gain.
  ///
  /// Calls `completed` with a level of the files and the next hash of that file: always for level 0,
  /// then for each level whose newest tile of 256 hashes became full.
  public mutating func append(
    _ leafHash: Hash, _ hasher: inout Hasher, completed: (_ level: Int, _ hash: Hash) -> Void
  ) {
    append(subtree: leafHash, level: 0, &hasher, completed: completed)
  }

  /// Adds the root of the next 256^`level` entries at once.
  ///
  /// The size must be a multiple of that number. Calls `completed` for `level` and for each higher
  /// level that became full, and tells nothing of the files of lower levels.
  public mutating func append(
    tile hash: Hash, level: Int, _ hasher: inout Hasher,
    completed: (_ level: Int, _ hash: Hash) -> Void = { _, _ in }
  ) {
    append(subtree: hash, level: level * MerkleTree.tileHeight, &hasher, completed: completed)
  }

  /// Adds the root of the next 2^`level` entries at once; the size must be a multiple of that number.
  public mutating func append(subtree hash: Hash, level: Int, _ hasher: inout Hasher) {
    append(subtree: hash, level: level, &hasher) { _, _ in }
  }

  /// The root over all entries so far. Cost: fewer than 64 node hashes.
  public func root(_ hasher: inout Hasher) -> Hash {
    guard var root = hashes.last else { return MerkleTree.emptyRoot }
    for subtree in hashes.dropLast().reversed() { root = hasher.nodeHash(subtree, root) }
    return root
  }

  /// Adds the root of the next 2^`level` entries at once.
  ///
  /// The size must be a multiple of that number. Calls `completed` for each level of the files whose
  /// next hash this or a subtree above it is.
  public mutating func append(
    subtree: Hash, level: Int, _ hasher: inout Hasher,
    completed: (_ level: Int, _ hash: Hash) -> Void
  ) {
    precondition(size & ((1 << level) - 1) == 0, "a subtree begins at a multiple of its own size")
    var (hash, height) = (subtree, level)
    while true {
      if height.isMultiple(of: MerkleTree.tileHeight) {
        completed(height / MerkleTree.tileHeight, hash)
      }
      guard size >> UInt64(height) & 1 == 1 else { break }
      hash = hasher.nodeHash(hashes.removeLast(), hash)
      height += 1
    }
    hashes.append(hash)
    size += 1 << level
    precondition(
      hashes.count == size.nonzeroBitCount, "a tree has a subtree for each bit of its size")
  }
}
