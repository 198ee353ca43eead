/// Finds the bytes at which a cell without quotes ends, one after another, eight bytes at a time.
///
/// A sheet of many columns has a separator every few bytes; what a block of eight holds of them is
/// kept as bits until they are used up.
struct CellEnds {
  private let separator: UInt8
  /// Where the block begins; before the first, eight bytes before the text.
  private var block = -8
  /// The highest bit of each byte of the block that is an end.
  private var ends: UInt64 = 0

  init(separator: UInt8) { self.separator = separator }

  /// The first separator, line feed or carriage return at `position` or after it, else where `bytes` end.
  @inline(__always)
  mutating func next(_ bytes: Span<UInt8>, from position: Int) -> Int {
    guard position < bytes.count else { return bytes.count }
    if position >= block + 8 {
      block = position
      ends = find(bytes)
    } else {
      ends &= .max << UInt64(8 * (position - block))
    }
    while ends == 0 {
      block += 8
      guard block < bytes.count else {
        block = -8
        return bytes.count
      }
      ends = find(bytes)
    }
    return block + EightBytes.first(ends)
  }

  @inline(__always)
  private func find(_ bytes: Span<UInt8>) -> UInt64 {
    let eight = EightBytes(bytes, at: block)
    return eight.marks(of: separator) | eight.marks(of: UInt8(ascii: "\n"))
      | eight.marks(of: UInt8(ascii: "\r"))
  }
}
