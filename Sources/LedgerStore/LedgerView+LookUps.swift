public import LedgerFormat

/// What the index is asked; a hit is compared with the entry, and damage makes the index anew.
extension LedgerView {
  /// The newest entry of a stream, or nil where nothing is on it.
  ///
  /// Cost: a few blocks of the index and one entry.
  /// - Throws: `StoreError.indexDamaged` where that is found while a group is under way; then abort it,
  ///   `reindex` and begin again. At other times the index is made anew at once.
  public func newestEntry(of stream: StreamKey) throws(StoreError) -> UInt64? {
    try answered { () throws(StoreError) in try newestEntryOnce(of: stream) }
  }

  /// The entries that were appended with a key, ascending.
  ///
  /// Whoever asks compares the events: keys are kept as hashes, and two may collide.
  public func candidates(for key: IndexKey) throws(StoreError) -> [UInt64] {
    try answered { () throws(StoreError) in
      let values = try index.values(of: index.keys.hash(key))
      if let last = values.last, last >= size {
        throw .indexDamaged(path: Layout.index, offset: 0)
      }
      return values
    }
  }

  /// Visits the entries of a stream from the newest to the oldest, until `visit` says false.
  ///
  /// Every entry but the first visited is checked against the hash that the link to it carries.
  /// - Parameters:
  ///   - newest: where to begin; nil for the stream's newest entry.
  ///   - visit: is given the entry's index, its time of recording and its event's bytes.
  /// - Throws: `StoreError.damage` where the chain breaks.
  public func walk(
    _ stream: StreamKey, from newest: UInt64? = nil,
    _ visit: (_ index: UInt64, _ recordedAt: UInt64, _ body: Span<UInt8>) -> Bool
  ) throws(StoreError) {
    if let newest { return try walk(stream, at: newest, isIndexed: false, visit) }
    try answered { () throws(StoreError) in
      guard let found = try index.value(of: index.keys.hash(stream)) else { return }
      guard found < size else { throw .indexDamaged(path: Layout.index, offset: 0) }
      try walk(stream, at: found, isIndexed: true, visit)
    }
  }

  /// - Parameter isIndexed: the first entry is the index's word, which is wrong where the entry is not
  ///   on the stream; nothing was visited by then.
  private func walk(
    _ stream: StreamKey, at newest: UInt64, isIndexed: Bool,
    _ visit: (_ index: UInt64, _ recordedAt: UInt64, _ body: Span<UInt8>) -> Bool
  ) throws(StoreError) {
    var position = newest
    var expected: Hash?
    while true {
      var previous: Link.Previous?
      var isOnStream = false
      var isWanted = false
      var found: Hash?
      try log(of: position).withEnvelope(at: position) { envelope, bytes in
        if expected != nil { found = hasher.leafHash(bytes) }
        guard found == expected, let link = envelope.link(on: stream, bytes) else { return }
        isOnStream = true
        previous = link.previous
        isWanted = visit(
          envelope.index, envelope.recordedAt, bytes.extracting(envelope.body))
      }
      if let expected, let found, found != expected {
        throw try damage(.leafHash(expected: expected, found: found), at: position)
      }
      guard isOnStream else {
        if isIndexed, expected == nil {
          throw .indexDamaged(path: Layout.index, offset: 0)
        }
        throw try damage(.notOnStream(stream), at: position)
      }
      guard isWanted, let next = previous else { return }
      // An earlier entry, always: so the walk ends whatever the bytes say.
      guard next.index < position else {
        throw try damage(
          .entry(.linkIndex(stream: stream, previous: next.index, index: position)),
          at: position)
      }
      (position, expected) = (next.index, next.hash)
    }
  }

  /// What is counted along with the look-ups.
  public func statistics() throws(StoreError) -> LedgerStatistics {
    try settle()
    try prepareIndex()
    let (segment, range) = size > 0 ? try log.locate(size - 1) : (nil, 0..<0)
    var entryBytes = range.upperBound
    for number in 0..<(segment?.number ?? 0) {
      entryBytes += try log.openSegment(number).sizeBytes
    }
    let counts = index.streamCounts
    return LedgerStatistics(
      lots: counts.lots, consignments: counts.consignments, entryBytes: entryBytes)
  }

  /// Makes sure that the index speaks of the log as it is.
  func prepareIndex() throws(StoreError) {
    if isIndexReady { return }
    do throws(StoreError) {
      if index.folder == nil && !isWriter {
        try index.rebuild(log, in: nil, &hasher)
      } else {
        try index.replay(log)
      }
    } catch {
      guard case .indexDamaged = error else { throw error }
      try rebuildIndex()
    }
    isIndexReady = true
  }

  /// Makes the index anew: a writer in its place, a reader in temporary files.
  func rebuildIndex() throws(StoreError) {
    let folder = isWriter ? root.folder(Layout.index) : nil
    try index.rebuild(log, in: folder, &hasher)
    isIndexReady = true
  }

  private func answered<Answer>(
    _ question: () throws(StoreError) -> Answer
  ) throws(StoreError) -> Answer {
    try prepareIndex()
    do throws(StoreError) { return try question() } catch {
      guard case .indexDamaged = error, index.group == nil else { throw error }
      try rebuildIndex()
    }
    return try question()
  }

  private func newestEntryOnce(of stream: StreamKey) throws(StoreError) -> UInt64? {
    guard let found = try index.value(of: index.keys.hash(stream)) else { return nil }
    let isOnStream =
      found < size
      ? try log(of: found).withEnvelope(at: found) { $0.link(on: stream, $1) != nil } : false
    guard isOnStream else { throw .indexDamaged(path: Layout.index, offset: 0) }
    return found
  }

  private func damage(_ kind: DamageKind, at index: UInt64) throws(StoreError) -> StoreError {
    let (segment, range) = try log(of: index).locate(index)
    return .damage(
      Damage(
        kind: kind, path: segment.path, offset: range.lowerBound - Layout.lengthSizeBytes,
        index: index))
  }
}

/// What the look-ups count along the way.
public struct LedgerStatistics: Equatable, Sendable {
  /// The lots that have an entry.
  public var lots: UInt64
  /// The consignments that have an entry.
  public var consignments: UInt64
  /// The bytes of all segments.
  public var entryBytes: Int

  public init(lots: UInt64 = 0, consignments: UInt64 = 0, entryBytes: Int = 0) {
    self.lots = lots
    self.consignments = consignments
    self.entryBytes = entryBytes
  }
}
