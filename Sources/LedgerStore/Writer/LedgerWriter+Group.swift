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
    // What an event of its kind may have is for the one who encodes it; a correction may have most.
    guard body.count <= Limits.correctionSizeBytesMax else {
      throw .entryTooLarge(sizeBytes: body.count, sizeBytesMax: Limits.correctionSizeBytesMax)
    }
    return try changing { () throws(StoreError) in
      precondition(groupStart != nil, "no group is under way")
      let index = view.size
      let previous = knowPending()
      try view.prepareIndex()
      encoder.begin(
        index: index, recordedAt: recordedAt, previous: previous, linkCount: streams.count)
      newLinks.removeAll(keepingCapacity: true)
      try writeLinks(of: streams, &encoder, &newLinks, &heads)
      encoder.end(body: body.span)
      guard encoder.sizeBytes <= Limits.entrySizeBytesMax else {
        throw .entryTooLarge(
          sizeBytes: encoder.sizeBytes, sizeBytesMax: Limits.entrySizeBytesMax)
      }
      try view.privateStore.append(openings, index: index)
      try settlePending(isLast: false)
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
      if view.log.tail.pending != nil { try settlePending(isLast: true) }
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
      try view.privateStore.sync()
      try view.log.sync()
      precondition(view.log.isDurable, "what is acknowledged is on the disk")
      let mark = CommittedMark(size: view.size, leafHash: leafHash)
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
  private func settlePending(isLast: Bool) throws(StoreError) {
    guard view.log.tail.pending != nil else { return }
    let index = view.size - 1
    let leafHash = try view.log.settle(isLast: isLast, &view.hasher)
    if !isTrial { try view.tree.append(leafHash, &view.hasher) }
    // As one that others follow it became the head when that was known.
    if isLast { setHeads(index, leafHash) }
    pendingStreams.removeAll(keepingCapacity: true)
  }

  /// The leaf hash of the newest entry, taken as one that another follows: so it is what the next entry
  /// names, on every stream. Nothing is settled by that: as its group's last it gets another.
  private func knowPending() -> Hash? {
    guard let leafHash = view.log.pendingLeafHash(&view.hasher) else {
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

  /// Writes the links of the next entry; what is written to is handed over once and not for every link.
  private func writeLinks(
    of streams: [StreamKey], _ encoder: inout EntryEncoder, _ newLinks: inout [NewLink],
    _ heads: inout HeadCache
  ) throws(StoreError) {
    let keys = view.index.keys
    for position in streams.indices {
      if position > 0 {
        let isLater = streams[position - 1] < streams[position]
        precondition(isLater, "an entry's streams come in order, each once")
      }
      let key = keys.hash(streams[position])
      var head = heads.head(of: key)
      if head == nil { head = try recordedHead(of: streams[position]) }
      if let head {
        encoder.link(
          streams[position], ordinal: head.ordinal + 1, previous: head.index, head.leafHash)
        newLinks.append(NewLink(key: key, ordinal: head.ordinal + 1))
      } else {
        encoder.firstLink(streams[position])
        newLinks.append(NewLink(key: key, ordinal: 0))
      }
    }
  }

  /// The newest entry of a stream that is not among the heads remembered; nil where it has none.
  private func recordedHead(of stream: StreamKey) throws(StoreError) -> StreamHead? {
    guard let index = try view.newestEntry(of: stream) else { return nil }
    let ordinal = try view.log.withEnvelope(at: index) { $0.link(on: stream, $1)?.ordinal }
    guard let ordinal else { throw .indexDamaged(path: Layout.index, offset: 0) }
    // From the stored bytes and not from a derived file, for it goes into the truth.
    let leafHash = try view.log.leafHash(at: index, &view.hasher)
    return StreamHead(index: index, ordinal: ordinal, leafHash: leafHash)
  }
}
