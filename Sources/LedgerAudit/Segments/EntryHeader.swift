internal import LedgerFormat

/// The first bytes of an entry: that it is an array of seven, its version and its index.
///
/// What entries are recognised by where lengths cannot be trusted.
struct EntryHeader: Equatable {
  /// The most bytes that a header takes.
  static let sizeBytesMax = 11

  let version: UInt8
  /// The index that the entry claims.
  let index: UInt64

  /// Reads a header beginning at `start`, or gives nil where none stands there.
  init?(_ bytes: Span<UInt8>, at start: Int) {
    guard start >= 0, bytes.count - start > 2, bytes[start] == 0x87, bytes[start + 1] < 24 else {
      return nil
    }
    var reader = CBORReader(
      at: start + 2, end: min(bytes.count, start + EntryHeader.sizeBytesMax))
    guard let index = try? reader.unsigned(bytes) else { return nil }
    version = bytes[start + 1]
    self.index = index
  }
}
