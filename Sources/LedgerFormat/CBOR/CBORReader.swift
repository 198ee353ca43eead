/// Reads deterministic CBOR items one after another, refusing every other spelling of them.
///
/// Holds a position only; the bytes are given at each call, so that nothing outlives them.
/// Strict: shortest arguments, definite lengths, no tags, no floats. Map keys are checked by
/// `CBORReader.validate`, which every entry passes before a typed reader sees it.
/// Source: RFC 8949 §4.2.1. Cost: a few nanoseconds an item.
public struct CBORReader: Sendable {
  /// The offset of the next byte to read.
  public private(set) var position: Int
  /// The offset past the last byte that may be read.
  public let end: Int

  /// Reads `bytes` from `position` up to `end`.
  public init(at position: Int = 0, end: Int) {
    self.position = position
    self.end = end
  }

  /// True when all bytes were read.
  public var isAtEnd: Bool { position == end }

  /// Demands that nothing follows.
  public func finish() throws(CBORError) {
    if position != end { throw .trailing(position: position) }
  }

  public mutating func unsigned(_ bytes: Span<UInt8>) throws(CBORError) -> UInt64 {
    try argument(bytes, major: 0, kind: .unsigned)
  }

  /// Reads an integer of major type 0 or 1 that fits Int64.
  public mutating func integer(_ bytes: Span<UInt8>) throws(CBORError) -> Int64 {
    let start = position
    let initial = try peek(bytes)
    if initial >> 5 == 1 {
      let value = try argument(bytes, major: 1, kind: .negative)
      guard value <= UInt64(Int64.max) else { throw .tooLong(position: start, count: value) }
      return ~Int64(value)
    }
    let value = try argument(bytes, major: 0, kind: .unsigned)
    guard value <= UInt64(Int64.max) else { throw .tooLong(position: start, count: value) }
    return Int64(value)
  }

  /// Reads a byte string and gives the range of its content.
  public mutating func byteString(_ bytes: Span<UInt8>) throws(CBORError) -> Range<Int> {
    try content(bytes, major: 2, kind: .bytes)
  }

  /// Reads a byte string of exactly 32 bytes.
  public mutating func hash(_ bytes: Span<UInt8>) throws(CBORError) -> Hash {
    let start = position
    let range = try content(bytes, major: 2, kind: .bytes)
    guard range.count == Hash.sizeBytes else {
      throw .tooLong(position: start, count: UInt64(range.count))
    }
    return Hash(bytes, at: range.lowerBound)
  }

  /// Reads a text and checks that it is UTF-8.
  public mutating func text(_ bytes: Span<UInt8>) throws(CBORError) -> String {
    let start = position
    let range = try content(bytes, major: 3, kind: .text)
    guard let text = String(utf8: bytes, in: range) else { throw .notText(position: start) }
    return text
  }

  /// Reads a text as a name and checks that it is UTF-8. Cost: makes no string.
  public mutating func name(_ bytes: Span<UInt8>) throws(CBORError) -> Identifier {
    let start = position
    let range = try content(bytes, major: 3, kind: .text)
    guard bytes.isUTF8(in: range) else { throw .notText(position: start) }
    return Identifier(bytes.extracting(range))
  }

  /// Reads a text without decoding it and gives the range of its content.
  public mutating func textRange(_ bytes: Span<UInt8>) throws(CBORError) -> Range<Int> {
    try content(bytes, major: 3, kind: .text)
  }

  /// Reads an array's head and gives its count; the items follow.
  public mutating func array(_ bytes: Span<UInt8>) throws(CBORError) -> Int {
    try count(bytes, major: 4, kind: .array, bytesPerItem: 1)
  }

  /// Reads a map's head and gives its count of pairs; the pairs follow.
  public mutating func map(_ bytes: Span<UInt8>) throws(CBORError) -> Int {
    try count(bytes, major: 5, kind: .map, bytesPerItem: 2)
  }

  public mutating func boolean(_ bytes: Span<UInt8>) throws(CBORError) -> Bool {
    let initial = try peek(bytes)
    guard initial == 0xF4 || initial == 0xF5 else {
      throw .unexpected(position: position, expected: .boolean, initialByte: initial)
    }
    position += 1
    return initial == 0xF5
  }

  /// Reads a null if one stands here.
  public mutating func isNull(_ bytes: Span<UInt8>) throws(CBORError) -> Bool {
    guard try peek(bytes) == 0xF6 else { return false }
    position += 1
    return true
  }

  /// The next item's first byte, without reading it.
  public func peek(_ bytes: Span<UInt8>) throws(CBORError) -> UInt8 {
    guard position < end else { throw .truncated(position: position) }
    return bytes[position]
  }

  mutating func skip(count: Int) { position += count }

  private mutating func content(
    _ bytes: Span<UInt8>, major: UInt8, kind: CBORKind
  ) throws(CBORError) -> Range<Int> {
    let start = position
    let length = try argument(bytes, major: major, kind: kind)
    guard length <= UInt64(end - position) else { throw .tooLong(position: start, count: length) }
    let range = position..<position + Int(length)
    position = range.upperBound
    return range
  }

  private mutating func count(
    _ bytes: Span<UInt8>, major: UInt8, kind: CBORKind, bytesPerItem: Int
  ) throws(CBORError) -> Int {
    let start = position
    let count = try argument(bytes, major: major, kind: kind)
    guard count <= UInt64((end - position) / bytesPerItem) else {
      throw .tooLong(position: start, count: count)
    }
    return Int(count)
  }

  mutating func argument(
    _ bytes: Span<UInt8>, major: UInt8, kind: CBORKind
  ) throws(CBORError) -> UInt64 {
    let start = position
    let initial = try peek(bytes)
    guard initial >> 5 == major else {
      throw .unexpected(position: start, expected: kind, initialByte: initial)
    }
    position += 1
    let short = initial & 31
    if short < 24 { return UInt64(short) }
    let byteCount: Int
    switch short {
    case 24: byteCount = 1
    case 25: byteCount = 2
    case 26: byteCount = 4
    case 27: byteCount = 8
    default: throw .unsupported(position: start, initialByte: initial)
    }
    guard byteCount <= end - position else { throw .truncated(position: end) }
    var value: UInt64 = 0
    for _ in 0..<byteCount {
      value = value << 8 | UInt64(bytes[position])
      position += 1
    }
    let least: UInt64 = byteCount == 1 ? 24 : 1 << UInt64(4 * byteCount)
    guard value >= least else { throw .notShortest(position: start) }
    return value
  }
}

extension String {
  /// Decodes a range of bytes, or gives nil where they are not UTF-8.
  init?(utf8 bytes: Span<UInt8>, in range: Range<Int>) {
    let part = bytes.extracting(range)
    guard let view = try? UTF8Span(validating: part) else { return nil }
    self.init(copying: view)
  }
}

extension Span where Element == UInt8 {
  /// True where a range of bytes is UTF-8; most are ASCII, which needs no decoding.
  func isUTF8(in range: Range<Int>) -> Bool {
    var bits: UInt8 = 0
    for offset in range { bits |= self[offset] }
    return bits < 0x80 || (try? UTF8Span(validating: extracting(range))) != nil
  }
}
