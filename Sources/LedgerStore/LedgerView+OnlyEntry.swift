public import LedgerFormat

/// What most streams are: one entry and no more.
extension LedgerView {
  /// For each of the streams, whether an entry is all that is on it: the newest by the index, and the first by
  /// its own link.
  ///
  /// False where the two are not certain, which `walk` then finds and tells, and for a stream that is named
  /// again. Cost: one reading of the entry's links, and a few blocks of the index for each stream.
  public func isOnlyEntry(
    _ index: UInt64, on streams: [StreamKey]
  ) throws(StoreError) -> [Bool] {
    try prepareIndex()
    var isOnly = try beginsStreams(index, streams)
    for position in streams.indices where isOnly[position] {
      isOnly[position] = try self.index.value(of: self.index.keys.hash(streams[position])) == index
    }
    return isOnly
  }

  /// For each of the streams, whether an entry is on it and says that none is before it.
  private func beginsStreams(
    _ index: UInt64, _ streams: [StreamKey]
  ) throws(StoreError) -> [Bool] {
    try log(of: index).withEnvelope(at: index) { envelope, bytes in
      var begins = [Bool](repeating: false, count: streams.count)
      var links = envelope.links(bytes)
      // Links and streams have nearly the same order: each is looked for behind the one before.
      var next = 0
      for position in streams.indices {
        let (kind, id) = (UInt64(streams[position].kind.rawValue), streams[position].id)
        for step in links.indices {
          let place = (next + step) % links.count
          guard links[place].kind == kind,
            EntryEnvelope.isEqual(bytes.extracting(links[place].id), id)
          else { continue }
          begins[position] = links[place].previous == nil
          links.remove(at: place)
          next = place
          break
        }
      }
      return begins
    }
  }
}
