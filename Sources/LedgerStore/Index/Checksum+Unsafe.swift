/// A fast 64-bit check of derived and private bytes against accidents, not against attackers.
///
/// Four lanes of multiply and rotate over eight-byte words, then the rest byte by byte. The truth has its
/// hashes; this one only tells a block that is as it was written from one that is not.
enum Checksum {
  private static var firstPrime: UInt64 { 0x9E37_79B1_85EB_CA87 }
  private static var secondPrime: UInt64 { 0xC2B2_AE3D_27D4_EB4F }

  /// The check of `bytes` in `range`.
  static func of(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "outside the bytes")
    return unsafe bytes.withUnsafeBytes { unsafe of($0, range) }
  }

  /// The same of bytes that are there.
  private static func of(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> UInt64 {
    func word(at offset: Int) -> UInt64 {
      UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    var (first, second) = (firstPrime, secondPrime)
    var (third, fourth) = (~firstPrime, ~secondPrime)
    var offset = range.lowerBound
    while offset + 32 <= range.upperBound {
      first = mixed(first, word(at: offset))
      second = mixed(second, word(at: offset + 8))
      third = mixed(third, word(at: offset + 16))
      fourth = mixed(fourth, word(at: offset + 24))
      offset += 32
    }
    var sum = UInt64(range.count)
    sum = mixed(mixed(mixed(mixed(sum, first), second), third), fourth)
    while offset + 8 <= range.upperBound {
      sum = mixed(sum, word(at: offset))
      offset += 8
    }
    while offset < range.upperBound {
      sum = mixed(sum, UInt64(unsafe bytes[offset]))
      offset += 1
    }
    sum ^= sum >> 29
    sum &*= secondPrime
    return sum ^ (sum >> 32)
  }

  @inline(__always)
  private static func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let value = (state ^ word) &* firstPrime
    return (value << 31 | value >> 33) &+ secondPrime
  }
}
