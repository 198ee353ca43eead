// Words read from the middle of bytes, within their bounds.
extension Span where Element == UInt8 {
  /// The eight bytes from an offset on, in the order of this machine.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset <= count - 8, "a word has eight bytes")
    return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
  }

  /// The four bytes from an offset on, in the order of this machine.
  @inline(__always)
  func halfWord(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset <= count - 4, "half a word has four bytes")
    return UInt64(
      unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self))
  }

  /// Up to seven bytes in one word, another for every other sequence of so many; the rest are spaces.
  @inline(__always)
  func shortWord(from start: Int, to end: Int) -> UInt64 {
    let size = end - start
    if size >= 4 { return halfWord(at: start) | halfWord(at: end - 4) << 32 }
    guard size > 0 else { return 0x2020_2020_2020_2020 }
    let (first, middle, last) = (self[start], self[start + size / 2], self[end - 1])
    return 0x2020_2020_2000_0000 | UInt64(last) << 16 | UInt64(middle) << 8 | UInt64(first)
  }
}
