public import LedgerFormat

/// A ledger that is about to be opened for appending: locked and examined, and nothing in it changed.
///
/// What may forbid that it is written at all is asked of `view` first, such as whether the ledger is
/// older than what was signed: only `finish` cuts a torn tail, makes derived files anew and removes any.
public struct LedgerOpening: ~Copyable {
  /// The ledger up to its last whole group, for reading; look-ups that are missing it makes in temporary
  /// files, at the cost of reading all entries.
  public let view: LedgerView
  /// What the newest mark of an acknowledgement says; nil where it is missing or torn.
  public let committedSize: UInt64?
  private let lock: WriterLock
  private let recovery: Recovery
  private let finding: Recovery.Finding
  private let indexing: any EntryIndexing

  /// Takes a ledger's lock and reads its tail.
  ///
  /// - Parameter hearsIndex: false to make the view's look-ups from the entries, whatever files there are.
  /// - Throws: as `LedgerWriter.open`.
  public init(
    at path: String, waitMilliseconds: Int = 5_000, indexing: any EntryIndexing,
    hearsIndex: Bool = true
  ) throws(StoreError) {
    try self.init(
      Folder(ledger: path), shape: .standard, waitMilliseconds: waitMilliseconds,
      indexing: indexing, hearsIndex: hearsIndex)
  }

  init(
    _ root: Folder, shape: StoreShape, waitMilliseconds: Int, indexing: any EntryIndexing,
    hearsIndex: Bool = true
  ) throws(StoreError) {
    // Before the lock, which makes a file where there may be no ledger.
    guard try !TailScan.segmentNumbers(root).isEmpty else { throw .notALedger(path: root.path) }
    let lock = try WriterLock(root, waitMilliseconds: waitMilliseconds)
    try self.init(root, shape: shape, lock: lock, indexing: indexing, hearsIndex: hearsIndex)
  }

  init(
    _ root: Folder, shape: StoreShape, lock: WriterLock, indexing: any EntryIndexing,
    hearsIndex: Bool = true
  ) throws(StoreError) {
    var hasher = Hasher()
    let recovery = Recovery(root: root, shape: shape)
    let finding = try recovery.examine(&hasher)
    let index =
      hearsIndex
      ? LedgerView.storedIndex(root, shape, indexing)
      : LedgerIndex(files: root.files, shape: shape, indexing: indexing, folder: nil)
    view = try LedgerView.open(root, shape: shape, at: finding.place, index)
    committedSize = finding.mark?.size
    (self.lock, self.recovery, self.finding) = (lock, recovery, finding)
    self.indexing = indexing
  }

  /// Puts the tail in order, takes up what is derived, and gives the writer.
  public consuming func finish() throws(StoreError) -> LedgerWriter {
    try finish(isNew: false)
  }

  /// Moves all entries behind the first `size` to `quarantine/` instead; the ledger ends there afterwards.
  ///
  /// For entries that nobody signed and that nobody will. Their openings of private fields go.
  /// - Throws: `StoreError.damage` where a group does not end there.
  public consuming func quarantine(behind size: UInt64) throws(StoreError) -> [QuarantinedTail] {
    let (root, shape) = (recovery.root, recovery.shape)
    let (place, leafHash) = try place(behind: size)
    var hasher = Hasher()
    // The mark first: what counts less than is there is put in order by every open, and never the reverse.
    let mark = CommittedMark(size: size, leafHash: leafHash).bytes(&hasher)
    try DurableFile.replace(root.files, root.path(of: Layout.committed), with: mark.span)
    let tails = try Quarantine(root: root).move(behind: place, isAcknowledgementUnknown: true)
    _ = try PrivateStore(root: root, shape: shape, isWritable: true)
      .recover(size: size, acknowledged: nil)
    return tails
  }

  /// The leaf hash of the last entry, where all behind the first `size` are chained to those and to one
  /// another; nil where they are not.
  ///
  /// Cost: one leaf hash for each entry behind `size`.
  public borrowing func lastLeafHash(chainedTo size: UInt64) throws(StoreError) -> Hash? {
    var start = LogPlace(size: 0, lastLeafHash: nil, segment: 0, offset: 0)
    if size > 0 { start = try place(behind: size).place }
    var hasher = Hasher()
    let scan = try TailScan(from: start, log: view.log, &hasher)
    return scan.whole.size == view.size ? scan.whole.lastLeafHash : nil
  }

  /// Where the first `size` entries end, which must be the end of a group, and the last one's hash.
  private borrowing func place(
    behind size: UInt64
  ) throws(StoreError) -> (place: LogPlace, leafHash: Hash) {
    guard size > 0, size <= view.size else { throw .notRecorded(index: size, size: view.size) }
    let (segment, range) = try view.log.locate(size - 1)
    guard try !view.log.withEnvelope(at: size - 1, { envelope, _ in envelope.more }) else {
      throw .damage(
        Damage(
          kind: .unfinishedGroup, path: segment.path,
          offset: range.lowerBound - Layout.lengthSizeBytes, index: size - 1))
    }
    let leafHash = try view.leafHash(at: size - 1)
    let place = LogPlace(
      size: size, lastLeafHash: leafHash, segment: segment.number, offset: range.upperBound)
    return (place, leafHash)
  }

  consuming func finish(isNew: Bool) throws(StoreError) -> LedgerWriter {
    let (root, shape) = (recovery.root, recovery.shape)
    try DurableFile.removeLeftovers(root, prefix: Layout.checkpoint)
    let size = finding.place.size
    var report = OpenReport(size: size, committedSize: committedSize)
    report.addedEntries = committedSize.map { size - $0 } ?? 0
    report.quarantined = try recovery.settle(finding)
    let privateStore = PrivateStore(root: root, shape: shape, isWritable: true)
    if committedSize != size || !report.quarantined.isEmpty {
      report.droppedOpeningBytes = try privateStore.recover(
        size: size, acknowledged: committedSize)
    }
    let view = try LedgerWriter.view(
      at: finding.place, root, shape, privateStore, indexing, &report)
    if isNew { report = OpenReport(size: size, committedSize: size) }
    let writer = try LedgerWriter(report: report, view: view, lock: lock)
    if committedSize != size, let leafHash = finding.place.lastLeafHash {
      let mark = CommittedMark(size: size, leafHash: leafHash)
      try writer.committed.write(mark, &view.hasher)
    }
    return writer
  }
}
