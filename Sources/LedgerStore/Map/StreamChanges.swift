internal import LedgerFormat

/// The streams that some neighbouring entries are on, each with its newest entry among them.
///
/// Read from the log's own links: a link that names an entry among these takes the place of that entry's
/// link on the same stream. So no name is looked up in a table, and only the streams that remain are hashed.
/// Memory: 40 bytes for each entry and as much for each link.
struct StreamChanges {
  /// A link of one of the entries.
  fileprivate struct Place {
    let entry: UInt32
    let kind: UInt8
    var isNewest = true
    let id: Range<UInt16>
    /// Tells apart most streams of one entry.
    let mark: UInt64
    let ordinal: UInt64
  }

  private let log: EntryLog
  private let first: UInt64
  private var places: [Place] = []
  /// Where the places of each entry begin, and where they end.
  private var starts: [Int] = [0]
  /// The leaf hashes of the entries, as the next one remembers them.
  private var leafHashes: [Hash] = []

  /// Reads the entries of a range, which is not empty.
  init(
    _ log: EntryLog, _ range: Range<UInt64>, _ hasher: inout Hasher
  ) throws(StoreError) {
    self.log = log
    first = range.lowerBound
    starts.reserveCapacity(range.count + 1)
    leafHashes.reserveCapacity(range.count)
    for index in range {
      var found: [Place] = []
      var previous: [Link.Previous?] = []
      try log.withEnvelope(at: index) { (envelope: EntryEnvelope, bytes: Span<UInt8>) in
        if index > first, let previous = envelope.previous { leafHashes.append(previous) }
        for link in envelope.links(bytes) {
          found.append(place(of: link, bytes, index))
          previous.append(link.previous)
        }
      }
      for (place, previous) in zip(found, previous) {
        if let previous, previous.index >= first { try replace(previous.index, by: place) }
        places.append(place)
      }
      starts.append(places.count)
    }
    leafHashes.append(try leafHash(at: range.upperBound - 1, &hasher))
  }

  /// The streams as the map has them, in the order of their keys.
  func leaves(_ hasher: inout Hasher) throws(StoreError) -> [StreamMapLeaf] {
    var leaves: [StreamMapLeaf] = []
    for entry in leafHashes.indices {
      let own = starts[entry]..<starts[entry + 1]
      guard own.contains(where: { places[$0].isNewest }) else { continue }
      try log.withBytes(at: first + UInt64(entry)) { bytes in
        for place in own where places[place].isNewest {
          let key = StreamMap.key(
            streamKind: places[place].kind,
            id: bytes.extracting(places[place].idRange), &hasher)
          leaves.append(
            StreamMapLeaf(
              key: key, count: places[place].ordinal &+ 1, head: leafHashes[entry]))
        }
      }
    }
    leaves.sort { $0.key < $1.key }
    return leaves
  }

  /// The leaf hash of an entry, which may be the newest of a group under way.
  private func leafHash(
    at index: UInt64, _ hasher: inout Hasher
  ) throws(StoreError) -> Hash {
    if index + 1 < log.size {
      let next = try log.withEnvelope(at: index + 1) { envelope, _ in envelope.previous }
      if let next { return next }
    }
    if index + 1 == log.size, let pending = log.pendingLeafHash(&hasher) { return pending }
    return try log.leafHash(at: index, &hasher)
  }

  private func place(of link: StoredLink, _ bytes: Span<UInt8>, _ index: UInt64) -> Place {
    Place(
      entry: UInt32(index - first), kind: UInt8(truncatingIfNeeded: link.kind),
      id: UInt16(link.id.lowerBound)..<UInt16(link.id.upperBound),
      mark: Checksum.of(bytes, link.id), ordinal: link.ordinal)
  }

  /// Takes note that an earlier entry is not the newest of a stream.
  private mutating func replace(_ index: UInt64, by newer: Place) throws(StoreError) {
    guard index - first < UInt64(newer.entry) else { return }
    let entry = Int(index - first)
    let own = starts[entry]..<starts[entry + 1]
    func isLike(_ place: Int) -> Bool {
      places[place].mark == newer.mark && places[place].kind == newer.kind
        && places[place].ordinal &+ 1 == newer.ordinal
    }
    guard let only = own.first(where: isLike) else { return }
    if own.last(where: isLike) == only {
      places[only].isNewest = false
      return
    }
    // Two streams of one entry with one mark: made so by somebody. Their names tell.
    let name = try id(of: newer)
    for place in own where isLike(place) {
      if try id(of: places[place]) == name { places[place].isNewest = false }
    }
  }

  private func id(of place: Place) throws(StoreError) -> [UInt8] {
    try log.withBytes(at: first + UInt64(place.entry)) { [UInt8]($0.extracting(place.idRange)) }
  }
}

extension StreamChanges.Place {
  fileprivate var idRange: Range<Int> { Int(id.lowerBound)..<Int(id.upperBound) }
}
