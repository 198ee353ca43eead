internal import Custody
internal import LedgerFormat

/// Reads deterministic CBOR as `CBORReader` does, and only tells whether all was as it should be.
///
/// What is read behind the first thing that is wrong means nothing; it stays within the bytes.
struct FactsReader {
  private(set) var position: Int
  let end: Int
  /// True once something was not as it should be.
  private(set) var isBroken = false

  init(at position: Int, end: Int) {
    self.position = position
    self.end = end
  }

  mutating func fail() {
    isBroken = true
    position = end
  }

  @inline(__always)
  mutating func require(_ condition: Bool) { if !condition { fail() } }

  /// Reads the head of an item of a major type and gives its argument.
  @inline(__always)
  mutating func argument(_ major: UInt8, _ bytes: Span<UInt8>) -> UInt64 {
    guard position < end else {
      fail()
      return 0
    }
    let initial = bytes[position] ^ (major << 5)
    guard initial >= 24 else {
      position += 1
      return UInt64(initial)
    }
    return longArgument(initial, bytes)
  }

  private mutating func longArgument(_ initial: UInt8, _ bytes: Span<UInt8>) -> UInt64 {
    guard initial < 28, end - position > 1 << Int(initial - 24) else {
      fail()
      return 0
    }
    let start = position + 1
    let byteCount = 1 << Int(initial - 24)
    var value: UInt64 = 0
    for offset in 0..<byteCount { value = value << 8 | UInt64(bytes[start + offset]) }
    position = start + byteCount
    let least: UInt64 = byteCount == 1 ? 24 : 1 << UInt64(4 * byteCount)
    if value < least { fail() }
    return value
  }

  @inline(__always)
  mutating func unsigned(_ bytes: Span<UInt8>) -> UInt64 { argument(0, bytes) }

  /// Reads the head of an array or a map; a count beyond the bytes that are left is none.
  @inline(__always)
  mutating func count(_ major: UInt8, _ bytes: Span<UInt8>) -> Int {
    let count = argument(major, bytes)
    guard count <= UInt64(end - position) else {
      fail()
      return 0
    }
    return Int(count)
  }

  @inline(__always)
  mutating func boolean(_ bytes: Span<UInt8>) -> Bool {
    guard position < end, bytes[position] & 0xFE == 0xF4 else {
      fail()
      return false
    }
    position += 1
    return bytes[position - 1] == 0xF5
  }

  /// Reads a null if one stands here.
  @inline(__always)
  mutating func isNull(_ bytes: Span<UInt8>) -> Bool {
    guard position < end, bytes[position] == 0xF6 else { return false }
    position += 1
    return true
  }

  @inline(__always)
  mutating func hash(_ bytes: Span<UInt8>) -> Hash {
    guard position <= end - 34, bytes[position] == 0x58, bytes[position + 1] == 32 else {
      fail()
      return MerkleTree.emptyRoot
    }
    position += 34
    return Hash(bytes, at: position - 32)
  }

  /// Reads a text's head and gives where it stands.
  @inline(__always)
  mutating func textRange(_ bytes: Span<UInt8>) -> (start: Int, end: Int) {
    let length = argument(3, bytes)
    guard length <= UInt64(end - position) else {
      fail()
      return (end, end)
    }
    let start = position
    position += Int(length)
    return (start, position)
  }

  /// Reads a name and holds it to the rule of names that are no lots.
  @inline(__always)
  mutating func name(
    _ bytes: Span<UInt8>, _ keys: borrowing DigestKeys, tag: UInt64 = 0
  ) -> NameDigest {
    let (start, end) = textRange(bytes)
    return name(bytes, from: start, to: end, keys, tag: tag)
  }

  /// Reads the name of a party that reports, holds or carries.
  @inline(__always)
  mutating func party(_ bytes: Span<UInt8>, _ keys: borrowing DigestKeys) -> NameDigest {
    let (start, end) = textRange(bytes)
    if FactsReader.slash(bytes, from: start, to: end) != end { fail() }
    return name(bytes, from: start, to: end, keys, tag: 0)
  }

  /// Reads a lot's name: a party, a slash and a batch.
  ///
  /// - Parameter party: where the party's name stands.
  @inline(__always)
  mutating func lot(
    _ bytes: Span<UInt8>, _ keys: borrowing DigestKeys, party: inout (start: Int, end: Int)
  ) -> NameDigest {
    let (start, end) = textRange(bytes)
    let slash = FactsReader.slash(bytes, from: start, to: end)
    guard slash > start, slash < end - 1, slash - start <= Limits.identifierSizeBytesMax,
      end - slash - 1 <= Limits.identifierSizeBytesMax
    else {
      fail()
      return .free
    }
    party = (start, slash)
    var scan = NameScan()
    let tag = NameDigest.tag(of: .lot)
    let digest = scan.digest(bytes, from: start, to: end, tag: tag, keys)
    let isPlain =
      scan.unusual == 0 && bytes[start] != 0x20 && bytes[slash - 1] != 0x20
      && bytes[slash + 1] != 0x20 && bytes[end - 1] != 0x20
    if !isPlain { require(FactsReader.isLot(bytes.extracting(start..<end))) }
    return digest
  }

  @inline(__always)
  private mutating func name(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, _ keys: borrowing DigestKeys, tag: UInt64
  ) -> NameDigest {
    guard end > start, end - start <= Limits.identifierSizeBytesMax else {
      fail()
      return .free
    }
    var scan = NameScan()
    let digest = scan.digest(bytes, from: start, to: end, tag: tag, keys)
    if scan.unusual != 0 || bytes[start] == 0x20 || bytes[end - 1] == 0x20 {
      require(FactsReader.isName(bytes.extracting(start..<end)))
    }
    return digest
  }

  /// Where the first slash stands; the end where there is none.
  @inline(__always)
  private static func slash(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var place = start
    while place < end, bytes[place] != UInt8(ascii: "/") { place += 1 }
    return place
  }

  /// Passes over a free text that follows the rule.
  @inline(__always)
  mutating func text(_ bytes: Span<UInt8>) {
    let (start, end) = textRange(bytes)
    guard end > start, end - start <= Limits.textSizeBytesMax else { return fail() }
    var scan = NameScan()
    scan.look(at: bytes, from: start, to: end)
    if scan.unusual != 0 { require(FactsReader.isText(bytes.extracting(start..<end))) }
  }

  private static func isName(_ name: Span<UInt8>) -> Bool {
    guard (try? UTF8Span(validating: name)) != nil else { return false }
    return (try? IdentifierRule.check(name)) != nil
  }

  private static func isLot(_ name: Span<UInt8>) -> Bool {
    guard (try? UTF8Span(validating: name)) != nil else { return false }
    return (try? IdentifierRule.checkLot(name)) != nil
  }

  private static func isText(_ text: Span<UInt8>) -> Bool {
    guard (try? UTF8Span(validating: text)) != nil else { return false }
    return (try? TextRule.check(text)) != nil
  }
}
