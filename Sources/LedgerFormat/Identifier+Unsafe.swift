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

  /// Takes one name, a byte, and another name.
  ///
  /// Cost: as `init(_:)`; the whole may be longer than either.
  public init(_ first: Identifier, _ divider: UInt8, _ second: Identifier) {
    let start = first.sizeBytes + 1
    let count = start + second.sizeBytes
    guard count <= Identifier.inlineSizeBytesMax else {
      var name: [UInt8] = []
      name.reserveCapacity(count)
      first.withBytes { name.append($0) }
      name.append(divider)
      second.withBytes { name.append($0) }
      self = Identifier(name.span)
      return
    }
    var words = first.words
    unsafe withUnsafeMutableBytes(of: &words) { target in
      unsafe target[start - 1] = divider
      unsafe withUnsafeBytes(of: second.words) { source in
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[start..<count]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source[..<(count - start)]))
      }
      unsafe target[Identifier.inlineSizeBytesMax] = UInt8(count)
    }
    self = first
    self.words = words
  }

  /// The bytes of a short name, with a number of at most eight bytes before them: one piece of memory.
  fileprivate func withBytes(
    behind number: UInt64, sizeBytes: Int, _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    let piece = (number.bigEndian, words.0, words.1, words.2, words.3, words.4)
    unsafe Swift.withUnsafeBytes(of: piece) { bytes in
      unsafe body(
        UnsafeRawBufferPointer(rebasing: bytes[(8 - sizeBytes)..<(8 + inlineSizeBytes)]))
    }
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

extension Array where Element == UInt8 {
  /// Appends the lowest `sizeBytes` bytes of a number, the highest of them first, and then a name's bytes.
  mutating func append(_ number: UInt64, sizeBytes: Int, _ name: Identifier) {
    guard name.spilled == nil else {
      append(bigEndian: number, sizeBytes: sizeBytes)
      return name.withBytes { append($0) }
    }
    unsafe name.withBytes(behind: number, sizeBytes: sizeBytes) { unsafe append(contentsOf: $0) }
  }
}
