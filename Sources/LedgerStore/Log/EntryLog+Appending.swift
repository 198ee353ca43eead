internal import LedgerFormat

/// What was appended and is not synced yet.
struct AppendedTail {
  /// The segment that is appended to; nil while there is none.
  var segment: Segment?
  /// The bytes behind that segment's end.
  var buffer: [UInt8] = []
  /// The newest entry, as long as it is not known whether another of its group follows.
  var pending: PendingEntry?
  /// Full segments that were not synced yet, the oldest first.
  var unsynced: [Segment] = []
  /// True when bytes of `segment` were written and not synced.
  var isDirty = false
  /// True when a segment was made and its name is not durable yet.
  var isFolderDirty = false
  /// Where the group under way began.
  var start: GroupStart?
  /// The temporary segments of a trial group.
  var trial: TrialSegments?

  struct PendingEntry {
    /// Where the entry's bytes are in the buffer.
    var range: Range<Int>
    /// Where the byte is that says whether another entry follows.
    var moreOffset: Int
    /// Its leaf hash if another entry follows, once that was computed.
    var leafHash: Hash?
  }

  /// What the log was when a group began.
  struct GroupStart {
    var size: UInt64
    var lastLeafHash: Hash?
    var segment: Segment?
    var sizeBytes: Int
  }

  struct TrialSegments {
    /// The first entry of the group.
    var start: UInt64
    var segments: [UInt64: Segment] = [:]
  }
}

extension EntryLog {
  /// Begins a group; a trial one goes to temporary files.
  func beginGroup(isTrial: Bool) throws(StoreError) {
    precondition(tail.start == nil && tail.pending == nil, "one group at a time")
    try flush()
    tail.start = AppendedTail.GroupStart(
      size: size, lastLeafHash: lastLeafHash, segment: tail.segment,
      sizeBytes: tail.segment?.sizeBytes ?? 0)
    if isTrial {
      tail.trial = AppendedTail.TrialSegments(start: size)
      tail.segment = nil
    }
  }

  /// Appends an entry's bytes, of which the byte at `moreOffset` says that another follows.
  func append(_ entry: Span<UInt8>, moreOffset: Int) throws(StoreError) {
    precondition(tail.pending == nil, "the entry before is settled first")
    precondition(entry.count <= Limits.entrySizeBytesMax, "two bytes hold an entry's length")
    precondition(entry[moreOffset] == EntryLog.moreFollows, "an entry awaits whether more follows")
    try openSegmentIfNeeded()
    guard let segment = tail.segment else { preconditionFailure("a segment is open") }
    if size.isMultiple(of: OffsetTable.stride) {
      offsets.append(segment.sizeBytes + tail.buffer.count)
    }
    tail.buffer.append(UInt8(truncatingIfNeeded: entry.count >> 8))
    tail.buffer.append(UInt8(truncatingIfNeeded: entry.count))
    let start = tail.buffer.count
    tail.buffer.append(entry)
    tail.pending = AppendedTail.PendingEntry(
      range: start..<tail.buffer.count, moreOffset: start + moreOffset)
    size += 1
  }

  /// The leaf hash of the newest entry, if another of its group follows; nil when it is settled.
  func pendingLeafHash(_ hasher: inout Hasher) -> Hash? {
    guard let pending = tail.pending else { return nil }
    if let hash = pending.leafHash { return hash }
    let hash = hasher.leafHash(tail.buffer.span.extracting(pending.range))
    tail.pending?.leafHash = hash
    return hash
  }

  /// Says of the newest entry whether it is its group's last, and gives its leaf hash.
  func settle(isLast: Bool, _ hasher: inout Hasher) throws(StoreError) -> Hash {
    guard let pending = tail.pending else { preconditionFailure("nothing to settle") }
    precondition(
      tail.buffer[pending.moreOffset] == EntryLog.moreFollows, "an entry is settled once")
    if isLast {
      tail.buffer[pending.moreOffset] = EntryLog.nothingFollows
      tail.pending?.leafHash = nil
    }
    guard let hash = pendingLeafHash(&hasher) else { preconditionFailure("still pending") }
    lastLeafHash = hash
    tail.pending = nil
    // The group's end is written by the commit alone, when the openings of all its entries are durable.
    if !isLast, tail.buffer.count >= shape.bufferSizeBytes { try flush() }
    return hash
  }

