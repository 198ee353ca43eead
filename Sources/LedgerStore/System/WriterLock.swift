internal import LedgerFormat

/// The ledger's one writer holds this; readers need none.
///
/// The operating system lets go of it when the process ends, however it ends.
struct WriterLock {
  private static let pollMilliseconds = 10
  private let file: File

  /// Takes the lock, asking again until `waitMilliseconds` have passed.
  init(_ folder: Folder, waitMilliseconds: Int) throws(StoreError) {
    let file = try folder.open(Layout.lock, .create)
    let start = folder.files.milliseconds()
    while !(try file.lock()) {
      let waited = folder.files.milliseconds() - start
      guard waited < waitMilliseconds else {
        throw .locked(path: file.path, waitedMilliseconds: waited)
      }
      folder.files.sleep(milliseconds: WriterLock.pollMilliseconds)
    }
    self.file = file
  }
}
