internal import LedgerFormat

/// The ledger's one writer holds this; readers need none.
///
/// Three files are locked: `lock`, `committed` and the first of entries. Whoever takes `lock` for a leftover and
/// deletes it, under a writer at work, lets the next writer make and lock another; that one still meets the lock of
/// `committed`, and where that was deleted as well, the lock of a file without which there is no ledger.
/// The operating system lets go of all when the process ends, however it ends.
struct WriterLock {
  /// Between two attempts lies a tenth of the time waited so far, so that many who wait cost little.
  private static let pollShare = 10
  private static let pollMillisecondsMax = 100
  private let file: File
  /// The file `committed`, locked; nil where the folder has none.
  let mark: File?
  /// The first file of entries, locked; nil where there is none yet, or one that nobody may write.
  private let entries: File?

  /// Takes the lock, asking again until `waitMilliseconds` have passed.
  init(_ folder: Folder, waitMilliseconds: Int) throws(StoreError) {
    let start = folder.files.milliseconds()
    file = try folder.open(Layout.lock, .create)
    try WriterLock.take(file, folder.files, from: start, waitMilliseconds)
    mark = try folder.openIfPresent(Layout.committed, .write)
    if let mark { try WriterLock.take(mark, folder.files, from: start, waitMilliseconds) }
    entries = try WriterLock.firstEntries(folder)
    if let entries { try WriterLock.take(entries, folder.files, from: start, waitMilliseconds) }
  }

  /// The first file of entries, opened as a lock needs it, for writing, which nobody does.
  private static func firstEntries(_ folder: Folder) throws(StoreError) -> File? {
    do { return try folder.openIfPresent(Layout.segmentPath(0), .write) } catch {
      // An operator may let nobody write files that are full.
      if case .system(_, _, let code) = error, ErrorNumber.forbidden.contains(Int(code)) {
        return nil
      }
      throw error
    }
  }

  private static func take(
    _ file: File, _ files: any FileSystem, from start: Int, _ waitMilliseconds: Int
  ) throws(StoreError) {
    while !(try file.lock()) {
      let waited = files.milliseconds() - start
      guard waited < waitMilliseconds else {
        throw .locked(path: file.path, waitedMilliseconds: waited)
      }
      let pause = min(max(waited / pollShare, 1), pollMillisecondsMax)
      files.sleep(milliseconds: min(pause, waitMilliseconds - waited))
    }
  }
}
