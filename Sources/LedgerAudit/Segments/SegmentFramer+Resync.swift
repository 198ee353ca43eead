internal import LedgerFormat

/// Where the next entry was found again.
struct Resync: Equatable {
  /// The offset of its length.
  let offset: Int
  let index: UInt64
  /// The length found before the entry that is due, where its bytes are whole nevertheless.
  var lengthBefore: Int?
}

/// Finding the next entry after a damaged length.
extension SegmentFramer {
  /// Searches behind the framer's offset for a length and an entry of just so many bytes.
  ///
  /// An entry is recognised by its first bytes, an index of this segment that is not past, and by
  /// being readable as a whole; a damaged one is passed over and lost with the rest. Where the
  /// bytes before it are the very entry that is due, only its length was damaged.
  /// - Returns: nil where no entry follows, or the file is so hostile that the search was given up.
  mutating func resync() throws(AuditError) -> Resync? {
    var window: [UInt8] = []
    var windowStart = offset + 1
    let overlap = Layout.lengthSizeBytes + EntryHeader.sizeBytesMax
    while windowStart < file.sizeBytes {
      try file.read(at: windowStart, count: shape.batchSizeBytes, into: &window)
      let isLast = windowStart + window.count >= file.sizeBytes
      let end = isLast ? window.count : window.count - overlap
      for place in 0..<max(0, end) {
        guard let index = isCandidate(window, at: place),
          try isEntry(at: windowStart + place, index: index)
        else { continue }
        return try resync(to: windowStart + place, index: index)
      }
      guard !isLast, end > 0, searchBudgetBytes > 0 else { break }
      windowStart += end
    }
    return try wholeToTheEnd()
  }

  /// The index of an entry that may begin, with its length, at a place of the window.
  private func isCandidate(_ window: [UInt8], at place: Int) -> UInt64? {
    let content = place + Layout.lengthSizeBytes
    guard content + 1 < window.count, window[content] == 0x87,
      let header = EntryHeader(window.span, at: content),
      UInt64(header.version) == Entry.version, header.index >= position,
      header.index < shape.positions(of: segment).upperBound
    else { return nil }
    return header.index
  }

  /// True where a length and an entry of that index stand at a file offset.
  private mutating func isEntry(at start: Int, index: UInt64) throws(AuditError) -> Bool {
    guard searchBudgetBytes > 0 else { return false }
    let head = try file.bytes(at: start, count: Layout.lengthSizeBytes)
    guard head.count == Layout.lengthSizeBytes else { return false }
    let length = Int(head[0]) << 8 | Int(head[1])
    searchBudgetBytes -= length
    let content = try file.bytes(at: start + head.count, count: length)
    return content.count == length && SegmentFramer.wholeEntry(content.span) == index
  }

  private func resync(to found: Int, index: UInt64) throws(AuditError) -> Resync {
    var result = Resync(offset: found, index: min(index, positions.upperBound))
    if index == position + 1 { result.lengthBefore = try lengthBefore(found) }
    return result
  }

  /// The last entry of the file, whole but for its length.
  private func wholeToTheEnd() throws(AuditError) -> Resync? {
    guard let length = try lengthBefore(file.sizeBytes) else { return nil }
    return Resync(offset: file.sizeBytes, index: position + 1, lengthBefore: length)
  }

  /// The length at the framer's offset, where the bytes up to `end` are the entry that is due.
  private func lengthBefore(_ end: Int) throws(AuditError) -> Int? {
    let content = offset + Layout.lengthSizeBytes
    guard end > content, end - content <= Limits.entrySizeBytesMax else { return nil }
    let bytes = try file.bytes(at: offset, count: end - offset)
    guard bytes.count == end - offset else { return nil }
    let entry = bytes.span.extracting(droppingFirst: Layout.lengthSizeBytes)
    guard SegmentFramer.wholeEntry(entry) == position else { return nil }
    return Int(bytes[0]) << 8 | Int(bytes[1])
  }
}
