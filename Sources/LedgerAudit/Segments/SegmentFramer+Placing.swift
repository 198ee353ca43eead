internal import LedgerFormat

/// Bytes that a length measures, before it is known what they are.
struct Candidate {
  /// The file offset behind them.
  let end: Int
  /// The index that they claim, if they begin like an entry.
  let own: UInt64?
  /// The index that the bytes behind them claim, if those begin like an entry.
  let next: UInt64?
}

/// Which position an entry takes that does not claim the one that is due.
///
/// | it claims | the next claims | it is |
/// |---|---|---|
/// | anything | the position after the due one | in place, with another's index |
/// | a later position | a still later one | in its own place, behind a gap |
/// | a later position | the due one, and then the one after | extra: a copy put in |
/// | a later position | otherwise | in place: exchanged with its neighbour |
/// | an earlier position | otherwise | extra: a copy put in |
///
/// At the end of the file the last position's entry is in place whatever it claims.
extension SegmentFramer {
  enum Place {
    case inPlace, extra, afterGap
  }

  func place(_ candidate: Candidate, claimed: UInt64) throws(AuditError) -> Place {
    if claimed == position { return .inPlace }
    if candidate.next == position + 1 || !positions.contains(claimed) { return .inPlace }
    guard let next = candidate.next else {
      if position + 1 == positions.upperBound { return .inPlace }
      return claimed > position ? .afterGap : .extra
    }
    guard claimed > position else { return .extra }
    if next > claimed { return .afterGap }
    guard next == position else { return .inPlace }
    return try indexAfterNext(candidate) == position + 1 ? .extra : .inPlace
  }

  /// The index that the entry at a file offset claims; nil where none begins there.
  func headerIndex(
    at offset: Int, _ bytes: [UInt8], from start: Int
  ) throws(AuditError) -> UInt64? {
    let content = offset + Layout.lengthSizeBytes
    let end = min(content + EntryHeader.sizeBytesMax, file.sizeBytes)
    guard content < end else { return nil }
    if end - start <= bytes.count {
      return EntryHeader(bytes.span, at: content - start)?.index
    }
    let header = try file.bytes(at: content, count: end - content)
    return EntryHeader(header.span, at: 0)?.index
  }

  /// The index that the entry behind the candidate's next claims.
  func indexAfterNext(_ candidate: Candidate) throws(AuditError) -> UInt64? {
    let head = try file.bytes(at: candidate.end, count: Layout.lengthSizeBytes)
    guard head.count == Layout.lengthSizeBytes else { return nil }
    let length = Int(head[0]) << 8 | Int(head[1])
    let end = candidate.end + head.count + length
    return try headerIndex(at: end, [], from: end)
  }

  /// The first index of the entries that the file holds, where they are another segment's.
  ///
  /// Told by its first two entries, which must follow one another.
  func otherSegment() throws(AuditError) -> UInt64? {
    guard let first = try headerIndex(at: 0, [], from: 0) else { return nil }
    guard !shape.positions(of: segment).contains(first) else { return nil }
    let head = try file.bytes(at: 0, count: Layout.lengthSizeBytes)
    let end = head.count + (Int(head[0]) << 8 | Int(head[1]))
    let second = try headerIndex(at: end, [], from: end)
    return second == first &+ 1 ? first : nil
  }
}
