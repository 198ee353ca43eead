internal import LedgerFormat

/// Where every sixteenth entry begins in its segment: the derived file `index/offsets`.
///
/// | offset | bytes | content |
/// |---|---|---|
/// | 4·k | 4 | offset of entry 16·k in its segment, big-endian; below 2³² by the format's limits |
///
/// A hint: whoever uses a mark looks at the entry's own index, and walks the segment from its beginning
/// where they differ. So a wrong or missing file costs time and never an answer. It is not synced.
final class OffsetTable {
  /// The file's path inside the ledger.
  static let path = Layout.index + "/" + name
  static let name = "offsets"
  /// The entries from one mark to the next; a bundle is a multiple of them.
  static let stride: UInt64 = 16
  private static let markSizeBytes = 4
  private static let mappingSizeBytesMin = 1 << 20

  private var file: File?
  private var map: MappedFile?
  /// The marks that the file holds and this table trusts.
  private var fileCount: UInt64 = 0
  /// The marks after them.
  private var tail: [UInt32] = []

  init() {}

  /// A table of the same marks, which goes its own way from here.
  init(copying table: OffsetTable) {
    (file, fileCount, tail) = (table.file, table.fileCount, table.tail)
  }

  /// Reads marks from the ledger's file, at most those of `size` entries.
  init(file: File?, size: UInt64) throws(StoreError) {
    self.file = file
    guard let file else { return }
    let marks = UInt64(try file.size() / OffsetTable.markSizeBytes)
    fileCount = min(marks, OffsetTable.markCount(size: size))
  }

  /// The marks of a ledger of `size` entries.
  static func markCount(size: UInt64) -> UInt64 {
    size / stride + (size.isMultiple(of: stride) ? 0 : 1)
  }

  /// The number of marks from the first on.
  var count: UInt64 { fileCount + UInt64(tail.count) }

  /// The offset of entry 16·`mark`, or nil where it is not known.
  func offset(ofMark mark: UInt64) -> Int? {
    if mark >= fileCount {
      let place = mark - fileCount
      return place < UInt64(tail.count) ? Int(tail[Int(place)]) : nil
    }
    guard let file else { return nil }
    let start = Int(mark) * OffsetTable.markSizeBytes
    let range = start..<start + OffsetTable.markSizeBytes
    if range.upperBound > (map?.capacity ?? 0) {
      map = file.map(sizeBytes: max(OffsetTable.mappingSizeBytesMin, 2 * range.upperBound))
    }
    if let map { return try? map.withBytes(range) { OffsetTable.number($0) } }
    guard let bytes = try? file.read(at: start, count: range.count), bytes.count == range.count
    else { return nil }
    return OffsetTable.number(bytes.span)
  }

  /// Adds the mark of the next sixteenth entry.
  ///
  /// - Precondition: a segment of the format's largest entries has offsets below 2³².
  func append(_ offset: Int) { tail.append(UInt32(offset)) }

  /// Forgets the marks behind the first `count`.
  func truncate(to count: UInt64) {
    if count >= fileCount {
      let kept = Int(count - fileCount)
      if kept < tail.count { tail.removeLast(tail.count - kept) }
    } else {
      tail.removeAll(keepingCapacity: true)
      fileCount = count
    }
  }

  /// Writes the marks that the file does not hold yet.
  func flush() throws(StoreError) {
    guard let file, !tail.isEmpty else { return }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tail.count * OffsetTable.markSizeBytes)
    for mark in tail {
      for shift in [24, 16, 8, 0] as [UInt32] {
        bytes.append(UInt8(truncatingIfNeeded: mark >> shift))
      }
    }
    try file.write(bytes.span, at: Int(fileCount) * OffsetTable.markSizeBytes)
    fileCount += UInt64(tail.count)
    tail.removeAll(keepingCapacity: true)
  }

  /// Cuts from the file what lies behind the marks it is trusted with, such as those of a tail that
  /// was moved to quarantine.
  func cutFile() throws(StoreError) {
    let end = Int(fileCount) * OffsetTable.markSizeBytes
    if let file, try file.size() > end { try file.truncate(to: end) }
  }

  private static func number(_ bytes: Span<UInt8>) -> Int {
    Int(bytes[0]) << 24 | Int(bytes[1]) << 16 | Int(bytes[2]) << 8 | Int(bytes[3])
  }
}
