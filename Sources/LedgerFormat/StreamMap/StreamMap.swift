/// The verifiable map from a stream to the number of its entries and the newest of them.
///
/// A binary trie over the 256 bits of each stream's key, most significant first, in which a subtree
/// of one stream is that stream's leaf and an empty one is `emptyHash`:
///
/// ```
/// key           = SHA-256(kind || id)                   kind: one byte, the stream's number; id: UTF-8
/// leaf          = SHA-256(0x02 || key || count || head) count: 8 bytes, big-endian; head: a leaf hash
/// node          = SHA-256(0x03 || left || right)        of two or more streams; left: the next bit is 0
/// nothing       = 32 zero bytes
/// ```
/// So the root depends on the set of streams alone, in whatever order they came, and anybody can
/// compute it from the entries. The first bytes keep these hashes apart from those of the tree.
///
/// Chosen over a Merkle tree of the sorted streams, because a new stream there moves all behind it,
/// while here a commitment hashes only above the streams that changed, shared nodes once; and a
/// stream that is not there is disproved by one path instead of two. It costs about one and a half
/// hashes a stream more than the least that a tree can have.
public enum StreamMap {
  /// The bits of a key, and so the most nodes on a path.
  public static let depthMax = 256
  /// The root of a map without streams, and of every empty subtree.
  public static let emptyHash = Hash(words: (0, 0, 0, 0))

  /// Where a stream stands in the map.
  public static func key(of stream: StreamKey, _ hasher: inout Hasher) -> Hash {
    key(streamKind: stream.kind.rawValue, id: stream.id.text.utf8.span, &hasher)
  }

  /// Where a stream stands in the map, by its number and the bytes of its id.
  public static func key(
    streamKind: UInt8, id: Span<UInt8>, _ hasher: inout Hasher
  ) -> Hash {
    hasher.start()
    hasher.prefix(streamKind)
    hasher.update(id)
    return hasher.finish()
  }

  /// The hash of a node over two subtrees.
  public static func nodeHash(_ left: Hash, _ right: Hash, _ hasher: inout Hasher) -> Hash {
    hasher.pairHash(3, left, right)
  }

  /// The hash of a node from the subtree that a key goes on in and the other one.
  static func nodeHash(
    _ own: Hash, beside other: Hash, key: Hash, depth: Int, _ hasher: inout Hasher
  ) -> Hash {
    key.bit(depth) ? nodeHash(other, own, &hasher) : nodeHash(own, other, &hasher)
  }
}

/// What the map says of one stream.
public struct StreamMapLeaf: Equatable, Sendable {
  /// Where the stream stands: `StreamMap.key`.
  public var key: Hash
  /// The stream's entries, at least 1.
  public var count: UInt64
  /// The leaf hash of the newest of them.
  public var head: Hash

  public init(key: Hash, count: UInt64, head: Hash) {
    self.key = key
    self.count = count
    self.head = head
  }

  /// The leaf's hash in the map.
  public func hash(_ hasher: inout Hasher) -> Hash {
    hasher.leafHash(2, key, count, head)
  }
}

extension Hash {
  /// The first eight bytes as a number, by which digests are ordered first.
  @inlinable public var prefix: UInt64 { words.0 }

  /// The bit at `position`, the most significant of the first byte being number 0.
  @inlinable
  public func bit(_ position: Int) -> Bool {
    let word =
      switch position >> 6 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    return word >> UInt64(63 - position & 63) & 1 == 1
  }

  /// The number of leading bits that two digests share.
  @inlinable
  public func sharedBits(with other: Hash) -> Int {
    if words.0 != other.words.0 { return (words.0 ^ other.words.0).leadingZeroBitCount }
    if words.1 != other.words.1 { return 64 + (words.1 ^ other.words.1).leadingZeroBitCount }
    if words.2 != other.words.2 { return 128 + (words.2 ^ other.words.2).leadingZeroBitCount }
    return 192 + (words.3 ^ other.words.3).leadingZeroBitCount
  }
}
