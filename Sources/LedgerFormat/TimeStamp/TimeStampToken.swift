/// A time stamp: a time-stamp authority's signature that it saw a digest, and when.
///
/// The bytes are kept as they came. Source: RFC 3161, TimeStampToken.
public struct TimeStampToken: Equatable, Sendable {
  /// What the token says, as far as it matters here.
  public struct Statement: Equatable, Sendable {
    /// The digest that was stamped, of SHA-256.
    public var imprint: Hash
    /// The bytes of the nonce; nil for none.
    public var nonce: [UInt8]?
    /// When, in microseconds since 1970-01-01T00:00:00Z.
    public var time: UInt64
  }

  /// The token in DER, verbatim.
  public let bytes: [UInt8]
  /// What it says; nobody has checked yet who says it.
  public let statement: Statement

  /// Reads a token; its signature is not checked yet.
  ///
  /// - Throws: `TimeStampError.token`, `.algorithm`.
  public init(_ bytes: Span<UInt8>) throws(TimeStampError) {
    guard bytes.count <= TimeStampResponse.sizeBytesMax,
      let whole = DERElement(bytes, at: 0, end: bytes.count),
      whole.tag == DERElement.sequence, whole.end == bytes.count
    else { throw .token }
    self.bytes = [UInt8](bytes)
    statement = try TimeStampToken.read(self.bytes)
  }

  /// SHA-256 of the token, by which an entry names it.
  public func hash(_ hasher: inout Hasher) -> Hash { hasher.digest(bytes.span) }
}
