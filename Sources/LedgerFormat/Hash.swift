/// A SHA-256 digest: 32 bytes, compared and ordered as bytes.
///
/// Held as four machine words so that copying and comparing cost no allocation.
/// Source: FIPS 180-4; leaf and node hashes as RFC 6962 §2.1 defines them.
public struct Hash: Hashable, Sendable, BitwiseCopyable {
  /// The digest's length in bytes.
  public static let sizeBytes = 32

  @usableFromInline let words: (UInt64, UInt64, UInt64, UInt64)

  @usableFromInline
  init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// The first eight bytes as a number, the first byte the highest.
  @inlinable public var firstWord: UInt64 { words.0 }

  /// Reads a digest from exactly 64 hexadecimal digits, or gives nil.
  public init?(hex: String) {
    guard hex.utf8.count == 2 * Hash.sizeBytes else { return nil }
    var bytes: [UInt8] = []
    var high: UInt8?
    for unit in hex.utf8 {
      let digit: UInt8
      switch unit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = unit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = unit - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = unit - UInt8(ascii: "A") + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    self.init(bytes.span)
  }

  /// The 32 bytes, first byte first.
  public var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(Hash.sizeBytes)
    append(to: &result)
    return result
  }

  /// The digest as 64 lower-case hexadecimal digits.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  @inlinable
  public static func == (left: Hash, right: Hash) -> Bool {
    left.words.0 == right.words.0 && left.words.1 == right.words.1
      && left.words.2 == right.words.2 && left.words.3 == right.words.3
  }

  public func hash(into hasher: inout Swift.Hasher) {
    // A digest is already uniform: one word identifies it well enough for a table.
    hasher.combine(words.0)
  }
}

extension Hash: Comparable {
  @inlinable
  public static func < (left: Hash, right: Hash) -> Bool {
    (left.words.0, left.words.1, left.words.2, left.words.3)
      < (right.words.0, right.words.1, right.words.2, right.words.3)
  }
}

extension Hash: CustomStringConvertible {
  public var description: String { hex }
}
