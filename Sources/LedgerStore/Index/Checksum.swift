/// A fast 64-bit check of derived and private bytes against accidents, not against attackers.
///
/// Four lanes of multiply and rotate over eight-byte words, then the rest byte by byte. The truth has its
/// hashes; this one only tells a block that is as it was written from one that is not.
enum Checksum {
  private static let primes: (UInt64, UInt64) = (0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F)

  /// The check of `bytes` in `range`.
  static func of(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var (first, second) = (primes.0, primes.1)
    var (third, fourth) = (~primes.0, ~primes.1)
    var offset = range.lowerBound
    while offset + 32 <= range.upperBound {
      first = mixed(first, bytes.word(at: offset))
      second = mixed(second, bytes.word(at: offset + 8))
      third = mixed(third, bytes.word(at: offset + 16))
      fourth = mixed(fourth, bytes.word(at: offset + 24))
      offset += 32
    }
    var sum = UInt64(range.count)
    sum = mixed(mixed(mixed(mixed(sum, first), second), third), fourth)
    while offset + 8 <= range.upperBound {
      sum = mixed(sum, bytes.word(at: offset))
      offset += 8
    }
    while offset < range.upperBound {
      sum = mixed(sum, UInt64(bytes[offset]))
      offset += 1
    }
    sum ^= sum >> 29
    sum &*= primes.1
    return sum ^ (sum >> 32)
  }

  private static func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let value = (state ^ word) &* primes.0
    return (value << 31 | value >> 33) &+ primes.1
  }
}
