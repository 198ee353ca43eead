internal import LedgerFormat

/// Finds entries again that were judged before, in the files and not in memory.
///
/// Notes the offset of every 256th entry; from there it is a walk over lengths. One stretch of a
/// segment is kept, since entries that belong together mostly lie close. Only what a correction has to
/// do with is looked for. Memory: a few bytes for 256 entries.
struct JudgedEntries {
  private let folder: AuditFolder
  private let shape: AuditShape
  /// As many entries as one bundle has.
  private let stride: UInt64
  /// By a 256th of the position, where the length of the entry stands.
  private var offsets: [UInt64: Int] = [:]
  private var stretch: (number: UInt64, bytes: [UInt8]) = (.max, [])

  init(_ folder: AuditFolder, _ shape: AuditShape) {
    self.folder = folder
    self.shape = shape
    stride = JudgedEntries.stride(shape)
  }

  /// How many entries lie between those whose offsets are noted.
  static func stride(_ shape: AuditShape) -> UInt64 { min(shape.entriesPerSegment, 256) }

  /// Notes where an entry stands that is being judged.
  mutating func note(_ examined: ExaminedEntry) {
    guard examined.position % stride == 0 else { return }
    note(examined.position, offset: examined.offset)
  }

  /// Notes where the length of such an entry stands.
  mutating func note(_ position: UInt64, offset: Int) { offsets[position / stride] = offset }

  /// The entry of a position; nil where it cannot be found or read any more.
  mutating func entry(at position: UInt64) throws(AuditError) -> Entry? {
    let number = position / stride
    guard let start = offsets[number] else { return nil }
    if stretch.number != number {
      let segment = shape.segment(of: position)
      guard let file = try folder.file(Layout.segmentPath(segment)) else { return nil }
      let end = offsets[number + 1].flatMap { next in
        shape.segment(of: position + stride) == segment && next > start ? next : nil
      }
      let sizeBytes = (end ?? file.sizeBytes) - start
      let most = Int(stride) * (Limits.entrySizeBytesMax + Layout.lengthSizeBytes)
      stretch = (number, try file.bytes(at: start, count: min(sizeBytes, most)))
    }
    return entry(at: position, in: stretch.bytes)
  }

  private func entry(at position: UInt64, in bytes: [UInt8]) -> Entry? {
    var offset = 0
    while offset + Layout.lengthSizeBytes <= bytes.count {
      let start = offset + Layout.lengthSizeBytes
      let end = start + (Int(bytes[offset]) << 8 | Int(bytes[offset + 1]))
      guard end <= bytes.count else { return nil }
      if EntryHeader(bytes.span, at: start)?.index == position {
        return try? Entry(bytes.span.extracting(start..<end))
      }
      offset = end
    }
    return nil
  }
}
