/// What a time-stamp authority answers: whether it grants the stamp, and the stamp.
///
/// The token is cut out of the answer as it stands there, so that its hash never depends on anybody's
/// encoder. Source: RFC 3161 §2.4.2.
public struct TimeStampResponse: Sendable {
  /// The most bytes of an answer or token that is read.
  public static let sizeBytesMax = 1 << 18
  /// Granted, and granted with other terms than asked for.
  private static let granted: Set<UInt8> = [0, 1]

  /// The token, which is not checked yet.
  public let token: TimeStampToken

  /// Reads an answer.
  ///
  /// - Throws: `TimeStampError.response` where it is none, `.status` where the authority did not grant
  ///   the stamp, `.token` where it is none that can be read.
  public init(_ bytes: Span<UInt8>) throws(TimeStampError) {
    guard bytes.count <= TimeStampResponse.sizeBytesMax,
      let whole = DERElement(bytes, at: 0, end: bytes.count),
      whole.tag == DERElement.sequence, whole.end == bytes.count,
      let info = DERElement(bytes, at: whole.content.lowerBound, end: whole.end),
      info.tag == DERElement.sequence,
      let status = DERElement(bytes, at: info.content.lowerBound, end: info.end),
      status.tag == DERElement.integer, status.content.count == 1
    else { throw .response }
    let number = bytes[status.content.lowerBound]
    guard TimeStampResponse.granted.contains(number) else { throw .status(number) }
    token = try TimeStampToken(bytes.extracting(info.end..<whole.end))
  }
}
