// A name's bytes, copied into the value's words and read from them in place.
extension Identifier {
  /// Takes bytes that are UTF-8, as they are.
  ///
  /// Cost: a copy; nothing is allocated for a name of up to 39 bytes.
  public init(_ bytes: Span<UInt8>) {
    let count = bytes.count
    var words: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
    unsafe withUnsafeMutableBytes(of: &words) { target in
      unsafe bytes.withUnsafeBytes { source in
        let part = unsafe source.prefix(Identifier.inlineSizeBytesMax)
        unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
      }
      unsafe target[Identifier.inlineSizeBytesMax] =
        count <= Identifier.inlineSizeBytesMax ? UInt8(count) : Identifier.spilledMark
    }
    self.words = words
    spilled = count <= Identifier.inlineSizeBytesMax ? nil : [UInt8](bytes)
  }

  /// Gives the name's bytes, without a copy.
  @inlinable
  public func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if let spilled { return try body(spilled.span) }
    let count = inlineSizeBytes
    return try unsafe withUnsafeBytes(of: words) {
      (bytes: UnsafeRawBufferPointer) throws(Failure) in
      try body(unsafe Span(_unsafeBytes: UnsafeRawBufferPointer(rebasing: bytes[..<count])))
    }
  }

  /// The name as text, for display. Cost: makes a string.
  public var text: String {
    withBytes { bytes in
      unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
  }
}
