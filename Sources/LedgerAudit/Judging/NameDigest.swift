internal import LedgerFormat

/// A name in 128 bits, for tables of many names.
///
/// Two hashes by multiplication, each under random keys of this process, so that nobody can make
/// names that meet in a table: names that differ have the same digest with a chance of some 2^-120,
/// and two of 20 million do with one below 1e-20. Cost: two multiplications for 16 bytes.
struct NameDigest: Hashable, Sendable, BitwiseCopyable {
  let first: UInt64
  let second: UInt64

  /// Takes the parts of a digest.
  init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  init(_ stream: StreamKey) {
    self = stream.id.withBytes { NameDigest(streamKind: stream.kind, $0) }
  }

  /// A stream's name from its number and the bytes of its id.
  init(streamKind kind: StreamKind, _ id: Span<UInt8>) {
    var scan = NameScan()
    self = scan.digest(id, from: 0, to: id.count, tag: NameDigest.tag(of: kind), .random)
  }

  /// An event's name: the reporting party and its id.
  init(party: Identifier, id: Identifier) {
    self.init(party: NameDigest(party), id: NameDigest(id))
  }

  /// A name that is no stream's.
  init(_ name: Identifier) {
    self = name.withBytes { name in
      var scan = NameScan()
      return scan.digest(name, from: 0, to: name.count, tag: 0, .random)
    }
  }

  /// An event's name from what was digested of its parts.
  init(party: NameDigest, id: NameDigest) {
    let keys = DigestKeys.random
    // Zero in both words marks a free place.
    first = (party.first ^ keys.lanes.0).folded(id.first ^ keys.lanes.2) | 1
    second = (party.second ^ keys.lanes.1).folded(id.second ^ keys.lanes.3)
  }

  /// Keeps the names of streams apart from one another and from other names.
  static func tag(of kind: StreamKind) -> UInt64 { UInt64(kind.rawValue) + 1 }

  static let free = NameDigest(first: 0, second: 0)
}

/// The random keys that this process digests names under.
struct DigestKeys: Sendable {
  /// Two for each hash.
  let lanes: (UInt64, UInt64, UInt64, UInt64)
  /// What each hash begins and ends with.
  let ends: (UInt64, UInt64, UInt64, UInt64)

  static let random = DigestKeys()

  private init() {
    func word() -> UInt64 { .random(in: 1 ... .max) }
    lanes = (word(), word(), word(), word())
    ends = (word(), word(), word(), word())
  }
}

/// Digests names and looks at their bytes on the way.
struct NameScan {
  /// Not zero where a byte scanned is no printable ASCII: a control character, 0x7F, or not ASCII.
  private(set) var unusual: UInt64 = 0

  /// Digests the bytes of a range, eight at a time.
  @inline(__always)
  mutating func digest(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, tag: UInt64, _ keys: borrowing DigestKeys
  ) -> NameDigest {
    let count = end - start
    var one = keys.ends.0 ^ tag
    var other = keys.ends.1 ^ tag
    if count > 16 {
      var offset = start
      while offset < end - 16 {
        round(bytes.word(at: offset), bytes.word(at: offset + 8), &one, &other, keys)
        offset += 16
      }
      round(bytes.word(at: end - 16), bytes.word(at: end - 8), &one, &other, keys)
    } else if count >= 8 {
      round(bytes.word(at: start), bytes.word(at: end - 8), &one, &other, keys)
    } else {
      round(bytes.shortWord(from: start, to: end), 0x2020_2020_2020_2020, &one, &other, keys)
    }
    let size = UInt64(count)
    // Zero in both words marks a free place.
    return NameDigest(
      first: (one ^ size).folded(keys.ends.2) | 1, second: (other ^ size).folded(keys.ends.3))
  }

  /// Looks at the bytes of a range without digesting them.
  @inline(__always)
  mutating func look(at bytes: Span<UInt8>, from start: Int, to end: Int) {
    guard end - start >= 8 else {
      return look(at: bytes.shortWord(from: start, to: end))
    }
    var offset = start
    while offset < end - 8 {
      look(at: bytes.word(at: offset))
      offset += 8
    }
    look(at: bytes.word(at: end - 8))
  }

  @inline(__always)
  private mutating func round(
    _ low: UInt64, _ high: UInt64, _ one: inout UInt64, _ other: inout UInt64,
    _ keys: borrowing DigestKeys
  ) {
    look(at: low)
    look(at: high)
    one = (low ^ keys.lanes.0).folded(high ^ one)
    other = (low ^ keys.lanes.1 ^ other).folded(high ^ keys.lanes.2)
  }

  @inline(__always)
  private mutating func look(at word: UInt64) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let deletes = word ^ (0x7F &* ones)
    // The top bit of a byte is set where it is below 0x20, is 0x7F, or is set in the byte itself.
    unusual |= (((word &- 0x20 &* ones) | (deletes &- ones)) & tops) | (word & tops)
  }
}

extension UInt64 {
  /// The product of both in 128 bits, its halves laid over one another.
  @inline(__always)
  func folded(_ other: UInt64) -> UInt64 {
    let product = multipliedFullWidth(by: other)
    return product.high ^ product.low
  }
}
