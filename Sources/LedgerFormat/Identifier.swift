/// A name that is compared, ordered and hashed as its UTF-8 bytes.
///
/// `String` compares by canonical equivalence, under which two different byte sequences can be
/// equal; a ledger's ids are bytes. The faces normalise what people type to NFC before they get here.
///
/// A name of up to 39 bytes lies in the value itself, so that copying, comparing and dropping one
/// touches no counted reference and no memory but its own; nearly all names are that short. A longer
/// one is kept in an array beside its first 39 bytes.
/// Cost: 48 bytes; comparing and hashing short names takes a few machine instructions.
public struct Identifier: Sendable {
  /// The most bytes of a name that lies in the value itself.
  static let inlineSizeBytesMax = 39
  /// Stands in place of the size of a name that does not.
  static let spilledMark: UInt8 = 0xFF

  /// The first 39 bytes in the order of memory, padded with zeros, then the size or `spilledMark`.
  @usableFromInline var words: (UInt64, UInt64, UInt64, UInt64, UInt64)
  /// All bytes of a longer name; nil for the short ones.
  @usableFromInline var spilled: [UInt8]?

  /// Takes `text` as it is; `IdentifierRule` in Custody says what may be recorded.
  public init(_ text: String) {
    var native = text
    native.makeContiguousUTF8()
    self.init(native.utf8.span)
  }

  /// The name's length in bytes of UTF-8.
  @inlinable public var sizeBytes: Int { spilled?.count ?? inlineSizeBytes }

  /// The size of a short name, which stands in the last byte.
  @inlinable var inlineSizeBytes: Int { Int(UInt64(littleEndian: words.4) >> 56) }
}

extension Identifier: Hashable {
  @inlinable
  public static func == (left: Identifier, right: Identifier) -> Bool {
    left.words.0 == right.words.0 && left.words.1 == right.words.1
      && left.words.2 == right.words.2 && left.words.3 == right.words.3
      && left.words.4 == right.words.4 && left.spilled == right.spilled
  }

  public func hash(into hasher: inout Swift.Hasher) {
    if let spilled { return hasher.combine(spilled) }
    hasher.combine(mixed)
  }
}

extension Identifier: Comparable {
  /// Orders by bytes; of two names that begin alike the shorter comes first.
  public static func < (left: Identifier, right: Identifier) -> Bool {
    // Read as numbers, first byte first, the words order as their bytes do. Where the padded bytes are
    // alike the sizes decide, which stand last; a spilled name is longer than any other.
    if left.words.0 != right.words.0 { return left.words.0.bigEndian < right.words.0.bigEndian }
    if left.words.1 != right.words.1 { return left.words.1.bigEndian < right.words.1.bigEndian }
    if left.words.2 != right.words.2 { return left.words.2.bigEndian < right.words.2.bigEndian }
    if left.words.3 != right.words.3 { return left.words.3.bigEndian < right.words.3.bigEndian }
    if left.words.4 != right.words.4 { return left.words.4.bigEndian < right.words.4.bigEndian }
    guard let first = left.spilled, let second = right.spilled else { return false }
    return first.lexicographicallyPrecedes(second)
  }
}

extension Identifier: CustomStringConvertible, ExpressibleByStringLiteral {
  public var description: String { text }
  public init(stringLiteral text: String) { self.init(text) }
}
