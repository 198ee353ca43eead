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

  private let lock: WriterLock
  let committed: CommittedFile
  var heads: HeadCache
  /// What the links are on of entries that may not be written yet.
  var recent = RecentOrdinals()
  /// Where the group under way began; nil between groups.
  var groupStart: UInt64?
  var isTrial = false
  /// The acknowledged size.
  var committedSize: UInt64
  /// The stream map, once it was asked for.
  var streamMap: StreamMapFile?
  private(set) var isStopped = false
  /// Told of a group's end before the group is made durable.
  public var willAcknowledge: (CommittedMark) -> Void = { _ in }
  // Reused for every entry, so that appending allocates nothing.
  var newLinks: [NewLink] = []

  init(report: OpenReport, view: LedgerView, lock: WriterLock) throws(StoreError) {
    self.report = report
    self.view = view
    self.lock = lock
    committed = try CommittedFile(view.root, lock)
    heads = HeadCache(slotCount: view.shape.headCacheSlots)
    committedSize = view.size
  }

  // Nothing is written any more when the lock goes.
  deinit { view.sealing?.abandon() }

  /// True while a group is under way.
  public var isInGroup: Bool { groupStart != nil }

  /// Runs what changes files; a failure of the operating system stops the writer.
  func changing<Result>(
    _ body: () throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    guard !isStopped else { throw .stopped }
    do throws(StoreError) { return try body() } catch {
      switch error {
      case .system, .linkOrSpecial, .changedMeanwhile: isStopped = true
      default: break
      }
      throw error
    }
  }

  /// Brings tree and index files up to the acknowledged size; to be called after the acknowledgement.
  ///
  /// Not needed for anything but speed: what is missing is made anew by the next open.
  public func updateDerivedFiles() throws(StoreError) {
    try changing { () throws(StoreError) in
      precondition(groupStart == nil, "a group is under way")
      try view.tree.flush()
      try view.log.offsets.flush()
      try view.index.flushIfDue(view.log, &view.hasher)
    }
  }

  /// The root of all entries, computed by two paths; to be called before a checkpoint is signed.
  ///
  /// One path is the tree files. The other is the tree as it was signed last, extended by the leaf hashes
  /// of the entries since, computed from their stored bytes. Cost: one hash for every entry since.
  /// - Parameter signed: size and root of the newest signed checkpoint; nil before the first, or to
  ///   compute everything from the entries.
  /// - Throws: `treeDamaged`, after which `reindex` helps, or `rootMismatch`, after which nothing does.
  public func checkedRoot(
    since signed: (size: UInt64, root: Hash)?
  ) throws(StoreError) -> Hash {
    precondition(groupStart == nil, "a group is under way")
    return try view.tree.checkedRoot(since: signed, view.log, &view.hasher)
  }

  /// Replaces the file `checkpoint` and adds the note to `checkpoints`.
  ///
  /// - Parameters:
  ///   - note: the signed note's bytes.
  ///   - isKept: whether an older note is worth keeping beyond the newest hundred.
  public func writeCheckpoint(
    _ note: [UInt8], isKept: (Span<UInt8>) -> Bool
  ) throws(StoreError) {
    try changing { () throws(StoreError) in
      let file = CheckpointsFile(root: view.root)
      try file.append(note, isKept: isKept)
      let path = view.root.path(of: Layout.checkpoint)
      try DurableFile.replace(view.root.files, path, with: note.span)
    }
  }

  /// Overwrites the openings of an entry's private fields, durably; gives how many there were.
  ///
  /// The entry and every proof of it stay as they are.
  /// - Parameter field: the one field to erase; nil for all of the entry.
  @discardableResult
  public func erase(index: UInt64, field: UInt8? = nil) throws(StoreError) -> Int {
    guard index < view.size else { throw .notRecorded(index: index, size: view.size) }
    return try changing { () throws(StoreError) in
      precondition(groupStart == nil, "a group is under way")
      return try view.privateStore.erase(index: index, field: field, size: view.size)
    }
  }

  /// Drops tree and index and makes them anew from the log.
  ///
  /// Cost: reads and hashes every entry.
  public func reindex() throws(StoreError) {
    try changing { () throws(StoreError) in
      precondition(groupStart == nil, "a group is under way")
      view.log.offsets.truncate(to: 0)
      try view.log.completeOffsets()
      try view.log.offsets.flush()
      try view.tree.rebuild(over: view.log, &view.hasher)
      try view.tree.flush()
      try view.rebuildIndex()
      heads.removeAll()
      try dropStreamMap()
    }
  }
}

/// What a group's end acknowledges.
public struct GroupReceipt: Equatable, Sendable {
  /// The indices of the group's entries.
  public var indices: Range<UInt64>
  /// The ledger's size after it.
  public var size: UInt64 { indices.upperBound }
  /// The leaf hash of its last entry; nil for a group without entries.
  public var lastLeafHash: Hash?

  public init(indices: Range<UInt64>, lastLeafHash: Hash?) {
    self.indices = indices
    self.lastLeafHash = lastLeafHash
  }
}
