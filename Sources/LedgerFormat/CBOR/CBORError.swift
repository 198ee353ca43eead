/// Why bytes are not the one deterministic encoding of a CBOR item; positions are byte offsets.
///
/// Source: RFC 8949 §4.2.1 (core deterministic encoding) and §3 (well-formedness).
public enum CBORError: Error, Equatable, Sendable {
  /// The bytes ended inside an item.
  case truncated(position: Int)
  /// Bytes follow the item.
  case trailing(position: Int)
  /// An argument is written longer than it needs to be.
  case notShortest(position: Int)
  /// An indefinite length, a reserved argument, a tag, a float or an unknown simple value.
  case unsupported(position: Int, initialByte: UInt8)
  /// Another kind of item stands here.
  case unexpected(position: Int, expected: CBORKind, initialByte: UInt8)
  /// A map's keys are out of order, or one stands twice.
  case keyOrder(position: Int)
  /// A text is not UTF-8.
  case notText(position: Int)
  /// Items are nested deeper than the format ever is.
  case tooDeep(position: Int)
  /// A length or count is larger than the bytes that remain.
  case tooLong(position: Int, count: UInt64)
}

/// The kinds of items that the format uses.
public enum CBORKind: Equatable, Sendable {
  case unsigned, negative, bytes, text, array, map, boolean, null
}
