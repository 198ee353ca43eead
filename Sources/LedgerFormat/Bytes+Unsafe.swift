// Copies of whole runs of bytes: one `memcpy` each instead of a loop over bytes.

extension Array where Element == UInt8 {
  /// Copies the bytes of a span.
  public init(_ bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// Appends the bytes of a span.
  public mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

extension Span where Element == UInt8 {
  /// The eight bytes from `offset` on as a number, the first of them lowest; zeros stand for what lies
  /// behind the last.
  ///
  /// Traps where `offset` is not within the bytes. Cost: one load, but for the last eight bytes.
  @inlinable
  public func paddedWord(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset < count, "a word begins within the bytes")
    if offset + 8 <= count {
      return unsafe withUnsafeBytes {
        UInt64(littleEndian: unsafe $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
    }
    var word: UInt64 = 0
    for position in offset..<count {
      word |= UInt64(self[position]) << UInt64(8 * (position - offset))
    }
    return word
  }
}

extension Array where Element == UInt8 {
  /// Appends the lowest `sizeBytes` bytes of a number, the highest of them first.
  public mutating func append(bigEndian number: UInt64, sizeBytes: Int = 8) {
    let word = (number << UInt64(64 - 8 * sizeBytes)).bigEndian
    unsafe Swift.withUnsafeBytes(of: word) { bytes in
      unsafe append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[..<sizeBytes]))
    }
  }
}

extension Hash {
  /// Reads a digest from 32 bytes beginning at `offset`.
  ///
  /// Traps when fewer than 32 bytes remain: the caller checks lengths of what it was given.
  @inlinable
  public init(_ bytes: Span<UInt8>, at offset: Int = 0) {
    precondition(offset >= 0 && bytes.count - offset >= Hash.sizeBytes, "a hash needs 32 bytes")
    self.init(
      words: unsafe bytes.withUnsafeBytes { source in
        func word(_ start: Int) -> UInt64 {
          let value = unsafe source.loadUnaligned(fromByteOffset: offset + start, as: UInt64.self)
          return UInt64(bigEndian: value)
        }
        return (word(0), word(8), word(16), word(24))
      })
  }

  /// Appends the 32 bytes to `buffer`.
  public func append(to buffer: inout [UInt8]) {
    unsafe withUnsafeBytes { unsafe buffer.append(contentsOf: $0) }
  }

  /// Writes the 32 bytes over those from `offset`; traps where `buffer` has fewer.
  public func write(to buffer: inout [UInt8], at offset: Int) {
    precondition(offset >= 0 && buffer.count - offset >= Hash.sizeBytes, "a hash needs 32 bytes")
    unsafe buffer.withUnsafeMutableBytes { target in
      unsafe withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[offset...]).copyMemory(from: source)
      }
    }
  }
}