  /// Ends the group, whose last entry is settled; it is not durable yet.
  func endGroup() { tail.start = nil }

  /// Writes what is in memory to the segment's file.
  func flush() throws(StoreError) {
    precondition(tail.pending == nil, "an entry that may still change is in memory")
    if let segment = tail.segment, !tail.buffer.isEmpty {
      try segment.append(tail.buffer)
      tail.buffer.removeAll(keepingCapacity: true)
      tail.isDirty = true
    }
    writtenSize = size
  }

  /// True when no appended byte is in memory alone or waits for its sync.
  var isDurable: Bool {
    tail.buffer.isEmpty && tail.unsynced.isEmpty && !tail.isDirty && !tail.isFolderDirty
  }

  /// Makes everything appended durable: full segments, the newest one, their names.
  func sync() throws(StoreError) {
    precondition(tail.start == nil && tail.trial == nil, "a group is under way")
    try flush()
    for segment in tail.unsynced { try segment.file.sync() }
    tail.unsynced.removeAll()
    if tail.isDirty { try tail.segment?.file.sync() }
    tail.isDirty = false
    if tail.isFolderDirty { try root.folder(Layout.entries).sync() }
    tail.isFolderDirty = false
  }

  /// Drops the group: cuts its bytes and removes its segments.
  func rollBack() throws(StoreError) {
    guard let start = tail.start else { preconditionFailure("no group to roll back") }
    let isTrial = tail.trial != nil
    let last = tail.segment
    tail.buffer.removeAll(keepingCapacity: true)
    (tail.pending, tail.start, tail.trial) = (nil, nil, nil)
    (size, writtenSize) = (start.size, start.size)
    lastLeafHash = start.lastLeafHash
    tail.segment = start.segment
    offsets.truncate(to: OffsetTable.markCount(size: size))
    if isTrial { return }
    tail.isDirty = true
    if let segment = start.segment, segment.sizeBytes > start.sizeBytes {
      try segment.truncate(to: start.sizeBytes)
    }
    guard let last, last !== start.segment else { return }
    tail.unsynced.removeAll { $0.number >= (start.segment?.number ?? 0) }
    let firstNew = start.segment.map { $0.number + 1 } ?? last.number
    for number in (firstNew...last.number).reversed() {
      segments[number] = nil
      try root.remove(Layout.segmentPath(number))
    }
    tail.isFolderDirty = true
  }

  private static let moreFollows: UInt8 = 0xF5
  private static let nothingFollows: UInt8 = 0xF4

  /// Makes sure that the next entry has a segment to go to.
  private func openSegmentIfNeeded() throws(StoreError) {
    let number = shape.segment(of: size)
    if let segment = tail.segment, segment.number == number { return }
    try flush()
    let path = Layout.segmentPath(number)
    if let trial = tail.trial {
      let segment = try Segment(
        number: number, firstIndex: max(trial.start, shape.firstIndex(ofSegment: number)),
        path: path, file: try File.temporary(root.files))
      tail.trial?.segments[number] = segment
      tail.segment = segment
      return
    }
    if let full = tail.segment { tail.unsynced.append(full) }
    while tail.unsynced.count > shape.unsyncedSegmentsMax {
      try tail.unsynced[0].file.sync()
      tail.unsynced.removeFirst()
    }
    let segment = try Segment(
      number: number, firstIndex: shape.firstIndex(ofSegment: number), path: path,
      file: try root.open(path, .create))
    // Recovery has dealt with every byte behind the last whole group, so none can be here.
    guard segment.sizeBytes == 0 else {
      throw .damage(Damage(kind: .beforeLaterGroup, path: path, offset: 0, index: size))
    }
    keep(segment)
    tail.segment = segment
    tail.isFolderDirty = true
  }
}
