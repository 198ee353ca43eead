internal import LedgerFormat

/// The entries on disk: finds and reads them by index, and appends to them (see `+Appending`).
///
/// The truth of the ledger. Everything read is checked to be the entry that was asked for.
final class EntryLog {
  let root: Folder
  let shape: StoreShape
  let offsets: OffsetTable
  /// The entries that can be read, with those of the group under way.
  var size: UInt64
  /// The leaf hash of the newest settled entry; nil when there is none.
  var lastLeafHash: Hash?
  /// The entries that stand in files whole; of those behind, some bytes are in memory.
  var writtenSize: UInt64
  /// The most segments that are kept open: a ledger of a hundred million entries has more of them than
  /// a process may have open files.
  static let openSegmentsMax = 256
  /// The segment files that are open, by number.
  var segments: [UInt64: Segment] = [:]
  /// What is appended and not synced yet.
  var tail = AppendedTail()
  /// The entry that was read last, where a reader asks: the lots of one production are mostly asked for one
  /// after another, and the same entry is on the chain of each.
  private var last: (segment: Segment, range: Range<Int>, envelope: EntryEnvelope)?
  /// False for a writer, whose newest entries may change or go.
  var remembersLast = false
  /// Marks found by walking a segment whose marks in `offsets` are missing or wrong.
  private var walkedMarks: [UInt64: [UInt32]] = [:]

  init(root: Folder, shape: StoreShape, offsets: OffsetTable, size: UInt64, lastLeafHash: Hash?) {
    self.root = root
    self.shape = shape
    self.offsets = offsets
    self.size = size
    writtenSize = size
    self.lastLeafHash = lastLeafHash
  }

  /// Lets a log that only reads know of more entries that stand in files, and of more marks.
  func extend(to size: UInt64, marks: [Int]) {
    for mark in marks { offsets.append(mark) }
    self.size = size
    walkedMarks.removeAll()
  }

  /// Gives the bytes of an entry as stored.
  func withBytes<Result>(
    at index: UInt64, _ body: (Span<UInt8>) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let place = try locate(index)
    return try withBytes(of: place.segment, place.range, body)
  }

  /// Where an entry's bytes are, without their length; behind the segment's end for bytes in memory.
  func locate(_ index: UInt64) throws(StoreError) -> (segment: Segment, range: Range<Int>) {
    guard index < size else { throw .notRecorded(index: index, size: size) }
    let segment = try self.segment(of: index)
    let first = max(index - index % OffsetTable.stride, segment.firstIndex)
    if first == segment.firstIndex {
      return (segment, try walk(segment, from: 0, at: first, to: index))
    }
    if let offset = offsets.offset(ofMark: first / OffsetTable.stride),
      let range = try? walk(segment, from: offset, at: first, to: index)
    {
      return (segment, range)
    }
    let marks = try walkedMarks(of: segment)
    let mark = Int((first - segment.firstIndex) / OffsetTable.stride)
    return (segment, try walk(segment, from: Int(marks[mark]), at: first, to: index))
  }

  /// The segment file that an entry is in.
  func segment(of index: UInt64) throws(StoreError) -> Segment {
    let number = shape.segment(of: index)
    if let trial = tail.trial, index >= trial.start {
      guard let segment = trial.segments[number] else {
        throw .notRecorded(index: index, size: size)
      }
      return segment
    }
    if let segment = segments[number] { return segment }
    let path = Layout.segmentPath(number)
    guard let file = try root.openIfPresent(path, .read) else {
      throw .damage(Damage(kind: .missingFile, path: path, offset: 0, index: index))
    }
    let segment = try Segment(
      number: number, firstIndex: shape.firstIndex(ofSegment: number), path: path, file: file)
    keep(segment)
    return segment
  }

  /// Keeps a segment open for what is asked next, and lets go of all others when there are too many.
  func keep(_ segment: Segment) {
    if segments.count >= EntryLog.openSegmentsMax {
      segments.removeAll(keepingCapacity: true)
      // Those that the group under way writes stay the same objects, for they know what is in memory.
      let written = [tail.start?.segment, tail.trial == nil ? tail.segment : nil] + tail.unsynced
      for case let segment? in written { segments[segment.number] = segment }
    }
    segments[segment.number] = segment
  }

  /// Gives bytes of a segment, be they in its file or still in memory.
  func withBytes<Result>(
    of segment: Segment, _ range: Range<Int>,
    _ body: (Span<UInt8>) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    if segment === tail.segment, range.lowerBound >= segment.sizeBytes {
      let start = range.lowerBound - segment.sizeBytes
      let buffer = tail.buffer
      return try body(buffer.span.extracting(start..<start + range.count))
    }
    return try segment.withBytes(range, body)
  }

