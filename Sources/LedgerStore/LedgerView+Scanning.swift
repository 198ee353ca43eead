public import LedgerFormat

extension LedgerView {
  /// Visits the entries of a range in the ledger's order, until `visit` says false.
  ///
  /// Every entry is held to its index and to the hash that the entry after it carries (the newest to
  /// the acknowledgement). That is known one entry later than it is visited, so nothing that a scan
  /// gathers counts unless the scan returns.
  /// - Parameter visit: is given the entry's index, its time of recording, its event's bytes and its
  ///   leaf hash.
  /// - Throws: `StoreError.damage` where the bytes are not those that were recorded.
  /// Cost: the segments are read once from front to back, with one hash for each entry and no look-up.
  public func scan(
    _ range: Range<UInt64>,
    _ visit: (
      _ index: UInt64, _ recordedAt: UInt64, _ body: Span<UInt8>, _ leafHash: Hash
    ) -> Bool
  ) throws(StoreError) {
    try settle()
    // One of its own, so that whoever visits may ask the view for other hashes.
    var hasher = Hasher()
    try log.scan(range, &hasher) { envelope, bytes, leafHash in
      visit(envelope.index, envelope.recordedAt, bytes.extracting(envelope.body), leafHash)
    }
  }
}
