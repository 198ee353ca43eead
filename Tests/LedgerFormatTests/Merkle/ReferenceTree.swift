import LedgerFormat

/// RFC 6962 §2.1 written down as it reads, recursive and slow: the oracle of the tree's tests.
struct ReferenceTree: MerkleSource {
  let leafHashes: [Hash]

  /// A tree over entries that are told apart by their numbers.
  init(size: Int) {
    var hasher = Hasher()
    leafHashes = (0..<size).map { hasher.leafHash(Array("entry \($0)".utf8).span) }
  }

  init(entries: [[UInt8]]) {
    var hasher = Hasher()
    leafHashes = entries.map { hasher.leafHash($0.span) }
  }

  func root(_ size: Int? = nil) -> Hash {
    ReferenceTree.root(leafHashes[..<(size ?? leafHashes.count)])
  }

  static func root(_ hashes: ArraySlice<Hash>) -> Hash {
    var hasher = Hasher()
    switch hashes.count {
    case 0: return hasher.digest([UInt8]().span)
    case 1: return hashes[hashes.startIndex]
    default:
      let middle = hashes.startIndex + split(hashes.count)
      return hasher.nodeHash(root(hashes[..<middle]), root(hashes[middle...]))
    }
  }

  /// PATH(m, D[n]).
  static func path(_ index: Int, _ hashes: ArraySlice<Hash>) -> [Hash] {
    guard hashes.count > 1 else { return [] }
    let left = split(hashes.count)
    let middle = hashes.startIndex + left
    if index < left { return path(index, hashes[..<middle]) + [root(hashes[middle...])] }
    return path(index - left, hashes[middle...]) + [root(hashes[..<middle])]
  }

  /// SUBPROOF(m, D[n], b).
  static func subproof(_ old: Int, _ hashes: ArraySlice<Hash>, _ isWhole: Bool) -> [Hash] {
    if old == hashes.count { return isWhole ? [] : [root(hashes)] }
    let left = split(hashes.count)
    let middle = hashes.startIndex + left
    if old <= left { return subproof(old, hashes[..<middle], isWhole) + [root(hashes[middle...])] }
    return subproof(old - left, hashes[middle...], false) + [root(hashes[..<middle])]
  }

  /// The largest power of two below `count`.
  static func split(_ count: Int) -> Int {
    var left = 1
    while 2 * left < count { left *= 2 }
    return left
  }

  /// A source of complete subtrees, as the package's algorithms ask for them.
  func hash(of node: MerkleNode, _ hasher: inout Hasher) throws(OutOfTree) -> Hash {
    let count = 1 << node.level
    let start = Int(node.index) * count
    guard start + count <= leafHashes.count else { throw OutOfTree(node: node) }
    return ReferenceTree.root(leafHashes[start..<start + count])
  }

  /// An algorithm asked for a subtree that is not complete.
  struct OutOfTree: Error {
    var node: MerkleNode
  }
}
