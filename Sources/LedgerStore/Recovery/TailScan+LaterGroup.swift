internal import LedgerFormat

/// Where the search for a later group goes on.
struct Resumption {
  var segment: UInt64
  var offset: Int
  /// The index of what is bad; entries behind it have later ones.
  var index: UInt64
  /// True when what ends here is known to go back without a gap to a group's end.
  var isAfterEnd: Bool
}

extension TailScan {
  /// True when a whole group stands behind something bad.
  ///
  /// One group's end alone proves nothing, for it may be the end of the group that is torn. So: an end,
  /// and without a gap behind it entries that are chained to each other up to another end.
  static func hasLaterGroup(
    _ log: EntryLog, _ start: Resumption, _ hasher: inout Hasher
  ) throws(StoreError) -> Bool {
    var search = start
    var previous: Hash?
    for number in try segmentNumbers(log.root) where number >= start.segment {
      let segment = try log.openSegment(number)
      var offset = number == start.segment ? start.offset : 0
      // A file's end is no gap: the next file goes on where it stopped.
      while let next = try candidate(from: offset, of: segment, isExact: search.isAfterEnd) {
        let reading = try EntryReading(at: next, of: segment, &hasher)
        guard let found = reading.found, found.index > search.index else {
          (search.isAfterEnd, previous) = (false, nil)
          offset = next + 1
          continue
        }
        let isChained = previous == nil || found.previous == previous
        if next != offset || !isChained { search.isAfterEnd = false }
        if !found.more {
          if search.isAfterEnd { return true }
          search.isAfterEnd = true
        }
        previous = found.leafHash
        offset = reading.end
      }
    }
    return false
  }

  /// The next offset at which an entry may stand; `isExact` asks about `offset` alone first.
  private static func candidate(
    from offset: Int, of segment: Segment, isExact: Bool
  ) throws(StoreError) -> Int? {
    let headSizeBytes = Layout.lengthSizeBytes + 2
    guard offset + headSizeBytes <= segment.sizeBytes else { return nil }
    if isExact { return offset }
    return try segment.withBytes(offset..<segment.sizeBytes) { bytes in
      // An array of seven that begins with version 1, behind a length.
      for position in 0...bytes.count - headSizeBytes
      where bytes[position + 2] == 0x87 && bytes[position + 3] == 0x01 {
        return offset + position
      }
      return nil
    }
  }
}
