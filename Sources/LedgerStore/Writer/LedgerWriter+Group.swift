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
    guard body.count <= Limits.eventSizeBytesMax else {
      throw .entryTooLarge(sizeBytes: body.count, sizeBytesMax: Limits.eventSizeBytesMax)
    }
    return try changing { () throws(StoreError) in
      precondition(groupStart != nil, "no group is under way")
      let index = view.size
      try makeLinks(streams)
      let previous = view.log.pendingLeafHash(&view.hasher) ?? view.log.lastLeafHash
      encoder.reset()
      Entry(
        index: index, recordedAt: recordedAt, more: true, previous: previous, links: links,
        body: body
      ).encode(into: &encoder)
      guard encoder.bytes.count <= Limits.entrySizeBytesMax else {
        throw .entryTooLarge(
          sizeBytes: encoder.bytes.count, sizeBytesMax: Limits.entrySizeBytesMax)
      }
      try view.privateStore.append(openings, index: index)
      try settlePending(isLast: false)
      if view.privateStore.isFlushDue {
        // The entries first: then whatever kills us leaves a tail, at which the next open drops the
        // openings of entries that never were.
        try view.log.flush()
        try view.privateStore.flush()
      }
      try view.log.append(
        encoder.bytes,
        moreOffset: EntryEnvelope.moreOffset(index: index, recordedAt: recordedAt))
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
    for stream in pendingStreams {
      let head = StreamHead(index: index, ordinal: stream.ordinal, leafHash: leafHash)
      heads.set(stream.key, head)
    }
    pendingStreams.removeAll(keepingCapacity: true)
  }

  private func addFacts(
    of index: UInt64, _ streams: [StreamKey], _ keys: [IndexKey]
  ) throws(StoreError) {
    for (stream, new) in zip(streams, newStreams) {
      view.index.add(new.key, index)
      if new.ordinal == 0 { view.index.countStream(stream.kind) }
    }
    for key in keys { view.index.add(view.index.keys.hash(key), index) }
    swap(&pendingStreams, &newStreams)
    try view.index.spillIfLarge()
  }

  /// Makes the links of the next entry in `links`, and their keys in `newStreams`.
  private func makeLinks(_ streams: [StreamKey]) throws(StoreError) {
    try view.prepareIndex()
    links.removeAll(keepingCapacity: true)
    newStreams.removeAll(keepingCapacity: true)
    for stream in streams {
      let key = view.index.keys.hash(stream)
      guard let head = try head(of: stream, key) else {
        links.append(Link(stream: stream, ordinal: 0, previous: nil))
        newStreams.append((key, 0))
        continue
      }
      let previous = Link.Previous(index: head.index, hash: head.leafHash)
      links.append(Link(stream: stream, ordinal: head.ordinal + 1, previous: previous))
      newStreams.append((key, head.ordinal + 1))
    }
  }

  private func head(of stream: StreamKey, _ key: KeyHash) throws(StoreError) -> StreamHead? {
    if let pending = pendingStreams.first(where: { $0.key == key }),
      let leafHash = view.log.pendingLeafHash(&view.hasher)
    {
      return StreamHead(index: view.size - 1, ordinal: pending.ordinal, leafHash: leafHash)
    }
    if let head = heads.head(of: key) { return head }
    guard let index = try view.newestEntry(of: stream) else { return nil }
    let ordinal = try view.log.withEnvelope(at: index) { $0.link(on: stream, $1)?.ordinal }
    guard let ordinal else { throw .indexDamaged(path: Layout.index, offset: 0) }
    // From the stored bytes and not from a derived file, for it goes into the truth.
    let leafHash = try view.log.leafHash(at: index, &view.hasher)
    return StreamHead(index: index, ordinal: ordinal, leafHash: leafHash)
  }
}
