internal import LedgerFormat

/// The file `committed`: what the writer has acknowledged.
struct CommittedFile {
  /// A reader may meet the writer half-way through its 48 bytes; then it looks again.
  private static let readsMax = 5

  private let file: File

  /// Takes the file that the lock holds; makes and locks it where it is missing.
  init(_ root: Folder, _ lock: WriterLock) throws(StoreError) {
    if let mark = lock.mark {
      file = mark
      return
    }
    file = try root.open(Layout.committed, .create)
    guard try file.lock() else { throw .locked(path: file.path, waitedMilliseconds: 0) }
  }

  /// Writes the mark in place; not synced, for it is written after what it speaks of is durable.
  ///
  /// - Throws: `changedMeanwhile` where the file was replaced: then the folder was, and an
  ///   acknowledgement would speak of another one than whoever asks for the ledger finds.
  func write(_ mark: CommittedMark, _ hasher: inout Hasher) throws(StoreError) {
    precondition(mark.size > 0, "what is acknowledged has a last entry")
    guard try file.isAtItsPath() else { throw .changedMeanwhile(path: file.path) }
    let bytes = mark.bytes(&hasher)
    try file.write(bytes.span, at: 0)
  }

  /// Reads the mark; nil where the file is missing or torn.
  static func read(_ root: Folder, _ hasher: inout Hasher) throws(StoreError) -> CommittedMark? {
    for _ in 0..<readsMax {
      guard let bytes = try root.contents(of: Layout.committed) else { return nil }
      if let mark = CommittedMark(bytes.span, &hasher) { return mark }
    }
    return nil
  }
}
