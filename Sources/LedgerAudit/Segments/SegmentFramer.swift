internal import LedgerFormat

/// Cuts a segment's bytes into entries and says which position each takes in the ledger.
///
/// Lengths lead from entry to entry. A length is believed when the entry claims the position that
/// is due and the next entry, by its first bytes, the one after; that is all for a sound segment.
/// Where it does not hold, whole entries are told from damaged ones by decoding them, and after a
/// damaged length the next entry is searched for (`resync`). Cost: a few nanoseconds an entry,
/// beside the reading.
struct SegmentFramer: ~Copyable {
  let file: AuditFile
  let shape: AuditShape
  let segment: UInt64
  /// The positions that the segment should hold, up to the horizon.
  let positions: Range<UInt64>
  /// The position that is due.
  private(set) var position: UInt64
  /// The offset of the next length.
  private(set) var offset = 0
  private(set) var isDone = false
  /// What is left of the bytes that may be decoded in search of entries; bounds hostile files.
  var searchBudgetBytes = 1 << 28

  /// - Parameter end: the horizon, at least the segment's first position.
  init(_ file: consuming AuditFile, segment: UInt64, end: UInt64, _ shape: AuditShape) {
    let all = shape.positions(of: segment)
    positions = all.lowerBound..<max(all.lowerBound, min(all.upperBound, end))
    position = positions.lowerBound
    self.file = file
    self.segment = segment
    self.shape = shape
  }

  /// Reads the next bytes and says what they consist of; nil after the last.
  ///
  /// - Parameter buffer: memory to use again.
  mutating func nextBatch(reusing buffer: consuming [UInt8] = []) throws(AuditError) -> Batch? {
    guard !isDone else { return nil }
    var batch = Batch(segment: segment)
    try file.read(at: offset, count: shape.batchSizeBytes, into: &buffer)
    batch.bytes = buffer
    if offset == 0, let other = try otherSegment() {
      batch.pieces.append(.segmentMisplaced(holds: other, positions))
      isDone = true
      return batch
    }
    let start = offset
    while !isDone {
      guard let piece = try nextPiece(batch.bytes, from: start) else { break }
      batch.pieces.append(piece)
    }
    if batch.pieces.isEmpty, !isDone {
      // The file was cut since it was opened.
      isDone = true
      batch.pieces.append(.missing(offset: offset, position..<positions.upperBound))
    }
    return batch
  }

  /// The next piece, after which the framer stands behind it; nil where the batch must end before.
  private mutating func nextPiece(
    _ bytes: [UInt8], from start: Int
  ) throws(AuditError) -> Piece? {
    guard position < positions.upperBound else { return try lastPiece() }
    let rest = file.sizeBytes - offset
    guard rest > 0 else {
      isDone = true
      return .missing(offset: offset, position..<positions.upperBound)
    }
    let local = offset - start
    guard bytes.count - local >= min(rest, Layout.lengthSizeBytes) else { return nil }
    guard rest >= Layout.lengthSizeBytes else { return resynced(nil, local: local, bytes) }
    let length = Int(bytes[local]) << 8 | Int(bytes[local + 1])
    let content = local + Layout.lengthSizeBytes
    guard Layout.lengthSizeBytes + length <= rest else {
      return resynced(try resync(), local: local, bytes)
    }
    // Only a batch's first entry is certain to be in it with all its bytes.
    guard content + length <= bytes.count else { return nil }
    let candidate = Candidate(
      end: offset + Layout.lengthSizeBytes + length,
      own: EntryHeader(bytes.span, at: content)?.index,
      next: try headerIndex(at: offset + Layout.lengthSizeBytes + length, bytes, from: start))
    let isAtEnd = candidate.end == file.sizeBytes
    if candidate.own == position, isAtEnd || candidate.next == position + 1 {
      return take(content..<content + length)
    }
    return try placed(candidate, content..<content + length, bytes)
  }

  /// Finds out what a candidate is whose neighbourhood is not as it should be.
  private mutating func placed(
    _ candidate: Candidate, _ range: Range<Int>, _ bytes: [UInt8]
  ) throws(AuditError) -> Piece? {
    if let claimed = SegmentFramer.wholeEntry(bytes.span.extracting(range)) {
      switch try place(candidate, claimed: claimed) {
      case .inPlace: return take(range)
      case .extra:
        let start = offset
        offset = candidate.end
        return .extra(offset: start, claimed: claimed)
      case .afterGap:
        let gap = position..<claimed
        position = claimed
        return .missing(offset: offset, gap)
      }
    }
    // Damaged inside; the length is believed where what must follow follows.
    let isFollowed = candidate.end == file.sizeBytes || candidate.next == position + 1
    if isFollowed { return take(range) }
    if try indexAfterNext(candidate) == position + 2 { return take(range) }
    let found = try resync()
    if found == nil, candidate.own == position, position + 1 == positions.upperBound {
      return take(range)
    }
    return resynced(found, local: range.lowerBound - Layout.lengthSizeBytes, bytes)
  }

  /// The bytes behind the last position.
  private mutating func lastPiece() throws(AuditError) -> Piece? {
    let start = offset
    let rest = file.sizeBytes - offset
    guard rest > 0 else {
      isDone = true
      return nil
    }
    let isFull = positions.upperBound == shape.positions(of: segment).upperBound
    guard isFull else {
      isDone = true
      return .tail(offset: start, sizeBytes: rest)
    }
    let head = try file.bytes(at: offset, count: Layout.lengthSizeBytes)
    if head.count == Layout.lengthSizeBytes {
      let length = Int(head[0]) << 8 | Int(head[1])
      let content = try file.bytes(at: offset + head.count, count: length)
      if content.count == length, let claimed = SegmentFramer.wholeEntry(content.span) {
        offset += head.count + length
        return .extra(offset: start, claimed: claimed)
      }
    }
    isDone = true
    return .excess(offset: start, sizeBytes: rest)
  }

  /// Gives the due position to the bytes of a range, which the length before them measures.
  private mutating func take(_ range: Range<Int>) -> Piece {
    let frame = Frame(position: position, offset: offset, range: range)
    offset += Layout.lengthSizeBytes + range.count
    position += 1
    return .entry(frame)
  }

  /// Goes on where the search found an entry, or ends the segment where it found none.
  private mutating func resynced(_ found: Resync?, local: Int, _ bytes: [UInt8]) -> Piece? {
    let start = offset
    // An entry whose length alone was damaged must be in the batch with all its bytes.
    if let found, found.lengthBefore != nil, local + found.offset - start > bytes.count {
      return nil
    }
    guard let found else {
      isDone = true
      return .unreadable(
        offset: start, sizeBytes: file.sizeBytes - start, position..<positions.upperBound)
    }
    let lost = position..<found.index
    offset = found.offset
    position = found.index
    guard let lengthFound = found.lengthBefore else {
      return .unreadable(offset: start, sizeBytes: found.offset - start, lost)
    }
    let content = local + Layout.lengthSizeBytes
    let size = found.offset - start - Layout.lengthSizeBytes
    return .entry(
      Frame(
        position: lost.lowerBound, offset: start, range: content..<content + size,
        lengthFound: lengthFound))
  }

  /// The index of the entry whose bytes these are, strictly read; nil where they are none.
  static func wholeEntry(_ bytes: Span<UInt8>) -> UInt64? { (try? Entry(bytes))?.index }
}
