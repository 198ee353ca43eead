internal import LedgerFormat

/// The nodes of the stream map above its buckets: a perfect tree that is made anew where buckets changed.
struct BucketTree {
  /// The bits that lead to a bucket.
  let depth: Int
  /// The nodes, the root first: those that follow node n are 2n + 1 and 2n + 2.
  private var hashes: [Hash]
  /// How many streams are below each node, of which two are as good as more.
  private var counts: [UInt8]
  /// The buckets that changed since the last root, in no order, none twice.
  private(set) var marked: [Int] = []
  private var isMarked: [Bool]

  init(depth: Int) {
    self.depth = depth
    hashes = Array(repeating: StreamMap.emptyHash, count: 2 << depth - 1)
    counts = Array(repeating: 0, count: 2 << depth - 1)
    isMarked = Array(repeating: false, count: 2 << depth - 1)
  }

  private var firstBucket: Int { 1 << depth - 1 }

  /// Says that a bucket changed.
  mutating func mark(_ bucket: Int) {
    guard !isMarked[firstBucket + bucket] else { return }
    isMarked[firstBucket + bucket] = true
    marked.append(bucket)
  }

  /// Sets a bucket's hash, which is the leaf of the only stream where there is one.
  mutating func set(_ bucket: Int, _ hash: Hash, streamCount: Int) {
    hashes[firstBucket + bucket] = hash
    counts[firstBucket + bucket] = UInt8(min(2, streamCount))
  }

  /// The hash of the root, once every marked bucket was set.
  mutating func root(_ hasher: inout LedgerFormat.Hasher) -> Hash {
    var nodes = marked.map { firstBucket + $0 }
    for node in nodes { isMarked[node] = false }
    marked.removeAll(keepingCapacity: true)
    while let first = nodes.first, first > 0 {
      var above: [Int] = []
      for node in nodes {
        let parent = (node - 1) / 2
        guard !isMarked[parent] else { continue }
        isMarked[parent] = true
        above.append(parent)
      }
      for node in above {
        isMarked[node] = false
        renew(node, &hasher)
      }
      nodes = above
    }
    return hashes[0]
  }

  private mutating func renew(_ node: Int, _ hasher: inout LedgerFormat.Hasher) {
    let (left, right) = (2 * node + 1, 2 * node + 2)
    counts[node] = min(2, counts[left] + counts[right])
    switch (counts[left], counts[right]) {
    case (0, 0): hashes[node] = StreamMap.emptyHash
    case (1, 0): hashes[node] = hashes[left]
    case (0, 1): hashes[node] = hashes[right]
    default: hashes[node] = StreamMap.nodeHash(hashes[left], hashes[right], &hasher)
    }
  }
}
