internal import LedgerFormat

/// Builds the stream map anew beside the judgement of entries, to compare it with what was committed.
///
/// Shares nothing with the writer but the hashes of the format. Streams lie in buckets by the first bits of
/// their keys, two to four in one; above the buckets stands a perfect tree. A commitment makes anew the
/// buckets whose streams changed, and the nodes above them.
///
/// Memory: some 140 bytes for every stream, in tables. Cost of a root: for each stream that changed since the one
/// before about six hashes, and one for each level that no other changed stream shares.
struct StreamMapCheck: ~Copyable {
  /// A stream that changed since the last root.
  private struct Change: BitwiseCopyable {
    let stream: UInt32
    var count: UInt64
    var head: Hash
  }

  private static let none = UInt32.max
  private static let streamsPerBucketMax = 4

  private let budget: MemoryBudget
  private var keys: TableArray<Hash>
  /// The streams' leaves in the map, as of the last root.
  private var leaves: TableArray<Hash>
  /// Where a stream stands in `changes`; `none` where it did not change.
  private var places: TableArray<UInt32>
  private var changes: TableArray<Change>
  /// The streams whose leaves are new.
  private var renewed: TableArray<UInt32>
  /// The first stream of each bucket, and after each stream the next one of its bucket.
  private var firsts: TableArray<UInt32>
  private var nexts: TableArray<UInt32>
  private var tree: BucketTree
  private var fold = StreamMapFold()
  private var hasher = LedgerFormat.Hasher()

  /// - Parameter streamCount: as many streams as there will probably be.
  init(_ budget: MemoryBudget = MemoryBudget(), streamCount: Int = 1 << 10) {
    self.budget = budget
    keys = TableArray(budget, capacity: streamCount)
    leaves = TableArray(budget, capacity: streamCount)
    places = TableArray(budget, capacity: streamCount)
    changes = TableArray(budget)
    renewed = TableArray(budget, capacity: streamCount)
    firsts = TableArray(repeating: StreamMapCheck.none, count: 1, budget)
    nexts = TableArray(budget, capacity: streamCount)
    tree = BucketTree(depth: 0, budget)
  }

  /// Takes a stream in and gives its number here.
  mutating func add(_ stream: StreamKey) -> UInt32 {
    let key = StreamMap.key(of: stream, &hasher)
    return add(key)
  }

  /// Takes a stream in by its key in the map and gives its number here.
  mutating func add(_ key: Hash) -> UInt32 {
    keys.append(key)
    leaves.append(StreamMap.emptyHash)
    places.append(StreamMapCheck.none)
    return UInt32(keys.count - 1)
  }

  /// Says of a stream how many entries it has, and the leaf hash of the newest.
  mutating func set(_ stream: UInt32, count: UInt64, head: Hash) {
    let place = places[Int(stream)]
    guard place == StreamMapCheck.none else {
      changes[Int(place)].count = count
      changes[Int(place)].head = head
      return
    }
    places[Int(stream)] = UInt32(changes.count)
    changes.append(Change(stream: stream, count: count, head: head))
  }

  /// Says the same of a stream, at most once before the next root: it is hashed at once.
  mutating func renew(_ stream: UInt32, count: UInt64, head: Hash) {
    let leaf = StreamMapLeaf(key: keys[Int(stream)], count: count, head: head)
    leaves[Int(stream)] = leaf.hash(&hasher)
    renewed.append(stream)
  }

  /// The map's root.
  mutating func root() -> Hash {
    for place in 0..<changes.count {
      let change = changes[place]
      places[Int(change.stream)] = StreamMapCheck.none
      renew(change.stream, count: change.count, head: change.head)
    }
    changes.removeAll()
    if keys.count > StreamMapCheck.streamsPerBucketMax << tree.depth {
      spread()
    } else {
      for stream in nexts.count..<keys.count { place(stream) }
      for place in 0..<renewed.count { tree.mark(bucket(of: Int(renewed[place]))) }
    }
    renewed.removeAll()
    for bucket in tree.marked { renew(Int(bucket)) }
    return tree.root(&hasher)
  }

  /// Places all streams anew, two in a bucket.
  private mutating func spread() {
    var depth = tree.depth
    while keys.count > 2 << depth { depth += 1 }
    tree = BucketTree(depth: depth, budget)
    firsts = TableArray(repeating: StreamMapCheck.none, count: 1 << depth, budget)
    nexts.removeAll()
    for stream in 0..<keys.count { place(stream) }
    for bucket in 0..<1 << depth where firsts[bucket] != StreamMapCheck.none { tree.mark(bucket) }
  }

  private mutating func place(_ stream: Int) {
    let bucket = bucket(of: stream)
    nexts.append(firsts[bucket])
    firsts[bucket] = UInt32(stream)
  }

  private func bucket(of stream: Int) -> Int { keys[stream].leadingBits(tree.depth) }

  private mutating func renew(_ bucket: Int) {
    var streams = InlineArray<16, UInt32>(repeating: 0)
    var count = 0
    var next = firsts[bucket]
    while next != StreamMapCheck.none, count < streams.count {
      // In the order of their keys: there are few.
      var place = count
      while place > 0, keys[Int(next)] < keys[Int(streams[place - 1])] {
        streams[place] = streams[place - 1]
        place -= 1
      }
      streams[place] = next
      count += 1
      next = nexts[Int(next)]
    }
    guard next == StreamMapCheck.none else { return renewLarge(bucket) }
    if count == 1 {
      return tree.set(bucket, leaves[Int(streams[0])], streamCount: 1)
    }
    for place in 0..<count {
      let stream = Int(streams[place])
      fold.append(key: keys[stream], hash: leaves[stream], &hasher)
    }
    tree.set(bucket, fold.finish(depth: tree.depth, &hasher), streamCount: count)
  }

  /// Makes a bucket anew that holds more streams than buckets do.
  private mutating func renewLarge(_ bucket: Int) {
    var streams: [(key: Hash, stream: Int)] = []
    var next = firsts[bucket]
    while next != StreamMapCheck.none {
      streams.append((keys[Int(next)], Int(next)))
      next = nexts[Int(next)]
    }
    streams.sort { $0.key < $1.key }
    for (key, stream) in streams { fold.append(key: key, hash: leaves[stream], &hasher) }
    tree.set(bucket, fold.finish(depth: tree.depth, &hasher), streamCount: streams.count)
  }
}

extension Hash {
  /// The first bits as a number; at most 62 of them.
  fileprivate func leadingBits(_ count: Int) -> Int {
    count == 0 ? 0 : Int(firstWord >> UInt64(64 - count))
  }
}
