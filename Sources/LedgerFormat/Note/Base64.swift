/// Base64 with padding, in its one canonical spelling.
///
/// Refused on reading: white space, missing padding, characters of other alphabets, and bits set
/// beyond the last byte, so that no two texts stand for the same bytes. Source: RFC 4648 §4.
public enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")

  /// Encodes bytes.
  public static func encode(_ bytes: Span<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group: UInt32 = 0
      for offset in 0..<3 {
        group = group << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0)
      }
      for digit in 0..<4 {
        let value = Int(group >> UInt32(18 - 6 * digit) & 63)
        text.append(digit <= count ? alphabet[value] : padding)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Encodes a digest, which takes 44 characters.
  public static func encode(_ hash: Hash) -> String { encode(hash.bytes.span) }

  /// Decodes a whole text, or gives nil where it is not canonical base64.
  public static func decode(_ text: String) -> [UInt8]? { decode(Array(text.utf8).span) }

  /// Decodes a whole text, or gives nil where it is not canonical base64.
  public static func decode(_ text: Span<UInt8>) -> [UInt8]? {
    guard text.count.isMultiple(of: 4) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    for start in stride(from: 0, to: text.count, by: 4) {
      var digitCount = 4
      if start + 4 == text.count {
        while digitCount > 2, text[start + digitCount - 1] == padding { digitCount -= 1 }
      }
      var group: UInt32 = 0
      for digit in 0..<digitCount {
        guard let value = value(of: text[start + digit]) else { return nil }
        group |= value << UInt32(18 - 6 * digit)
      }
      let byteCount = digitCount - 1
      guard group & (0xFF_FFFF >> UInt32(8 * byteCount)) == 0 else { return nil }
      for byte in 0..<byteCount {
        bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * byte)))
      }
    }
    return bytes
  }

  private static func value(of character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
