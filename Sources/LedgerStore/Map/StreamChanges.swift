internal import LedgerFormat

/// The streams that some neighbouring entries are on, each with its newest entry among them.
///
/// Read from the log's own links: a link that names an entry among these takes the place of that entry's
/// link on the same stream. So no name is looked up in a table, and only the streams that remain are hashed.
/// Memory: 40 bytes for each entry; as much and the name for each link.
struct StreamChanges {
  /// A link of one of the entries.
  private struct Place {
    let entry: UInt32
    let kind: UInt8
    var isNewest = true
    let idSizeBytes: UInt16
    /// Where the name stands in `names`.
    let idStart: UInt32
    /// Tells apart most streams of one entry.
    let mark: UInt64
    let ordinal: UInt64
    /// The entry before on the stream; `UInt64.max` where there is none.
    let previous: UInt64

    init(_ link: borrowing StoredLink, _ bytes: Span<UInt8>, entry: UInt32, idStart: Int) {
      self.entry = entry
      kind = UInt8(truncatingIfNeeded: link.kind)
      idSizeBytes = UInt16(link.id.count)
      self.idStart = UInt32(idStart)
      mark = Checksum.of(bytes, link.id)
      ordinal = link.ordinal
      previous = link.previous?.index ?? .max
    }

    var id: Range<Int> { Int(idStart)..<Int(idStart) + Int(idSizeBytes) }
  }

  private let first: UInt64
  private var places: [Place]
  /// Where the places of each entry begin, and where they end.
  private let starts: [Int]
  private let names: [UInt8]
  /// The leaf hashes of the entries, as the next one remembers them.
  private let leafHashes: [Hash]

  /// Reads the entries of a range, which is not empty.
  init(
    _ log: EntryLog, _ range: Range<UInt64>, _ hasher: inout Hasher
  ) throws(StoreError) {
    first = range.lowerBound
    var places: [Place] = []
    var (starts, names): ([Int], [UInt8]) = ([0], [])
    var leafHashes: [Hash] = []
    starts.reserveCapacity(range.count + 1)
    leafHashes.reserveCapacity(range.count)
    try log.walk(range) {
      (index: UInt64, bytes: Span<UInt8>, segment: Segment, offset: Int) throws(StoreError) in
      let entry = UInt32(index - range.lowerBound)
      let envelope: EntryEnvelope
      do throws(EntryError) {
        envelope = try EntryEnvelope(bytes) { link in
          places.append(Place(link, bytes, entry: entry, idStart: names.count))
          names.append(bytes.extracting(link.id))
        }
      } catch { throw log.damage(.entry(error), segment, offset, index) }
      guard envelope.index == index else {
        throw log.damage(.index(expected: index, found: envelope.index), segment, offset, index)
      }
      if entry > 0, let previous = envelope.previous { leafHashes.append(previous) }
      starts.append(places.count)
    }
    leafHashes.append(try StreamChanges.leafHash(at: range.upperBound - 1, log, &hasher))
    (self.places, self.starts, self.names) = (places, starts, names)
    self.leafHashes = leafHashes
    for newer in places where newer.previous >= first && newer.previous != .max {
      guard newer.previous - first < UInt64(newer.entry) else { continue }
      replace(newer.previous, by: newer, names.span)
    }
  }

  /// Takes note of what the entries right behind these have changed again.
  mutating func giveWay(to newer: borrowing StreamChanges) {
    let end = first + UInt64(leafHashes.count)
    for place in newer.places where place.previous >= first && place.previous < end {
      replace(place.previous, by: place, newer.names.span)
    }
  }

  /// The streams as the map has them, in the order of their keys.
  func leaves(_ hasher: inout Hasher) -> [StreamMapLeaf] {
    var found: [StreamMapLeaf] = []
    // Small things are sorted, and then the large ones moved once.
    var order: [(prefix: UInt64, position: Int)] = []
    for place in places where place.isNewest {
      let key = StreamMap.key(
        streamKind: place.kind, id: names.span.extracting(place.id), &hasher)
      order.append((key.prefix, found.count))
      found.append(
        StreamMapLeaf(
          key: key, count: place.ordinal &+ 1, head: leafHashes[Int(place.entry)]))
    }
    order.sort { left, right in
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      return found[left.position].key < found[right.position].key
    }
    return order.map { found[$0.position] }
  }

  /// The leaf hash of an entry, which may be the newest of a group under way.
  private static func leafHash(
    at index: UInt64, _ log: EntryLog, _ hasher: inout Hasher
  ) throws(StoreError) -> Hash {
    if index + 1 < log.size {
      let next = try log.withEnvelope(at: index + 1) { envelope, _ in envelope.previous }
      if let next { return next }
    }
    if index + 1 == log.size, let pending = log.pendingLeafHash(&hasher) { return pending }
    return try log.leafHash(at: index, &hasher)
  }

  /// Takes note that an earlier entry is not the newest of a stream.
  ///
  /// - Parameter newerNames: the names that the newer place's is among.
  private mutating func replace(
    _ index: UInt64, by newer: Place, _ newerNames: borrowing Span<UInt8>
  ) {
    let entry = Int(index - first)
    for older in starts[entry]..<starts[entry + 1] {
      // Two streams of one entry with one mark were made so by somebody: their names tell.
      guard places[older].mark == newer.mark, places[older].kind == newer.kind,
        places[older].ordinal &+ 1 == newer.ordinal,
        isEqual(names.span.extracting(places[older].id), newerNames.extracting(newer.id))
      else { continue }
      places[older].isNewest = false
    }
  }

  private func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for position in left.indices where left[position] != right[position] { return false }
    return true
  }
}
