internal import LedgerFormat

/// The ledger's one writer holds this; readers need none.
///
/// Two files are locked, `lock` and `committed`. Whoever takes `lock` for a leftover and deletes it, under a
/// writer at work, lets the next writer make and lock another; that one still meets the lock of `committed`.
/// The operating system lets go of both when the process ends, however it ends.
struct WriterLock {
  private static let pollMilliseconds = 10
  private let file: File
  /// The file `committed`, locked; nil where the folder has none.
  let mark: File?

  /// Takes the lock, asking again until `waitMilliseconds` have passed.
  init(_ folder: Folder, waitMilliseconds: Int) throws(StoreError) {
    let start = folder.files.milliseconds()
    file = try folder.open(Layout.lock, .create)
    try WriterLock.take(file, folder.files, from: start, waitMilliseconds)
    mark = try folder.openIfPresent(Layout.committed, .write)
    if let mark { try WriterLock.take(mark, folder.files, from: start, waitMilliseconds) }
  }

  private static func take(
    _ file: File, _ files: any FileSystem, from start: Int, _ waitMilliseconds: Int
  ) throws(StoreError) {
    while !(try file.lock()) {
      let waited = files.milliseconds() - start
      guard waited < waitMilliseconds else {
        throw .locked(path: file.path, waitedMilliseconds: waited)
      }
      files.sleep(milliseconds: pollMilliseconds)
    }
  }
}
