internal import LedgerFormat

/// Builds the stream map anew beside the judgement of entries, to compare it with what was committed.
///
/// Shares nothing with the writer but the hashes of the format. Streams lie in buckets by the first bits of
/// their keys, two to four in one; above the buckets stands a perfect tree. A commitment makes anew the
/// buckets whose streams changed, and the nodes above them.
///
/// Memory: some 120 bytes for every stream. Cost of a root: for each stream that changed since the one
/// before about six hashes, and one for each level that no other changed stream shares.
final class StreamMapCheck {
  /// A stream that changed since the last root.
  private struct Change {
    let stream: UInt32
    var count: UInt64
    var head: Hash
  }

  private static let none = UInt32.max
  private static let streamsPerBucketMax = 4

  private var keys: [Hash] = []
  /// The streams' leaves in the map, as of the last root.
  private var leaves: [Hash] = []
  /// Where a stream stands in `changes`; `none` where it did not change.
  private var places: [UInt32] = []
  private var changes: [Change] = []
  /// The first stream of each bucket, and after each stream the next one of its bucket.
  private var firsts = [none]
  private var nexts: [UInt32] = []
  private var tree = BucketTree(depth: 0)
  private var fold = StreamMapFold()
  private var hasher = LedgerFormat.Hasher()

  /// Takes a stream in and gives its number here.
  func add(_ stream: StreamKey) -> UInt32 {
    keys.append(StreamMap.key(of: stream, &hasher))
    leaves.append(StreamMap.emptyHash)
    places.append(StreamMapCheck.none)
    return UInt32(keys.count - 1)
  }

  /// Says of a stream how many entries it has, and the leaf hash of the newest.
  func set(_ stream: UInt32, count: UInt64, head: Hash) {
    let place = places[Int(stream)]
    guard place == StreamMapCheck.none else {
      changes[Int(place)].count = count
      changes[Int(place)].head = head
      return
    }
    places[Int(stream)] = UInt32(changes.count)
    changes.append(Change(stream: stream, count: count, head: head))
  }

  /// The map's root.
  func root() -> Hash {
    for change in changes {
      let stream = Int(change.stream)
      places[stream] = StreamMapCheck.none
      let leaf = StreamMapLeaf(key: keys[stream], count: change.count, head: change.head)
      leaves[stream] = leaf.hash(&hasher)
    }
    if keys.count > StreamMapCheck.streamsPerBucketMax << tree.depth {
      spread()
    } else {
      for stream in nexts.count..<keys.count { place(stream) }
    }
    for change in changes { tree.mark(bucket(of: Int(change.stream))) }
    changes.removeAll(keepingCapacity: true)
    for bucket in tree.marked { renew(bucket) }
    return tree.root(&hasher)
  }

  /// Places all streams anew, two in a bucket.
  private func spread() {
    var depth = tree.depth
    while keys.count > 2 << depth { depth += 1 }
    tree = BucketTree(depth: depth)
    firsts = Array(repeating: StreamMapCheck.none, count: 1 << depth)
    nexts.removeAll(keepingCapacity: true)
    for stream in keys.indices {
      place(stream)
      tree.mark(bucket(of: stream))
    }
  }

  private func place(_ stream: Int) {
    let bucket = bucket(of: stream)
    nexts.append(firsts[bucket])
    firsts[bucket] = UInt32(stream)
  }

  private func bucket(of stream: Int) -> Int { keys[stream].leadingBits(tree.depth) }

  private func renew(_ bucket: Int) {
    var streams: [Int] = []
    var next = firsts[bucket]
    while next != StreamMapCheck.none {
      streams.append(Int(next))
      next = nexts[Int(next)]
    }
    streams.sort { keys[$0] < keys[$1] }
    for stream in streams { fold.append(key: keys[stream], hash: leaves[stream], &hasher) }
    tree.set(bucket, fold.finish(depth: tree.depth, &hasher), streamCount: streams.count)
  }
}

extension Hash {
  /// The first bits as a number; at most 62 of them.
  fileprivate func leadingBits(_ count: Int) -> Int {
    var value = 0
    for position in 0..<count { value = value << 1 | (bit(position) ? 1 : 0) }
    return value
  }
}