  /// Walks from the entry `index`, whose length stands at `offset`, to the entry `target`, and checks
  /// that it is that entry.
  private func walk(
    _ segment: Segment, from offset: Int, at index: UInt64, to target: UInt64
  ) throws(StoreError) -> Range<Int> {
    var offset = offset
    var index = index
    if let skipped = segment.skip(target - index, from: offset) {
      (offset, index) = (skipped, target)
    }
    while true {
      let range = try entryRange(of: segment, at: offset, index: index)
      if index == target {
        try withBytes(of: segment, range) { (bytes: Span<UInt8>) throws(StoreError) in
          try check(bytes, isEntry: target, of: segment, at: offset)
        }
        return range
      }
      offset = range.upperBound
      index += 1
    }
  }

  /// The bytes of the entry whose length stands at `offset`.
  func entryRange(
    of segment: Segment, at offset: Int, index: UInt64
  ) throws(StoreError) -> Range<Int> {
    let start = offset + Layout.lengthSizeBytes
    guard try has(segment, offset..<start) else {
      throw damage(.truncated(sizeBytes: segment.sizeBytes), segment, offset, index)
    }
    let length = try withBytes(of: segment, offset..<start) { bytes in
      Int(bytes[0]) << 8 | Int(bytes[1])
    }
    guard try has(segment, start..<start + length) else {
      throw damage(.truncated(sizeBytes: segment.sizeBytes), segment, offset, index)
    }
    return start..<start + length
  }

  private func has(_ segment: Segment, _ range: Range<Int>) throws(StoreError) -> Bool {
    if segment === tail.segment {
      return range.upperBound <= segment.sizeBytes + tail.buffer.count
    }
    return try segment.has(range)
  }

  /// The marks of a segment, found by walking it from its beginning; marks count from its first entry.
  private func walkedMarks(of segment: Segment) throws(StoreError) -> [UInt32] {
    if let marks = walkedMarks[segment.number], segment !== tail.segment { return marks }
    var marks: [UInt32] = []
    var offset = 0
    let end = min(size, shape.firstIndex(ofSegment: segment.number + 1))
    for index in segment.firstIndex..<end {
      if index.isMultiple(of: OffsetTable.stride) {
        marks.append(UInt32(truncatingIfNeeded: offset))
      }
      offset = try entryRange(of: segment, at: offset, index: index).upperBound
    }
    walkedMarks[segment.number] = marks
    return marks
  }

  private func check(
    _ bytes: Span<UInt8>, isEntry index: UInt64, of segment: Segment, at offset: Int
  ) throws(StoreError) {
    let found: UInt64
    do {
      var reader = CBORReader(end: bytes.count)
      _ = try reader.array(bytes)
      let version = try reader.unsigned(bytes)
      guard version == Entry.version else {
        throw damage(.entry(.newer(version: version)), segment, offset, index)
      }
      found = try reader.unsigned(bytes)
    } catch let error as StoreError {
      throw error
    } catch let error as CBORError {
      throw damage(.entry(.encoding(error)), segment, offset, index)
    } catch { preconditionFailure("only these errors are thrown here: \(error)") }
    if found != index {
      throw damage(.index(expected: index, found: found), segment, offset, index)
    }
  }

  func damage(
    _ kind: DamageKind, _ segment: Segment, _ offset: Int, _ index: UInt64
  ) -> StoreError {
    .damage(Damage(kind: kind, path: segment.path, offset: offset, index: index))
  }
}

extension EntryLog {
  /// Gives an entry's envelope and bytes.
  func withEnvelope<Result>(
    at index: UInt64,
    _ body: (EntryEnvelope, Span<UInt8>) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    if let last, last.envelope.index == index {
      return try withBytes(of: last.segment, last.range) {
        (bytes: Span<UInt8>) throws(StoreError) in try body(last.envelope, bytes)
      }
    }
    let place = try locate(index)
    return try withBytes(of: place.segment, place.range) {
      (bytes: Span<UInt8>) throws(StoreError) in
      let envelope: EntryEnvelope
      do throws(EntryError) { envelope = try EntryEnvelope(bytes) } catch {
        throw damage(.entry(error), place.segment, place.range.lowerBound, index)
      }
      if remembersLast { last = (place.segment, place.range, envelope) }
      return try body(envelope, bytes)
    }
  }

  /// The leaf hash of an entry, from its stored bytes.
  func leafHash(at index: UInt64, _ hasher: inout Hasher) throws(StoreError) -> Hash {
    let place = try locate(index)
    var hash: Hash?
    try withBytes(of: place.segment, place.range) { (bytes: Span<UInt8>) throws(StoreError) in
      hash = hasher.leafHash(bytes)
    }
    guard let hash else { preconditionFailure("the bytes were given") }
    return hash
  }
}
