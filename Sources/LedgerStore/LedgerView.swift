public import LedgerFormat

/// A ledger as a reader sees it: the entries up to one size, and the look-ups that find them.
///
/// Opened at the acknowledged size without any lock, and never moving; the writer's own view moves with
/// it and holds the entries of the group under way as well. For one thread at a time.
public final class LedgerView {
  /// Opens a ledger for reading.
  ///
  /// - Parameter indexing: says by which keys entries are found, where look-ups must be made anew.
  /// - Throws: `StoreError.notALedger`, `.damage` where the last acknowledged entry is not as it was.
  ///   Cost: a few files and one hash, whatever the size.
  public static func open(
    at path: String, indexing: any EntryIndexing
  ) throws(StoreError) -> LedgerView { throw .notALedger(path: path) }

  /// The number of entries that can be read.
  public var size: UInt64 { 0 }

  /// The bytes of an entry as stored.
  public func bytes(at index: UInt64) throws(StoreError) -> [UInt8] { throw .stopped }

  /// Gives an entry's bytes as stored, without a copy.
  public func withBytes<Result>(
    at index: UInt64, _ body: (Span<UInt8>) -> Result
  ) throws(StoreError) -> Result { throw .stopped }

  /// An entry, read and checked in its encoding.
  public func entry(at index: UInt64) throws(StoreError) -> Entry { throw .stopped }

  /// An entry's leaf hash, computed from its stored bytes.
  public func leafHash(at index: UInt64) throws(StoreError) -> Hash { throw .stopped }

  /// The newest entry of a stream, or nil where nothing is on it.
  public func newestEntry(of stream: StreamKey) throws(StoreError) -> UInt64? { throw .stopped }

  /// The entries that were appended with a key, ascending.
  ///
  /// Whoever asks compares the events: keys are kept as hashes, and two may collide.
  public func candidates(for key: IndexKey) throws(StoreError) -> [UInt64] { throw .stopped }

  /// Visits the entries of a stream from the newest to the oldest, until `visit` says false.
  ///
  /// Every entry but the first visited is checked against the hash that the link to it carries.
  /// - Parameters:
  ///   - newest: where to begin; nil for the stream's newest entry.
  ///   - visit: is given the entry's index, its time of recording and its event's bytes.
  public func walk(
    _ stream: StreamKey, from newest: UInt64? = nil,
    _ visit: (_ index: UInt64, _ recordedAt: UInt64, _ body: Span<UInt8>) -> Bool
  ) throws(StoreError) { throw .stopped }

  /// The openings of an entry's private fields that were not erased, by ascending field.
  public func openings(of index: UInt64) throws(StoreError) -> [Opening] { throw .stopped }

  /// What is counted along with the look-ups.
  public func statistics() throws(StoreError) -> LedgerStatistics { throw .stopped }

  /// The RFC 6962 root of the first `size` entries, from the tree files.
  public func root(at size: UInt64) throws(StoreError) -> Hash { throw .stopped }

  /// The hash of a tree level: the root of entries [position·256^level, (position+1)·256^level).
  public func treeHash(level: Int, position: UInt64) throws(StoreError) -> Hash { throw .stopped }
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
