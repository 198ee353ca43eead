/// Which 32 bytes may be an Ed25519 public key that a signature counts by.
///
/// Under a point of small order a signature can be made for any message by anybody, without a private key, so
/// that whoever registers one disowns everything later. OpenSSL accepts them. Coordinates that are not below
/// 2^255 - 19 are a second spelling of another point, and no honest program writes them.
/// Source: RFC 8032 §5.1.3 for the spelling; the orders divide 8, of which there are five coordinates.
enum Ed25519KeyRule {
  /// The y-coordinates of the points whose order divides 8, little-endian, without the sign of x.
  private static let smallOrder: [[UInt8]] = [
    // The neutral point (1), the point of order 2 (-1), those of order 4 (0).
    [1] + [UInt8](repeating: 0, count: 31),
    [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
    [UInt8](repeating: 0, count: 32),
    // Those of order 8.
    [
      0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98,
      0xF0,
      0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC,
      0x05,
    ],
    [
      0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67,
      0x0F,
      0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03,
      0x7A,
    ],
  ]

  /// False where no signature by this key proves anything.
  static func isUsable(_ publicKey: [UInt8]) -> Bool {
    guard publicKey.count == VerifierKey.publicKeySizeBytes else { return false }
    var coordinate = publicKey
    coordinate[31] &= 0x7F
    let isReduced =
      coordinate[0] < 0xED || coordinate[31] != 0x7F
      || coordinate[1..<31].contains { $0 != 0xFF }
    return isReduced && !smallOrder.contains(coordinate)
  }
}
