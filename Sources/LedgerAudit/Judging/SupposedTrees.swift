internal import LedgerFormat

/// The trees that the ledger would have by each of several suppositions about some of its entries.
///
/// A subtree in which nothing is supposed is hashed once for all; so each entry that is disputed costs one hash
/// for each supposition and level, and all others cost what they cost in one tree.
struct SupposedTrees {
  /// A complete subtree: one hash where it is the same by all suppositions, or else one for each.
  private struct Subtree {
    let level: Int
    var hashes: [Hash]
  }

  /// The number of suppositions.
  private(set) var count = 1
  /// The largest first.
  private var subtrees: [Subtree] = []

  /// Adds an entry of which all suppose the same.
  mutating func append(_ leaf: Hash, _ hasher: inout LedgerFormat.Hasher) {
    append([leaf], &hasher)
  }

  /// Adds an entry of which any of these may be true: supposition `n` becomes those from `n * leaves.count` on.
  mutating func append(anyOf leaves: [Hash], _ hasher: inout LedgerFormat.Hasher) {
    for place in subtrees.indices where subtrees[place].hashes.count > 1 {
      subtrees[place].hashes = subtrees[place].hashes.flatMap { hash in
        leaves.lazy.map { _ in hash }
      }
    }
    append((0..<count).flatMap { _ in leaves }, &hasher)
    count *= leaves.count
  }

  /// Keeps these suppositions, in this order, and drops the others.
  mutating func keep(_ kept: [Int]) {
    for place in subtrees.indices where subtrees[place].hashes.count > 1 {
      let hashes = subtrees[place].hashes
      subtrees[place].hashes = kept.map { hashes[$0] }
    }
    count = kept.count
  }

  /// The root by each supposition, or the one that is the same by all.
  func roots(_ hasher: inout LedgerFormat.Hasher) -> [Hash] {
    guard var roots = subtrees.last?.hashes else { return [MerkleTree.emptyRoot] }
    for subtree in subtrees.dropLast().reversed() {
      roots = SupposedTrees.joined(subtree.hashes, roots, &hasher)
    }
    return roots
  }

  private mutating func append(_ leaves: [Hash], _ hasher: inout LedgerFormat.Hasher) {
    var (level, hashes) = (0, leaves)
    while let last = subtrees.last, last.level == level {
      hashes = SupposedTrees.joined(last.hashes, hashes, &hasher)
      subtrees.removeLast()
      level += 1
    }
    subtrees.append(Subtree(level: level, hashes: hashes))
  }

  private static func joined(
    _ left: [Hash], _ right: [Hash], _ hasher: inout LedgerFormat.Hasher
  ) -> [Hash] {
    (0..<max(left.count, right.count)).map {
      hasher.nodeHash(left[left.count == 1 ? 0 : $0], right[right.count == 1 ? 0 : $0])
    }
  }
}
