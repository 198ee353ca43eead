internal import LedgerFormat

extension EntryLog {
  /// Makes the file that the log ends in ready to be appended to.
  func resumeAppending(at place: LogPlace) throws(StoreError) {
    let path = Layout.segmentPath(place.segment)
    let segment = try Segment(
      number: place.segment, firstIndex: shape.firstIndex(ofSegment: place.segment), path: path,
      file: try root.open(path, .write))
    // Recovery has moved away what stood behind the last whole group.
    guard segment.sizeBytes == place.offset else {
      throw .damage(
        Damage(
          kind: .truncated(sizeBytes: segment.sizeBytes), path: path, offset: place.offset,
          index: place.size))
    }
    segments[place.segment] = segment
    tail.segment = segment
  }

  /// Finds the marks that are missing at the end of the offsets.
  ///
  /// Cost: a walk over the lengths of the entries behind the last mark known. A last mark that does
  /// not lead to its entry is not trusted, and neither are those before it.
  func completeOffsets() throws(StoreError) {
    let needed = OffsetTable.markCount(size: size)
    var next = offsets.count
    if next > 0, try !isMarkGood(next - 1) {
      offsets.truncate(to: 0)
      next = 0
    }
    while next < needed {
      let index = next * OffsetTable.stride
      offsets.append(try offset(of: index))
      next += 1
    }
  }

  /// The offset of an entry's length.
  private func offset(of index: UInt64) throws(StoreError) -> Int {
    let first = shape.firstIndex(ofSegment: shape.segment(of: index))
    if index == first { return 0 }
    // The entry before is found from the mark before, and this one begins where it ends.
    return try locate(index - 1).range.upperBound
  }

  private func isMarkGood(_ mark: UInt64) throws(StoreError) -> Bool {
    let index = mark * OffsetTable.stride
    guard let offset = offsets.offset(ofMark: mark) else { return false }
    return try locate(index).range.lowerBound == offset + Layout.lengthSizeBytes
  }
}
