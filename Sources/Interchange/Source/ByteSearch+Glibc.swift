internal import Glibc

extension Span where Element == UInt8 {
  /// The position of the first `byte` from `start` on, found with the C library's memchr.
  func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start < count else { return nil }
    return unsafe withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), bytes.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// How often `byte` stands in a range; quick where that is seldom.
  func count(of byte: UInt8, in range: Range<Int>) -> Int {
    let piece = extracting(range)
    var count = 0
    var position = 0
    while let found = piece.firstIndex(of: byte, from: position) {
      count += 1
      position = found + 1
    }
    return count
  }
}
