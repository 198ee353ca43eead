internal import LedgerFormat

/// Entries are copied once, and read again from the copy.
extension LedgerCopier {
  /// Copies the entries behind the copy's old end into its folder of entries, durably, and verifies them.
  func copyEntries(
    to folder: Folder, behind old: LogPlace?, _ report: inout CopyReport
  ) throws(StoreError) {
    let start = old ?? LogPlace(size: 0, lastLeafHash: nil, segment: 0, offset: 0)
    guard start.size < size else { return }
    let (lastSegment, lastRange) = try source.log.locate(size - 1)
    for number in start.segment...lastSegment.number {
      let input = try source.root.open(Layout.segmentPath(number), .read)
      let end = number == lastSegment.number ? lastRange.upperBound : try input.size()
      let offset = number == start.segment ? start.offset : 0
      let output = try folder.open(Layout.name(ofSegment: number), .create)
      // What an interrupted copy left behind may be of a group that was dropped since.
      if try output.size() > offset { try output.truncate(to: offset) }
      try LedgerCopier.copy(offset..<max(offset, end), of: input, to: output)
      try output.sync(everything: true)
      report.entryBytes += max(0, end - offset)
    }
    try folder.sync()
    try verify(folder, from: start, to: lastSegment.number)
  }

  /// Copies a range of a file to the same place of another.
  static func copy(
    _ range: Range<Int>, of input: File, to output: File
  ) throws(StoreError) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let count = min(pieceSizeBytes, range.upperBound - offset)
      let piece = try input.read(at: offset, count: count)
      if piece.isEmpty { return }
      try output.write(piece.span, at: offset)
      offset += piece.count
    }
  }

  /// Reads the new entries from the copy: each carries its index and the hash of the one before it, and
  /// the last one has the hash that the ledger acknowledged.
  private func verify(
    _ folder: Folder, from start: LogPlace, to lastNumber: UInt64
  ) throws(StoreError) {
    var hasher = Hasher()
    var place = start
    for number in start.segment...lastNumber {
      let name = Layout.name(ofSegment: number)
      let segment = try Segment(
        number: number, firstIndex: source.shape.firstIndex(ofSegment: number),
        path: folder.path(of: name), file: try folder.open(name, .read))
      place.offset = number == start.segment ? start.offset : 0
      let end = min(size, source.shape.firstIndex(ofSegment: number + 1))
      while place.size < end { try verifyEntry(at: &place, of: segment, &hasher) }
      guard place.offset == segment.sizeBytes else {
        throw damage(.entry(.encoding(.trailing(position: place.offset))), segment, place)
      }
    }
    guard let found = place.lastLeafHash, found == lastLeafHash else {
      let found = place.lastLeafHash ?? lastLeafHash
      throw .damage(
        Damage(
          kind: .leafHash(expected: lastLeafHash, found: found), path: folder.path,
          offset: place.offset, index: size - 1))
    }
  }

  private func verifyEntry(
    at place: inout LogPlace, of segment: Segment, _ hasher: inout Hasher
  ) throws(StoreError) {
    let reading = try EntryReading(at: place.offset, of: segment, &hasher)
    guard let found = reading.found else {
      throw damage(reading.problem ?? .torn, segment, place)
    }
    guard found.index == place.size else {
      throw damage(.index(expected: place.size, found: found.index), segment, place)
    }
    if let expected = place.lastLeafHash, found.previous != expected {
      throw damage(.previous(expected: expected, found: found.previous), segment, place)
    }
    place.size += 1
    place.offset = reading.end
    place.lastLeafHash = found.leafHash
  }

  private func damage(_ kind: DamageKind, _ segment: Segment, _ place: LogPlace) -> StoreError {
    .damage(
      Damage(kind: kind, path: segment.path, offset: place.offset, index: place.size))
  }
}
