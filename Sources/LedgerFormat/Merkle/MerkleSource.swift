/// Names a complete subtree: the entries [index·2^level, (index + 1)·2^level).
public struct MerkleNode: Hashable, Sendable {
  /// 0 for a leaf hash.
  public var level: Int
  /// The subtree's place among those of its level.
  public var index: UInt64

  public init(level: Int, index: UInt64) {
    self.level = level
    self.index = index
  }
}

/// Something that knows the roots of complete subtrees: memory, files, another program.
public protocol MerkleSource: ~Copyable {
  /// Why a root cannot be given.
  associatedtype Failure: Error

  /// Gives the root of a complete subtree within the tree.
  ///
  /// Asked only for subtrees that end within the size that its caller was asked about.
  func hash(of node: MerkleNode, _ hasher: inout Hasher) throws(Failure) -> Hash
}

/// Something that reads the hashes of the tree's files: level L, every 8 levels of the tree.
public protocol TreeFileSource: MerkleSource, ~Copyable {
  /// Gives hash number `index` of level `level` of the files, which is the root of the entries
  /// [index·256^level, (index + 1)·256^level).
  func fileHash(level: Int, index: UInt64) throws(Failure) -> Hash
}

extension TreeFileSource where Self: ~Copyable {
  /// Computes a subtree's root from at most 128 neighbouring hashes of one file.
  public func hash(of node: MerkleNode, _ hasher: inout Hasher) throws(Failure) -> Hash {
    let level = node.level / MerkleTree.tileHeight
    let count: UInt64 = 1 << UInt64(node.level % MerkleTree.tileHeight)
    var frontier = MerkleFrontier()
    for offset in 0..<count {
      frontier.append(try fileHash(level: level, index: node.index * count + offset), &hasher)
    }
    return frontier.root(&hasher)
  }
}
