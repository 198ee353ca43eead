public import LedgerFormat

/// The one writer of a ledger.
///
/// Appends events in atomic groups, acknowledges them, and keeps what is derived. For one thread at a
/// time. After a failed write or sync it stops: every later call throws `StoreError.stopped`, and the next
/// open verifies the tail.
public final class LedgerWriter {
  /// What opening found and did.
  public let report: OpenReport
  /// The ledger as this writer sees it, with the entries of the group under way.
  public let view: LedgerView

  init(report: OpenReport, view: LedgerView) {
    self.report = report
    self.view = view
  }

  /// Makes a new ledger, whose first entry is `genesis`, durable when this returns.
  public static func create(
    at path: String, genesis: [UInt8], recordedAt: UInt64, indexing: any EntryIndexing
  ) throws(StoreError) -> LedgerWriter { throw .stopped }

  /// Opens a ledger for appending: takes the lock and checks the tail.
  public static func open(
    at path: String, waitMilliseconds: Int = 5_000, indexing: any EntryIndexing
  ) throws(StoreError) -> LedgerWriter { throw .stopped }

  /// Begins an atomic group.
  ///
  /// - Parameter isTrial: the group is kept in temporary files and gone at its end; for dry runs.
  public func beginGroup(isTrial: Bool = false) throws(StoreError) { throw .stopped }

  /// Appends an event to the group and gives its index; `view` reads it from now on.
  ///
  /// - Parameters:
  ///   - body: the event, one CBOR map.
  ///   - streams: all streams of its entry, in the order of links.
  ///   - keys: what `EntryIndexing` says of this body.
  ///   - openings: what opens its private fields; durable before the entry is.
  ///   - recordedAt: the clock as read, in microseconds since 1970.
  /// - Throws: `entryTooLarge`, after which the group is as before, or `system`.
  @discardableResult
  public func append(
    body: [UInt8], streams: [StreamKey], keys: [IndexKey], openings: [Opening] = [],
    recordedAt: UInt64
  ) throws(StoreError) -> UInt64 { throw .stopped }

  /// Ends the group and returns when it is durable and may be acknowledged.
  ///
  /// A trial group is dropped instead, and the receipt says what would have been.
  public func commit() throws(StoreError) -> GroupReceipt { throw .stopped }

  /// Drops the group: nothing of it remains.
  public func abort() throws(StoreError) { throw .stopped }

  /// Brings tree and index files up to the acknowledged size; call it after the acknowledgement.
  public func updateDerivedFiles() throws(StoreError) { throw .stopped }

  /// The root of all entries, computed by two paths; to be called before a checkpoint is signed.
  ///
  /// One path is the tree files. The other is the tree as it was signed last, extended by the leaf hashes
  /// of the entries since, computed from their stored bytes.
  /// - Parameter signed: size and root of the newest signed checkpoint; nil before the first, or to
  ///   compute everything from the entries.
  /// - Throws: `treeDamaged`, after which `reindex` helps, or `rootMismatch`, after which nothing does.
  public func checkedRoot(
    since signed: (size: UInt64, root: Hash)?
  ) throws(StoreError) -> Hash { throw .stopped }

  /// Replaces the file `checkpoint` and adds the note to `checkpoints`.
  ///
  /// - Parameter isKept: whether an older note is worth keeping beyond the newest hundred.
  public func writeCheckpoint(
    _ note: [UInt8], isKept: (Span<UInt8>) -> Bool
  ) throws(StoreError) { throw .stopped }

  /// Overwrites the openings of an entry's private fields and gives how many there were.
  ///
  /// - Parameter field: the one field to erase; nil for all of the entry.
  @discardableResult
  public func erase(index: UInt64, field: UInt8? = nil) throws(StoreError) -> Int {
    throw .stopped
  }

  /// Drops tree and index and makes them anew from the log.
  public func reindex() throws(StoreError) { throw .stopped }
}

/// What a group's end acknowledges.
public struct GroupReceipt: Equatable, Sendable {
  /// The indices of the group's entries.
  public var indices: Range<UInt64>
  /// The ledger's size after it.
  public var size: UInt64 { indices.upperBound }
  /// The leaf hash of its last entry.
  public var lastLeafHash: Hash

  public init(indices: Range<UInt64>, lastLeafHash: Hash) {
    self.indices = indices
    self.lastLeafHash = lastLeafHash
  }
}
