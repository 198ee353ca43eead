internal import LedgerFormat

/// The entries of a bundle, each a u16 big-endian length and that many bytes.
enum EntryBundle {
  /// Where the bytes of the entry lie whose length stands at `offset`; nil where they break off.
  static func entry(in bytes: Span<UInt8>, at offset: Int) -> Range<Int>? {
    let start = offset + Layout.lengthSizeBytes
    guard start <= bytes.count else { return nil }
    let end = start + (Int(bytes[offset]) << 8 | Int(bytes[offset + 1]))
    return end <= bytes.count ? start..<end : nil
  }
}
