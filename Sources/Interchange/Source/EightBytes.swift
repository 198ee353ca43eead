internal import LedgerFormat

/// Eight bytes of a text that are looked at all at once.
///
/// Each answer is a number in which the highest bit of a byte stands where the byte is meant, and no other
/// bit. Source: Warren, Hacker's Delight, §6-1 (the exact form, in which no byte disturbs another).
struct EightBytes {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let low: UInt64 = 0x7F * ones

  private let word: UInt64

  /// The bytes from `position` on; zeros stand for what lies behind the text.
  init(_ text: Span<UInt8>, at position: Int) { word = text.paddedWord(at: position) }

  /// Where `byte` stands.
  func marks(of byte: UInt8) -> UInt64 {
    let difference = word ^ (UInt64(byte) * EightBytes.ones)
    return ~(((difference & EightBytes.low) &+ EightBytes.low) | difference | EightBytes.low)
  }

  /// Where a byte below 0x20 stands.
  var controlMarks: UInt64 {
    ~(((word & EightBytes.low) &+ (0x60 * EightBytes.ones)) | word | EightBytes.low)
  }

  /// The number of the first byte that is marked; of no marks eight.
  static func first(_ marks: UInt64) -> Int { marks.trailingZeroBitCount >> 3 }
}
