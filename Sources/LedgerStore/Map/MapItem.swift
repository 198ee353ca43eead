internal import LedgerFormat

/// What a page of the stream map holds: one stream, or a subtree of two or more that has its own page.
///
/// Of a page no item's keys begin like another's, so items are in the order of their keys whatever they are.
struct MapItem: Equatable {
  static let sizeBytes = 2 * Hash.sizeBytes + 8
  private static let subtreeBit: UInt64 = 1 << 63
  private static let pageBits: UInt64 = 40

  /// The stream's key; of a subtree that of any stream in it.
  var key: Hash
  /// The leaf hash of the stream's newest entry, or the subtree's hash.
  var hash: Hash
  /// The stream's entries, or the top bit, the subtree's depth and its page.
  var word: UInt64

  init(_ leaf: StreamMapLeaf) {
    (key, hash, word) = (leaf.key, leaf.head, leaf.count)
  }

  init(key: Hash, subtree hash: Hash, depth: Int, page: UInt64) {
    self.key = key
    self.hash = hash
    word = MapItem.subtreeBit | UInt64(depth) << MapItem.pageBits | page
  }

  /// Reads an item as it lies in a page.
  init(_ bytes: Span<UInt8>, at offset: Int) {
    key = Hash(bytes, at: offset)
    hash = Hash(bytes, at: offset + Hash.sizeBytes)
    word = bytes.word(at: offset + 2 * Hash.sizeBytes)
  }

  func append(to bytes: inout [UInt8]) {
    key.append(to: &bytes)
    hash.append(to: &bytes)
    bytes.append(word: word)
  }

  /// The page and depth of a subtree; nil of a stream.
  var subtree: (page: UInt64, depth: Int)? {
    guard word & MapItem.subtreeBit != 0 else { return nil }
    let page = word & (1 << MapItem.pageBits - 1)
    return (page, Int((word & ~MapItem.subtreeBit) >> MapItem.pageBits))
  }

  /// The stream; nil of a subtree.
  var leaf: StreamMapLeaf? {
    subtree == nil ? StreamMapLeaf(key: key, count: word, head: hash) : nil
  }

  /// True of a subtree in which a stream of this key has its place.
  func mayHold(_ key: Hash) -> Bool {
    guard let depth = subtree?.depth else { return false }
    return self.key.sharedBits(with: key) >= depth
  }

  /// True where a stream of this key is the item, or has its place in it.
  func isPlace(of key: Hash) -> Bool { self.key == key || mayHold(key) }

  /// The item as a node of the map: its hash, and the bits that lead to it; nil for a single stream,
  /// which is the same at any depth.
  func node(_ hasher: inout Hasher) -> MapNode {
    if let subtree { return MapNode(key: key, hash: hash, depth: subtree.depth) }
    let leaf = StreamMapLeaf(key: key, count: word, head: hash)
    return MapNode(key: key, hash: leaf.hash(&hasher), depth: nil)
  }
}

/// The hash of a part of the map.
struct MapNode {
  /// The key of any stream in it.
  let key: Hash
  let hash: Hash
  /// The bits that lead to it; nil for a single stream, which is the same at any depth.
  let depth: Int?

  /// The hash of the subtree that `depth` bits lead to and that holds nothing but this.
  func lifted(to depth: Int, _ hasher: inout Hasher) -> Hash {
    guard var present = self.depth else { return hash }
    var hash = hash
    while present > depth {
      present -= 1
      hash =
        key.bit(present)
        ? StreamMap.nodeHash(StreamMap.emptyHash, hash, &hasher)
        : StreamMap.nodeHash(hash, StreamMap.emptyHash, &hasher)
    }
    return hash
  }
}
