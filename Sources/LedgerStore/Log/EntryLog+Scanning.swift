internal import LedgerFormat

/// Reading on and on: each entry's place is where the one before it ended.
extension EntryLog {
  /// Visits the entries of a range in order, each proved to be the one that its successor names.
  ///
  /// What `visit` is given was checked against nothing yet: the proof of an entry is the entry after it,
  /// so damage is thrown one entry later than it was visited, and always before the scan returns.
  /// - Parameter visit: is given each entry's envelope, bytes and leaf hash; false ends the scan.
  /// Cost: one pass over the bytes and one hash for each entry; no look-up but that of the first.
  func scan(
    _ range: Range<UInt64>, _ hasher: inout Hasher,
    _ visit: (EntryEnvelope, Span<UInt8>, Hash) -> Bool
  ) throws(StoreError) {
    guard range.upperBound <= size else { throw .notRecorded(index: range.upperBound, size: size) }
    guard !range.isEmpty else { return }
    var (segment, place) = try locate(range.lowerBound)
    var index = range.lowerBound
    var last: Hash?
    while true {
      let found = try read(segment, place, index, after: last, &hasher, visit)
      last = found.leafHash
      index += 1
      guard found.isMoreWanted, index < range.upperBound else { break }
      if shape.segment(of: index) != segment.number {
        segment = try self.segment(of: index)
        place = try entryRange(of: segment, at: 0, index: index)
      } else {
        place = try entryRange(of: segment, at: place.upperBound, index: index)
      }
    }
    guard let last else { return }
    try checkSuccessor(of: index - 1, leafHash: last)
  }

  /// Reads one entry, holds it to its index and to the entry before it, and gives it to `visit`.
  private func read(
    _ segment: Segment, _ place: Range<Int>, _ index: UInt64, after last: Hash?,
    _ hasher: inout Hasher, _ visit: (EntryEnvelope, Span<UInt8>, Hash) -> Bool
  ) throws(StoreError) -> (leafHash: Hash, isMoreWanted: Bool) {
    var leafHash: Hash?
    var isMoreWanted = false
    let offset = place.lowerBound - Layout.lengthSizeBytes
    try withBytes(of: segment, place) { (bytes: Span<UInt8>) throws(StoreError) in
      let envelope: EntryEnvelope
      do throws(EntryError) { envelope = try EntryEnvelope(bytes) } catch {
        throw damage(.entry(error), segment, offset, index)
      }
      guard envelope.index == index else {
        throw damage(.index(expected: index, found: envelope.index), segment, offset, index)
      }
      if let last, envelope.previous != last {
        throw damage(
          .previous(expected: last, found: envelope.previous), segment, offset, index)
      }
      let hash = hasher.leafHash(bytes)
      leafHash = hash
      isMoreWanted = visit(envelope, bytes, hash)
    }
    guard let leafHash else { preconditionFailure("the bytes were given") }
    return (leafHash, isMoreWanted)
  }

  /// Holds the last entry visited to the one after it, or to what was acknowledged.
  private func checkSuccessor(of index: UInt64, leafHash: Hash) throws(StoreError) {
    guard index + 1 < size else {
      if let lastLeafHash, tail.start == nil, lastLeafHash != leafHash {
        let (segment, place) = try locate(index)
        throw damage(
          .leafHash(expected: lastLeafHash, found: leafHash), segment,
          place.lowerBound - Layout.lengthSizeBytes, index)
      }
      return
    }
    let (segment, place) = try locate(index + 1)
    let previous = try withEnvelope(at: index + 1) { envelope, _ in envelope.previous }
    guard previous == leafHash else {
      throw damage(
        .previous(expected: leafHash, found: previous), segment,
        place.lowerBound - Layout.lengthSizeBytes, index + 1)
    }
  }

  /// Visits the bytes of the entries of a range in order, held to nothing.
  ///
  /// Cost: one look-up, and then the bytes of each segment in one go.
  /// - Parameter visit: is given each entry's index, its bytes, the segment and where the bytes begin in it.
  func walk(
    _ range: Range<UInt64>,
    _ visit: (UInt64, Span<UInt8>, Segment, Int) throws(StoreError) -> Void
  ) throws(StoreError) {
    guard range.upperBound <= size else { throw .notRecorded(index: range.upperBound, size: size) }
    guard !range.isEmpty else { return }
    var (segment, place) = try locate(range.lowerBound)
    var index = range.lowerBound
    while index < range.upperBound {
      if shape.segment(of: index) != segment.number {
        segment = try self.segment(of: index)
        place = try entryRange(of: segment, at: 0, index: index)
      }
      // This entry is there; of those behind it as many as lie beside it, in the file or in memory.
      let start = place.lowerBound - Layout.lengthSizeBytes
      let isInMemory = segment === tail.segment && start >= segment.sizeBytes
      let end = segment.sizeBytes + (isInMemory ? tail.buffer.count : 0)
      let last = min(range.upperBound, shape.firstIndex(ofSegment: segment.number + 1))
      var offset = start
      try withBytes(of: segment, start..<end) { (bytes: Span<UInt8>) throws(StoreError) in
        while index < last, offset + Layout.lengthSizeBytes <= end {
          let position = offset - start
          let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
          let first = position + Layout.lengthSizeBytes
          guard first + length <= bytes.count else { break }
          try visit(index, bytes.extracting(first..<first + length), segment, start + first)
          offset = start + first + length
          index += 1
        }
      }
      if index < last { place = try entryRange(of: segment, at: offset, index: index) }
    }
  }
}
