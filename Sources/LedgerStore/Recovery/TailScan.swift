internal import LedgerFormat

/// A place between two entries of the log.
struct LogPlace: Equatable {
  /// The entries before it.
  var size: UInt64
  /// The leaf hash of the entry before it; nil at the log's beginning.
  var lastLeafHash: Hash?
  /// The segment file and the offset in it; the end of a full file, not the beginning of the next.
  var segment: UInt64
  var offset: Int
}

/// What the log holds behind a place: whole groups, then perhaps something that is none.
struct TailScan {
  /// Behind the last whole group.
  var whole: LogPlace
  /// The first thing that is not an entry in its place; nil where the log just ends.
  var bad: Damage?
  /// True when a whole group stands behind what is bad, which then was not torn but damaged.
  var isBeforeLaterGroup = false

  /// Reads everything behind `start`, entry by entry.
  ///
  /// Cost: one leaf hash an entry. Damage is found here and told in `bad`; thrown are only the
  /// errors of reading.
  init(from start: LogPlace, log: EntryLog, _ hasher: inout Hasher) throws(StoreError) {
    whole = start
    var place = start
    let numbers = try TailScan.segmentNumbers(log.root)
    while true {
      if place.size == log.shape.firstIndex(ofSegment: place.segment + 1) {
        (place.segment, place.offset) = (place.segment + 1, 0)
      }
      guard numbers.contains(place.segment) else {
        if let next = numbers.first(where: { $0 > place.segment }) {
          let path = Layout.segmentPath(place.segment)
          bad = Damage(kind: .missingFile, path: path, offset: 0, index: place.size)
          isBeforeLaterGroup = try TailScan.hasLaterGroup(
            log, Resumption(segment: next, offset: 0, index: place.size, isAfterEnd: false),
            &hasher)
        }
        return
      }
      let isComplete = try read(segment: place.segment, &place, log, &hasher)
      if !isComplete { break }
    }
    // A file that merely ends is bad only where another one follows.
    if bad == nil, let next = numbers.first(where: { $0 > place.segment }) {
      let path = Layout.segmentPath(place.segment)
      bad = Damage(
        kind: .truncated(sizeBytes: place.offset), path: path, offset: place.offset,
        index: place.size)
      isBeforeLaterGroup = try TailScan.hasLaterGroup(
        log, Resumption(segment: next, offset: 0, index: place.size, isAfterEnd: false), &hasher)
    }
  }

  /// The numbers of the segment files that are there, ascending.
  static func segmentNumbers(_ root: Folder) throws(StoreError) -> [UInt64] {
    let names = try root.folder(Layout.entries).names() ?? []
    return names.compactMap { name in
      guard name.utf8.count == 10, let number = UInt64(name),
        Layout.name(ofSegment: number) == name
      else { return nil }
      return number
    }
  }

  /// Reads on in one segment; true when it is full and nothing is wrong with it.
  private mutating func read(
    segment number: UInt64, _ place: inout LogPlace, _ log: EntryLog, _ hasher: inout Hasher
  ) throws(StoreError) -> Bool {
    let segment = try log.openSegment(number)
    let end = log.shape.firstIndex(ofSegment: number + 1)
    while place.size < end {
      if place.offset == segment.sizeBytes { return false }
      let reading = try EntryReading(at: place.offset, of: segment, &hasher)
      if let problem = problem(of: reading, at: place) {
        bad = Damage(
          kind: problem, path: segment.path, offset: place.offset, index: place.size)
        try lookBehind(reading, at: place, log, &hasher)
        return false
      }
      guard let found = reading.found else { preconditionFailure("no problem, so an entry") }
      place.size += 1
      place.offset = reading.end
      place.lastLeafHash = found.leafHash
      if !found.more { whole = place }
    }
    if place.offset < segment.sizeBytes {
      bad = Damage(
        kind: .entry(.encoding(.trailing(position: place.offset))), path: segment.path,
        offset: place.offset, index: place.size)
      isBeforeLaterGroup = try TailScan.hasLaterGroup(
        log,
        Resumption(
          segment: number + 1, offset: 0, index: place.size, isAfterEnd: whole == place),
        &hasher)
      return false
    }
    return true
  }

  private func problem(of reading: EntryReading, at place: LogPlace) -> DamageKind? {
    guard let found = reading.found else { return reading.problem }
    if found.index != place.size { return .index(expected: place.size, found: found.index) }
    if let expected = place.lastLeafHash, found.previous != expected {
      return .previous(expected: expected, found: found.previous)
    }
    // The next entry's link vouches for every entry but a group's last, which must look whole.
    return found.more ? nil : reading.problem
  }

  private mutating func lookBehind(
    _ reading: EntryReading, at place: LogPlace, _ log: EntryLog, _ hasher: inout Hasher
  ) throws(StoreError) {
    var resumption = Resumption(
      segment: place.segment, offset: place.offset + 1, index: place.size, isAfterEnd: false)
    if let found = reading.found, found.index == place.size, !found.more {
      resumption.offset = reading.end
      resumption.isAfterEnd = true
    }
    isBeforeLaterGroup = try TailScan.hasLaterGroup(log, resumption, &hasher)
  }
}

extension EntryLog {
  /// Opens a segment by its number, whatever the size of the log is said to be.
  func openSegment(_ number: UInt64) throws(StoreError) -> Segment {
    if let segment = segments[number] { return segment }
    let path = Layout.segmentPath(number)
    let segment = try Segment(
      number: number, firstIndex: shape.firstIndex(ofSegment: number), path: path,
      file: try root.open(path, .read))
    keep(segment)
    return segment
  }
}
