/// What a time-stamp authority is asked: to sign that it saw this digest, and when.
///
/// | bytes | content |
/// |---|---|
/// | `30 43` | a sequence of 67 bytes |
/// | `02 01 01` | version 1 |
/// | `30 31 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00 04 20` and 32 bytes | SHA-256 and the digest |
/// | `02 08` and 8 bytes | the nonce, a positive number of just 8 bytes |
/// | `01 01 ff` | the authority's certificate is wanted in the answer |
///
/// Source: RFC 3161 §2.4.1, DER.
public struct TimeStampRequest: Equatable, Sendable {
  /// The bytes of every request.
  public static let sizeBytes = 69
  /// The bytes of a nonce.
  public static let nonceSizeBytes = 8

  private static let head: [UInt8] =
    [0x30, 0x43, 0x02, 0x01, 0x01, 0x30, 0x31, 0x30, 0x0D, 0x06, 0x09]
    + [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20]
  private static let middle: [UInt8] = [0x02, 0x08]
  private static let tail: [UInt8] = [0x01, 0x01, 0xFF]

  /// The digest that is to be stamped.
  public var imprint: Hash
  /// Eight bytes that no other request has.
  public let nonce: [UInt8]

  /// A request with a nonce that nobody can guess.
  public init(imprint: Hash) {
    self.imprint = imprint
    var nonce = SecureRandom.bytes(count: TimeStampRequest.nonceSizeBytes)
    // A number of eight bytes in DER is neither negative nor has a first byte that could be left out.
    nonce[0] = nonce[0] & 0x7F | 0x40
    self.nonce = nonce
  }

  /// Reads a request that this package wrote; nil for any other.
  public init?(_ bytes: Span<UInt8>) {
    guard bytes.count == TimeStampRequest.sizeBytes else { return nil }
    let hashStart = TimeStampRequest.head.count
    let nonceStart = hashStart + Hash.sizeBytes + TimeStampRequest.middle.count
    imprint = Hash(bytes, at: hashStart)
    nonce = [UInt8](
      bytes.extracting(nonceStart..<nonceStart + TimeStampRequest.nonceSizeBytes))
    guard [UInt8](bytes) == self.bytes else { return nil }
  }

  /// The request as it is sent.
  public var bytes: [UInt8] {
    TimeStampRequest.head + imprint.bytes + TimeStampRequest.middle + nonce
      + TimeStampRequest.tail
  }
}
