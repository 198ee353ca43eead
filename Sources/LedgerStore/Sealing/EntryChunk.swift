internal import LedgerFormat

/// Entries that were composed, one behind another, with places in them for the hashes that they name.
///
/// An entry's size does not depend on its hashes, so whoever composes it knows everything but these. A chunk goes
/// from the thread that composes to the one that seals and back, and only one of them has it at a time.
final class EntryChunk: @unchecked Sendable {
  /// So many entries, or so many bytes, are worth handing over.
  private static let entriesMax = 256
  private static let sizeBytesMax = 1 << 17

  /// Where a leaf hash of 32 bytes belongs, and of which entry it is.
  struct Place {
    var offset: Int
    var entry: UInt64
  }

  struct Composed {
    /// Where the entry's bytes are.
    var range: Range<Int>
    /// Where in them the byte is that says whether another entry of the group follows.
    var moreOffset: Int
    /// Its places among all of the chunk.
    var places: Range<Int>
  }

  private var encoder = EntryEncoder()
  private(set) var entries: [Composed] = []
  private(set) var places: [Place] = []
  /// What opens private fields of the entries, as it goes into files: made where the openings are at hand, for whoever
  /// gave them uses their memory again.
  private var records: [UInt8] = []
  /// Where the records of each entry end.
  private var recordEnds: [Int] = []

  var isEmpty: Bool { entries.isEmpty }
  var isFull: Bool {
    entries.count >= EntryChunk.entriesMax || encoder.sizeBytes >= EntryChunk.sizeBytesMax
  }

  /// Composes an entry behind the others.
  ///
  /// - Parameter links: what its link on each of the streams names.
  /// - Throws: `entryTooLarge`; the chunk is then as before.
  func append(
    index: UInt64, recordedAt: UInt64, _ streams: [StreamKey], _ links: [NewLink],
    body: Span<UInt8>
  ) throws(StoreError) {
    let (first, start) = (places.count, encoder.sizeBytes)
    EntryChunk.write(
      index, recordedAt, streams, links.span, body, to: &encoder, places: &places)
    let sizeBytes = encoder.sizeBytes - start
    guard sizeBytes <= Limits.entrySizeBytesMax else {
      encoder.removeLast()
      places.removeLast(places.count - first)
      throw .entryTooLarge(sizeBytes: sizeBytes, sizeBytesMax: Limits.entrySizeBytesMax)
    }
    entries.append(
      Composed(
        range: start..<start + sizeBytes, moreOffset: encoder.moreOffset,
        places: first..<places.count))
  }

  /// Adds what opens private fields of the entry composed last, which was checked.
  func append(_ openings: [Opening], index: UInt64) {
    for opening in openings { PrivateRecord.append(opening, index: index, to: &records) }
    recordEnds.append(records.count)
  }

  /// Gives the records of what opens private fields of an entry.
  func withRecords(
    of entry: Int, _ use: (Span<UInt8>) throws(StoreError) -> Void
  ) throws(StoreError) {
    let start = entry == 0 ? 0 : recordEnds[entry - 1]
    let records = records
    try use(records.span.extracting(start..<recordEnds[entry]))
  }

  /// Fills a place in.
  func set(_ hash: Hash, at place: Place) { encoder.set(hash, at: place.offset) }

  /// Gives an entry's bytes.
  func withBytes(
    of entry: Composed, _ use: (Span<UInt8>) throws(StoreError) -> Void
  ) throws(StoreError) {
    try encoder.withBytes(of: entry.range, use)
  }

  func removeAll() {
    encoder.removeAll()
    entries.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    recordEnds.removeAll(keepingCapacity: true)
  }

  private static func write(
    _ index: UInt64, _ recordedAt: UInt64, _ streams: [StreamKey], _ links: Span<NewLink>,
    _ body: Span<UInt8>, to encoder: inout EntryEncoder, places: inout [Place]
  ) {
    let unknown = StreamMap.emptyHash
    encoder.begin(
      index: index, recordedAt: recordedAt, previous: unknown, linkCount: links.count)
    places.append(Place(offset: encoder.hashOffset, entry: index - 1))
    for position in links.indices {
      if let head = links[position].head {
        encoder.link(
          streams[position], ordinal: head.ordinal + 1, previous: head.index, unknown)
        places.append(Place(offset: encoder.hashOffset, entry: head.index))
      } else {
        encoder.firstLink(streams[position])
      }
    }
    encoder.end(body: body)
  }
}
