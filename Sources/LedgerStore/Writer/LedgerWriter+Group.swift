public import LedgerFormat

/// Groups: all of one is acknowledged, or nothing of it remains.
extension LedgerWriter {
  /// Begins an atomic group.
  ///
  /// - Parameter isTrial: the group is kept in temporary files and gone at its end; for dry runs.
  public func beginGroup(isTrial: Bool = false) throws(StoreError) {
    try changing { () throws(StoreError) in
      precondition(groupStart == nil, "one group at a time")
      try view.log.beginGroup(isTrial: isTrial)
      view.privateStore.beginGroup(size: view.size, isTrial: isTrial)
      view.index.beginGroup(isTrial: isTrial)
      if !isTrial { view.tree.beginGroup() }
      self.isTrial = isTrial
      groupStart = view.size
    }
  }

  /// Appends an event to the group and gives its index; `view` reads it from now on.
  ///
  /// - Parameters:
  ///   - body: the event, one CBOR map.
  ///   - streams: all streams of its entry, in the order of links.
  ///   - keys: what `EntryIndexing` says of this body.
  ///   - openings: what opens its private fields; durable before the entry is.
  ///   - recordedAt: the clock as read, in microseconds since 1970.
  /// - Throws: `entryTooLarge`, `indexDamaged`, after which the group is as before, or `system`.
  @discardableResult
  public func append(
    body: [UInt8], streams: [StreamKey], keys: [IndexKey], openings: [Opening] = [],
    recordedAt: UInt64
  ) throws(StoreError) -> UInt64 {
    precondition(recordedAt <= Limits.instantMax, "an entry's time is before the year 10000")
    // What an event of its kind may have is for the one who encodes it; a correction may have most.
    guard body.count <= Limits.correctionSizeBytesMax else {
      throw .entryTooLarge(sizeBytes: body.count, sizeBytesMax: Limits.correctionSizeBytesMax)
    }
    return try changing { () throws(StoreError) in
      precondition(groupStart != nil, "no group is under way")
      let index = view.size
      var hasher = Hasher()
      let previous = knowPending(&hasher)
      precondition((previous == nil) == (index == 0), "every entry but the first names another")
      try view.prepareIndex()
      encoder.begin(
        index: index, recordedAt: recordedAt, previous: previous, linkCount: streams.count)
      try findHeads(of: streams, &newLinks, &heads, &hasher)
      LedgerWriter.write(newLinks, of: streams, to: &encoder)
      encoder.end(body: body.span)
      guard encoder.sizeBytes <= Limits.entrySizeBytesMax else {
        throw .entryTooLarge(
          sizeBytes: encoder.sizeBytes, sizeBytesMax: Limits.entrySizeBytesMax)
      }
      try view.privateStore.append(openings, index: index)
      try settlePending(isLast: false, &hasher)
      if view.privateStore.isFlushDue {
        // The entries first: then whatever kills us leaves a tail, at which the next open drops the
        // openings of entries that never were.
        try view.log.flush()
        try view.privateStore.flush()
      }
      let moreOffset = encoder.moreOffset
      try encoder.withBytes { (bytes: Span<UInt8>) throws(StoreError) in
        try view.log.append(bytes, moreOffset: moreOffset)
      }
      try addFacts(of: index, streams, keys)
      return index
    }
  }

  /// Ends the group and returns when it is durable and may be acknowledged.
  ///
  /// Openings are durable first, then entries, then the mark is written that acknowledges them. So at
  /// most one group is ever on its way to the disk, and what a power loss tears is that one. A trial
  /// group is dropped instead, and the receipt says what would have been.
  public func commit() throws(StoreError) -> GroupReceipt {
    let receipt = try endGroup()
    try synchronize()
    return receipt
  }

  /// Says of the last entry that none follows, and takes the group's facts over; nothing is durable.
  private func endGroup() throws(StoreError) -> GroupReceipt {
    try changing { () throws(StoreError) in
      guard let start = groupStart else { preconditionFailure("no group is under way") }
      var hasher = Hasher()
      try settlePending(isLast: true, &hasher)
      let receipt = GroupReceipt(
        indices: start..<view.size, lastLeafHash: view.size > start ? view.lastLeafHash : nil)
      if isTrial {
        try rollBack()
      } else {
        view.log.endGroup()
        precondition(view.tree.size == view.size, "the tree has every entry")
        view.tree.endGroup()
        view.privateStore.endGroup()
        try view.index.endGroup(size: view.size)
        groupStart = nil
      }
      return receipt
    }
  }

