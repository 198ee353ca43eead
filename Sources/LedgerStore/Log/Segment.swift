internal import LedgerFormat

/// One file of entries, open for reading and, for the newest, for appending.
///
/// Read through a mapping that reaches beyond the file's end, so that a growing file need not be mapped
/// again; only bytes that are known to be written are touched.
final class Segment {
  /// The least that is mapped of a file; addresses, not memory.
  private static let mappingSizeBytesMin = 32 << 20

  /// The most bytes of a file of entries, or of their openings: offsets in it are below 2³².
  static let sizeBytesMax = 1 << 32

  let number: UInt64
  /// The entry that the file begins with.
  let firstIndex: UInt64
  /// The file's path inside the ledger.
  let path: String
  let file: File
  /// The bytes that are known to be in the file.
  private(set) var sizeBytes: Int
  private var map: MappedFile?
  private var isMappable = true

  init(
    number: UInt64, firstIndex: UInt64, path: String, file: File
  ) throws(StoreError) {
    self.number = number
    self.firstIndex = firstIndex
    self.path = path
    self.file = file
    sizeBytes = try file.size()
    guard sizeBytes <= Segment.sizeBytesMax else {
      throw .tooLarge(
        path: file.path, sizeBytes: sizeBytes, sizeBytesMax: Segment.sizeBytesMax)
    }
  }

  /// Writes bytes at the file's end.
  ///
  /// - Throws: `changedMeanwhile` where the file does not end where it did: what another writer put or cut
  ///   there is not written over.
  func append(_ bytes: [UInt8]) throws(StoreError) {
    guard try file.size() == sizeBytes else { throw .changedMeanwhile(path: path) }
    try file.write(bytes, at: sizeBytes)
    sizeBytes += bytes.count
  }

  /// Cuts the file after `count` bytes; the caller knows that nothing published is behind them.
  func truncate(to count: Int) throws(StoreError) {
    try file.truncate(to: count)
    sizeBytes = count
  }

  /// True when the file has all bytes of the range, also those added since it was opened.
  func has(_ range: Range<Int>) throws(StoreError) -> Bool {
    if range.upperBound > sizeBytes { sizeBytes = try file.size() }
    return range.upperBound <= sizeBytes
  }

  /// Gives the bytes of a range that the file `has`.
  func withBytes<Result>(
    _ range: Range<Int>, _ body: (Span<UInt8>) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    precondition(range.upperBound <= sizeBytes, "bytes beyond the segment's end")
    if let map = mapping(reaching: range.upperBound) { return try map.withBytes(range, body) }
    let bytes = try file.read(at: range.lowerBound, count: range.count)
    // Somebody may have cut the file since its length was asked.
    guard bytes.count == range.count else {
      throw .damage(
        Damage(
          kind: .truncated(sizeBytes: range.lowerBound + bytes.count), path: path,
          offset: range.lowerBound, index: nil))
    }
    return try body(bytes.span)
  }

  /// A mapping of all the file's bytes that are known; nil where it cannot be mapped.
  func mapping() -> MappedFile? { mapping(reaching: sizeBytes) }

  private func mapping(reaching end: Int) -> MappedFile? {
    if isMappable, end > (map?.capacity ?? 0) {
      map = file.map(sizeBytes: max(Segment.mappingSizeBytesMin, 2 * end))
      isMappable = map != nil
    }
    return map
  }

  /// Passes over `count` entries from the one whose length stands at `offset`, at once.
  ///
  /// Gives nil where they do not all end in the mapped part of the file; then they are passed one by one.
  func skip(_ count: UInt64, from offset: Int) -> Int? {
    guard let map, offset <= sizeBytes, sizeBytes <= map.capacity else { return nil }
    return try? map.withBytes(offset..<sizeBytes) { (bytes: Span<UInt8>) throws(StoreError) in
      var position = 0
      for _ in 0..<count {
        guard position + Layout.lengthSizeBytes <= bytes.count else {
          throw .notRecorded(index: firstIndex, size: firstIndex)
        }
        let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
        position += Layout.lengthSizeBytes + length
      }
      return offset + position
    }
  }
}
