internal import LedgerFormat
internal import LedgerStore

extension LedgerView {
  /// The root over the first `size` entries, computed from their stored bytes and from no tree file.
  ///
  /// Cost: reads and hashes every entry.
  func rootOfEntries(size: UInt64) throws(StoreError) -> Hash {
    var hasher = LedgerFormat.Hasher()
    var frontier = MerkleFrontier()
    for index in 0..<size { frontier.append(try leafHash(at: index), &hasher) }
    return frontier.root(&hasher)
  }
}
