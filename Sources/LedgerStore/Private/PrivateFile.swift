internal import LedgerFormat

/// The openings that belong to the entries of one segment.
final class PrivateFile {
  /// Where a record is.
  private struct Place {
    var index: UInt64
    var offset: Int
    var sizeBytes: Int

    var end: Int { offset + sizeBytes }
  }

  /// The bytes read at once: more than the longest record, and few enough that the next piece takes the memory of
  /// the last one, where a large one would be new pages each time.
  private static let pieceSizeBytes = 3 << 15
  /// The records that room is made for at once, however long a file says it is.
  private static let reservedRecordsMax = 1 << 16

  private let file: File
  /// The bytes of whole records in the file.
  private(set) var sizeBytes = 0
  private var buffer: [UInt8] = []
  /// The records read so far, in the order of their entries.
  private var places: [Place] = []
  private var placedBytes = 0
  private(set) var isDirty = false

  /// Takes up a file, whose records for entries from `size` on, and whose torn tail, do not count.
  init(_ file: File, size: UInt64) throws(StoreError) {
    self.file = file
    try place(upTo: try file.size())
    while let last = places.last, last.index >= size { places.removeLast() }
    placedBytes = places.last?.end ?? 0
    sizeBytes = placedBytes
  }

  /// Cuts from the file what does not count; gives the number of bytes.
  ///
  /// Durable with the next sync, also where an ended process has cut it already: what it cut may come back
  /// with the power.
  func cut() throws(StoreError) -> Int {
    let surplus = try file.size() - sizeBytes
    if surplus > 0 { try file.truncate(to: sizeBytes) }
    isDirty = true
    return surplus
  }

  /// Appends whole records.
  func append(_ records: Span<UInt8>) { buffer.append(records) }

  /// The bytes of all records, also of those in memory.
  var endBytes: Int { sizeBytes + buffer.count }

  func flush() throws(StoreError) {
    guard !buffer.isEmpty else { return }
    try file.write(buffer, at: sizeBytes)
    sizeBytes += buffer.count
    buffer.removeAll(keepingCapacity: true)
    isDirty = true
  }

  /// True when no record is in memory alone or waits for its sync.
  var isDurable: Bool { buffer.isEmpty && !isDirty }

  func sync() throws(StoreError) {
    try flush()
    if isDirty { try file.sync() }
    isDirty = false
  }

  /// Forgets everything behind the first `count` bytes.
  func truncate(to count: Int) throws(StoreError) {
    buffer.removeAll(keepingCapacity: true)
    if sizeBytes > count {
      try file.truncate(to: count)
      sizeBytes = count
      isDirty = true
    }
    while let last = places.last, last.offset >= count { places.removeLast() }
    placedBytes = min(placedBytes, count)
  }

  /// The openings of an entry that are whole.
  func openings(of index: UInt64) throws(StoreError) -> [Opening] {
    var openings: [Opening] = []
    for place in try places(of: index) {
      let bytes = try record(at: place.offset)
      guard let record = PrivateRecord(bytes.span, at: 0),
        let opening = record.opening(bytes.span, at: 0)
      else { continue }
      openings.append(opening)
    }
    return openings
  }

  /// Overwrites an entry's openings with zeros, durably; gives how many there were.
  func erase(index: UInt64, field: UInt8?) throws(StoreError) -> Int {
    var count = 0
    for place in try places(of: index) {
      let bytes = try record(at: place.offset)
      guard let record = PrivateRecord(bytes.span, at: 0), field == nil || field == record.field
      else { continue }
      // What a crash left half erased is erased again, and was not there to be counted.
      if record.opening(bytes.span, at: 0) != nil { count += 1 }
      let zeros = [UInt8](repeating: 0, count: record.sizeBytes - PrivateRecord.headSizeBytes)
      try file.write(zeros, at: place.offset + PrivateRecord.headSizeBytes)
      isDirty = true
    }
    try sync()
    return count
  }

  private func record(at offset: Int) throws(StoreError) -> [UInt8] {
    let head = try file.read(at: offset, count: 4)
    guard head.count == 4 else { return [] }
    let valueSizeBytes = Int(head[2]) | Int(head[3]) << 8
    let record = PrivateRecord.headSizeBytes + Opening.saltSizeBytes + valueSizeBytes
    return try file.read(at: offset, count: record + PrivateRecord.checkSizeBytes)
  }

  private func places(of index: UInt64) throws(StoreError) -> ArraySlice<Place> {
    try flush()
    if placedBytes < sizeBytes { try place(upTo: sizeBytes) }
    let start = firstPlace(from: index)
    return places[start..<firstPlace(from: index + 1)]
  }

  /// The first place of an entry not below `index`; records lie in the order of their entries.
  private func firstPlace(from index: UInt64) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].index < index { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Finds the records up to an offset; passes over damage that records follow, and stops where a
  /// record is torn and none follows.
  private func place(upTo end: Int) throws(StoreError) {
    guard end <= Segment.sizeBytesMax else {
      throw .tooLarge(path: file.path, sizeBytes: end, sizeBytesMax: Segment.sizeBytesMax)
    }
    var start = placedBytes
    // Room at once for what a segment mostly has: a table that grows is copied into new pages again and again.
    if places.isEmpty {
      let recordsMax = (end - start) / PrivateRecord.sizeBytesMin
      places.reserveCapacity(min(recordsMax, PrivateFile.reservedRecordsMax))
    }
    while start < end {
      let count = min(PrivateFile.pieceSizeBytes, end - start)
      let bytes = try file.read(at: start, count: count)
      var offset = 0
      while let next = PrivateRecord.next(in: bytes.span, from: offset) {
        let place = Place(
          index: next.record.index, offset: start + next.offset, sizeBytes: next.record.sizeBytes)
        offset = next.offset + place.sizeBytes
        // Records lie in the order of their entries; one that does not is none.
        if let last = places.last, last.index > place.index { continue }
        places.append(place)
      }
      if offset > 0 { placedBytes = start + offset }
      guard bytes.count == count, start + count < end else { return }
      // A record that the piece cuts off is read with the next one.
      start += max(offset, count - PrivateRecord.sizeBytesMax + 1)
    }
  }
}
