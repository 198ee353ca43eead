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
      view.sealing?.beginGroup(isTrial: isTrial)
      if !isTrial { view.tree.beginGroup() }
      self.isTrial = isTrial
      groupStart = view.size
    }
  }

  /// Appends an event to the group and gives its index; `view` reads it from now on.
  ///
  /// Composed here, and sealed by another thread where the group is large (`Sealing`).
  /// - Parameters:
  ///   - body: the event, one CBOR map.
  ///   - streams: all streams of its entry, in the order of links.
  ///   - keys: what `EntryIndexing` says of this body.
  ///   - openings: what opens its private fields; durable before the entry is.
  ///   - recordedAt: the clock as read, in microseconds since 1970.
  /// - Throws: `entryTooLarge`, after which the group is as before; else the group is lost, and what went wrong may be of
  ///   an earlier entry of it: `indexDamaged`, after which `abort` and `reindex` help, `damage` or `system`.
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
      guard let sealing = view.sealing else { preconditionFailure("a writer seals") }
      let index = sealing.size
      precondition(index > 0, "every entry but the first names another")
      try view.prepareIndex()
      try PrivateStore.check(openings)
      try findHeads(of: streams, before: index)
      let chunk = sealing.chunk
      try chunk.append(
        index: index, recordedAt: recordedAt, streams, newLinks, body: body.span)
      chunk.append(openings, index: index)
      try sealing.take()
      heads.set(newLinks, index: index)
      if sealing.mayRunAhead { recent.append(newLinks, of: index) }
      try view.index.add(newLinks, streams, keys, index)
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
      try view.sealing?.end()
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
    // Nobody else is at the files from here on.
    view.sealing?.abandon()
    heads.removeAll()
    recent.removeAll()
    streamMap = nil
    try view.index.rollBack()
    try view.sealing?.rollBack()
  }

  /// Finds the entries that the next one's links name.
  ///
  /// All before the first of them is written: each comes from another place in memory, and those are
  /// waited for together.
  private func findHeads(of streams: [StreamKey], before index: UInt64) throws(StoreError) {
    let isEachKnown = LedgerWriter.findHeads(
      of: streams, before: index, by: view.index.keys, in: heads, to: &newLinks)
    if isEachKnown { return }
    for position in newLinks.indices where newLinks[position].head == nil {
      let head = try recordedHead(of: streams[position], newLinks[position].key, before: index)
      newLinks[position].head = head
    }
  }

  /// Finds what is remembered of the streams' newest entries; true where all are.
  private static func findHeads(
    of streams: [StreamKey], before index: UInt64, by hasher: KeyHasher,
    in heads: borrowing HeadCache, to links: inout [NewLink]
  ) -> Bool {
    links.removeAll(keepingCapacity: true)
    for position in streams.indices {
      if position > 0 {
        let isLater = streams[position - 1] < streams[position]
        precondition(isLater, "an entry's streams come in order, each once")
      }
      links.append(NewLink(key: hasher.hash(streams[position]), head: nil))
    }
    var isEachKnown = true
    for position in links.indices {
      guard let head = heads.head(of: links[position].key) else {
        isEachKnown = false
        continue
      }
      precondition(head.index < index, "a link leads backwards")
      links[position].head = head
    }
    return isEachKnown
  }

  /// The newest entry of a stream that is not among the heads remembered; nil where it has none.
  private func recordedHead(
    of stream: StreamKey, _ key: KeyHash, before size: UInt64
  ) throws(StoreError) -> StreamHead? {
    guard let index = try view.index.value(of: key) else { return nil }
    guard index < size else { throw .indexDamaged(path: Layout.index, offset: 0) }
    if let ordinal = recent.ordinal(of: key, in: index) {
      return StreamHead(index: index, ordinal: ordinal)
    }
    let ordinal = try view.log(of: index).withEnvelope(at: index) { envelope, bytes in
      envelope.link(on: stream, bytes)?.ordinal
    }
    guard let ordinal else { throw .indexDamaged(path: Layout.index, offset: 0) }
    return StreamHead(index: index, ordinal: ordinal)
  }
}
