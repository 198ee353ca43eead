internal import LedgerFormat

/// The nodes of the stream map above its buckets: a perfect tree that is made anew where buckets changed.
struct BucketTree: ~Copyable {
  /// The bits that lead to a bucket.
  let depth: Int
  /// The nodes, the root first: those that follow node n are 2n + 1 and 2n + 2.
  private var hashes: TableArray<Hash>
  /// How many streams are below each node, of which two are as good as more.
  private var counts: TableArray<UInt8>
  /// The buckets that changed since the last root, in no order, none twice.
  private(set) var marked: [UInt32] = []
  private var isMarked: TableArray<Bool>

  init(depth: Int, _ budget: MemoryBudget) {
    self.depth = depth
    // Nothing has the hash of zeros, and a count of none.
    hashes = TableArray(zeros: 2 << depth - 1, budget)
    counts = TableArray(zeros: 2 << depth - 1, budget)
    isMarked = TableArray(zeros: 2 << depth - 1, budget)
  }

  private var firstBucket: Int { 1 << depth - 1 }

  /// Says that a bucket changed.
  mutating func mark(_ bucket: Int) {
    guard !isMarked[firstBucket + bucket] else { return }
    isMarked[firstBucket + bucket] = true
    marked.append(UInt32(bucket))
  }

  /// Sets a bucket's hash, which is the leaf of the only stream where there is one.
  mutating func set(_ bucket: Int, _ hash: Hash, streamCount: Int) {
    hashes[firstBucket + bucket] = hash
    counts[firstBucket + bucket] = UInt8(min(2, streamCount))
  }

  /// The hash of the root, once every marked bucket was set.
  mutating func root(_ hasher: inout LedgerFormat.Hasher) -> Hash {
    var nodes = marked
    for place in nodes.indices {
      nodes[place] += UInt32(firstBucket)
      isMarked[Int(nodes[place])] = false
    }
    marked.removeAll(keepingCapacity: true)
    while let first = nodes.first, first > 0 {
      var aboveCount = 0
      for node in nodes {
        let parent = (Int(node) - 1) / 2
        guard !isMarked[parent] else { continue }
        isMarked[parent] = true
        nodes[aboveCount] = UInt32(parent)
        aboveCount += 1
      }
      nodes.removeLast(nodes.count - aboveCount)
      for node in nodes {
        isMarked[Int(node)] = false
        renew(Int(node), &hasher)
      }
    }
    return hashes[0]
  }

  private mutating func renew(_ node: Int, _ hasher: inout LedgerFormat.Hasher) {
    let (left, right) = (2 * node + 1, 2 * node + 2)
    let (leftCount, rightCount) = (counts[left], counts[right])
    counts[node] = min(2, leftCount + rightCount)
    switch (leftCount, rightCount) {
    case (0, 0): hashes[node] = StreamMap.emptyHash
    case (1, 0): hashes[node] = hashes[left]
    case (0, 1): hashes[node] = hashes[right]
    default: hashes[node] = StreamMap.nodeHash(hashes[left], hashes[right], &hasher)
    }
  }
}