  /// Makes the ended group durable and acknowledges it.
  private func synchronize() throws(StoreError) {
    try changing { () throws(StoreError) in
      precondition(groupStart == nil, "a group is under way")
      guard view.size > committedSize, let leafHash = view.lastLeafHash else { return }
      let mark = CommittedMark(size: view.size, leafHash: leafHash)
      willAcknowledge(mark)
      try view.privateStore.sync()
      precondition(view.privateStore.isDurable, "openings are on the disk before their entries")
      try view.log.sync()
      precondition(view.log.isDurable, "what is acknowledged is on the disk")
      try committed.write(mark, &view.hasher)
      committedSize = view.size
    }
  }

  /// Drops the group: nothing of it remains.
  public func abort() throws(StoreError) {
    try changing { () throws(StoreError) in
      if groupStart != nil { try rollBack() }
    }
  }

  private func rollBack() throws(StoreError) {
    (groupStart, isTrial) = (nil, false)
    pendingStreams.removeAll(keepingCapacity: true)
    heads.removeAll()
    streamMap = nil
    try view.index.rollBack()
    try view.tree.rollBack()
    try view.privateStore.rollBack()
    try view.log.rollBack()
  }

  /// Settles the newest entry: its leaf hash joins the tree and becomes the head of its streams.
  private func settlePending(isLast: Bool, _ hasher: inout Hasher) throws(StoreError) {
    guard view.log.tail.pending != nil else { return }
    let index = view.size - 1
    let leafHash = try view.log.settle(isLast: isLast, &hasher)
    if !isTrial { try view.tree.append(leafHash, &hasher) }
    // As one that others follow it became the head when that was known.
    if isLast { setHeads(index, leafHash) }
    pendingStreams.removeAll(keepingCapacity: true)
  }

  /// The leaf hash of the newest entry, taken as one that another follows: so it is what the next entry
  /// names, on every stream. Nothing is settled by that: as its group's last it gets another.
  private func knowPending(_ hasher: inout Hasher) -> Hash? {
    guard let leafHash = view.log.pendingLeafHash(&hasher) else {
      return view.log.lastLeafHash
    }
    setHeads(view.size - 1, leafHash)
    return leafHash
  }

  private func setHeads(_ index: UInt64, _ leafHash: Hash) {
    heads.set(pendingStreams, index: index, leafHash: leafHash)
  }

  private func addFacts(
    of index: UInt64, _ streams: [StreamKey], _ keys: [IndexKey]
  ) throws(StoreError) {
    view.index.add(newLinks, streams, index)
    for key in keys { view.index.add(view.index.keys.hash(key), index) }
    swap(&pendingStreams, &newLinks)
    try view.index.spillIfLarge()
  }

  /// Finds the entries that the next one's links name.
  ///
  /// All before the first of them is written: each comes from another place in memory, and those are
  /// waited for together.
  private func findHeads(
    of streams: [StreamKey], _ links: inout [NewLink], _ heads: inout HeadCache,
    _ hasher: inout Hasher
  ) throws(StoreError) {
    let keys = view.index.keys
    links.removeAll(keepingCapacity: true)
    for position in streams.indices {
      if position > 0 {
        let isLater = streams[position - 1] < streams[position]
        precondition(isLater, "an entry's streams come in order, each once")
      }
      let key = keys.hash(streams[position])
      links.append(NewLink(key: key, head: heads.head(of: key)))
    }
    for position in links.indices where links[position].head == nil {
      let key = links[position].key
      links[position].head = try recordedHead(of: streams[position], key, &hasher)
    }
    for link in links {
      if let head = link.head { precondition(head.index < view.size, "a link leads backwards") }
    }
  }

  private static func write(
    _ links: [NewLink], of streams: [StreamKey], to encoder: inout EntryEncoder
  ) {
    for position in links.indices {
      if let head = links[position].head {
        encoder.link(
          streams[position], ordinal: head.ordinal + 1, previous: head.index, head.leafHash)
      } else {
        encoder.firstLink(streams[position])
      }
    }
  }

  /// The newest entry of a stream that is not among the heads remembered; nil where it has none.
  private func recordedHead(
    of stream: StreamKey, _ key: KeyHash, _ hasher: inout Hasher
  ) throws(StoreError) -> StreamHead? {
    guard let index = try view.index.value(of: key) else { return nil }
    guard index < view.size else { throw .indexDamaged(path: Layout.index, offset: 0) }
    var head: StreamHead?
    try view.log.withEnvelope(at: index) { envelope, bytes in
      guard let ordinal = envelope.link(on: stream, bytes)?.ordinal else { return }
      // From the stored bytes and not from a derived file, for it goes into the truth.
      head = StreamHead(index: index, ordinal: ordinal, leafHash: hasher.leafHash(bytes))
    }
    guard let head else { throw .indexDamaged(path: Layout.index, offset: 0) }
    try view.tree.check(head.leafHash, at: index, view.log, &hasher)
    return head
  }
}
