internal import LedgerFormat

/// Entries on their way from where they are composed to the files.
///
/// The entries of a small group are sealed one by one on the thread that appends them. A group that goes on is sealed by
/// a thread of its own from some entry on; log, tree and openings are that thread's then, and whoever appends reads
/// files alone: entries that are written, from a log of its own, which shares nothing with the other. For an entry
/// that is not written yet it waits until all is sealed, and looks there.
final class Sealing {
  /// What is written, as it is read while the thread writes.
  private struct Written {
    let log: EntryLog
    /// The openings of what was there before the group.
    let openings: PrivateStore
  }

  private let sealer: EntrySealer
  private let ownChunk = EntryChunk()
  private var thread: SealingThread?
  private var written: Written?
  /// The entries appended, while they may not be sealed yet.
  private var appendedSize: UInt64 = 0
  /// Where the group under way began.
  private var start: UInt64 = 0
  /// True of a group that a thread seals once it is large.
  private(set) var mayRunAhead = false

  init(_ sealer: EntrySealer) { self.sealer = sealer }

  /// The entries appended, those that are not sealed yet included.
  var size: UInt64 { thread == nil ? sealer.log.size : appendedSize }

  /// The chunk that the next entry is composed in.
  var chunk: EntryChunk { thread?.chunk ?? ownChunk }

  func beginGroup(isTrial: Bool) {
    start = sealer.log.size
    mayRunAhead = !isTrial && sealer.log.shape.entriesSealedAtOnceMax < .max
  }

  /// Takes the entry over that was composed last.
  ///
  /// - Throws: of an entry that is sealed at once what `EntrySealer.seal` throws; else what went wrong with any
  ///   before.
  func take() throws(StoreError) {
    guard let thread else {
      defer { ownChunk.removeAll() }
      try sealer.seal(ownChunk)
      if mayRunAhead, sealer.log.size - start > sealer.log.shape.entriesSealedAtOnceMax {
        startThread()
      }
      return
    }
    appendedSize += 1
    if thread.chunk.isFull { try thread.handOver() }
  }

  /// Waits until all entries are sealed: log, tree and openings are the caller's until the next is taken.
  ///
  /// - Throws: what went wrong with any; the group is lost then.
  func settle() throws(StoreError) {
    guard let thread else { return }
    if !thread.chunk.isEmpty { try thread.handOver() }
    thread.wait()
    if let failure = thread.failure { throw failure }
  }

  /// Does the same where a failure is found out anyhow.
  func wait() {
    guard thread != nil else { return }
    do throws(StoreError) { try settle() } catch { thread?.wait() }
  }

  /// The log that has an entry.
  func log(of index: UInt64) throws(StoreError) -> EntryLog {
    guard let thread, let log = written?.log else { return sealer.log }
    if index < log.size { return log }
    thread.extend(log)
    if index < log.size { return log }
    try settle()
    return sealer.log
  }

  /// The store that has the openings of an entry's private fields.
  func openings(of index: UInt64) throws(StoreError) -> PrivateStore {
    if index < start, let written { return written.openings }
    try settle()
    return sealer.privateStore
  }

  /// Seals the group's last entry as that, and ends the thread.
  func end() throws(StoreError) {
    try settle()
    (thread, written) = (nil, nil)
    try sealer.settle(isLast: true)
  }

  /// Drops the group, which was abandoned.
  func rollBack() throws(StoreError) { try sealer.rollBack() }

  /// Ends the thread, and leaves what is written as it is; nothing is written any more when this returns.
  func abandon() {
    thread?.wait()
    (thread, written) = (nil, nil)
    ownChunk.removeAll()
  }

  private func startThread() {
    let log = sealer.log
    appendedSize = log.size
    let writtenLog = EntryLog(
      root: log.root, shape: log.shape, offsets: OffsetTable(copying: log.offsets),
      size: log.writtenSize, lastLeafHash: nil)
    // As for a reader: what is written stays as it is as long as this log does.
    writtenLog.remembersLast = true
    written = Written(
      log: writtenLog,
      openings: PrivateStore(root: log.root, shape: log.shape, isWritable: false))
    thread = SealingThread(sealer)
  }
}
