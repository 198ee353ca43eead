// What many names that begin alike differ in, as numbers that order as the names do.
extension Identifier {
  /// How many bytes two names have in common from the first, of at most 39. Cost: a few instructions.
  public func commonPrefixSizeBytes(_ other: Identifier) -> Int {
    for place in 0..<5 {
      let difference = ordered(place) ^ other.ordered(place)
      guard difference != 0 else { continue }
      let count = 8 * place + difference.leadingZeroBitCount / 8
      return min(count, sizeBytes, other.sizeBytes)
    }
    return min(Identifier.inlineSizeBytesMax, sizeBytes, other.sizeBytes)
  }

  /// The eight bytes behind the first `offset` as a number, the first of them highest.
  ///
  /// Zeros stand for bytes behind the name, and behind its 39th: of names with the same first bytes the
  /// lesser has the lesser number, or both have the same. Cost: a few instructions.
  public func prefixNumber(behind offset: Int) -> UInt64 {
    let (place, bits) = (offset / 8, UInt64(offset % 8 * 8))
    guard bits > 0 else { return ordered(place) }
    return ordered(place) << bits | ordered(place + 1) >> (64 - bits)
  }

  /// A word of name bytes as a number, the first byte highest; zero behind the last.
  private func ordered(_ place: Int) -> UInt64 {
    switch place {
    case 0: words.0.bigEndian
    case 1: words.1.bigEndian
    case 2: words.2.bigEndian
    case 3: words.3.bigEndian
    // Without the size, which stands in the last byte.
    case 4: words.4.bigEndian & ~0xFF
    default: 0
    }
  }
}
