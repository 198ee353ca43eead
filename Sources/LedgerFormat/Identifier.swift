/// A name that is compared, ordered and hashed as its UTF-8 bytes.
///
/// `String` compares by canonical equivalence, under which two different byte sequences can be
/// equal; a ledger's ids are bytes. The faces normalise what people type to NFC before they get here.
public struct Identifier: Sendable {
  /// The name as text, for display and encoding.
  public let text: String

  /// Takes `text` as it is; `IdentifierRule` in Custody says what may be recorded.
  public init(_ text: String) {
    var native = text
    native.makeContiguousUTF8()
    self.text = native
  }

  /// The name's length in bytes of UTF-8.
  public var sizeBytes: Int { text.utf8.count }
}

extension Identifier: CustomStringConvertible, ExpressibleByStringLiteral {
  public var description: String { text }
  public init(stringLiteral text: String) { self.init(text) }
}
