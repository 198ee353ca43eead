/// Machine words in spans of bytes, read at once where the bytes need not be aligned.
extension Span where Element == UInt8 {
  /// The eight bytes from `offset` as a little-endian number; traps where there are fewer.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset <= count - 8, "a word needs eight bytes")
    return unsafe withUnsafeBytes { bytes in
      UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }
}

extension Array where Element == UInt8 {
  /// Appends a number's eight bytes, the lowest first.
  mutating func append(word: UInt64) {
    unsafe Swift.withUnsafeBytes(of: word.littleEndian) { unsafe append(contentsOf: $0) }
  }

  /// Writes a number's eight bytes at `offset`, the lowest first.
  mutating func set(word: UInt64, at offset: Int) {
    precondition(offset >= 0 && offset <= count - 8, "a word needs eight bytes")
    unsafe withUnsafeMutableBytes { bytes in
      unsafe bytes.storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self)
    }
  }
}
