public import LedgerFormat

/// The checkpoints that a ledger keeps, held so that nobody else changes them meanwhile.
///
/// Needs the writer's lock and no key: what is signed is not signed again, only what others sign of it
/// is kept beside.
public struct CheckpointArchive: ~Copyable {
  private let root: Folder
  private let lock: WriterLock

  /// Takes the ledger's lock.
  ///
  /// - Throws: `StoreError.notALedger`, `.locked`.
  public init(at path: String, waitMilliseconds: Int) throws(StoreError) {
    root = Folder(ledger: path)
    guard try !TailScan.segmentNumbers(root).isEmpty else { throw .notALedger(path: path) }
    lock = try WriterLock(root, waitMilliseconds: waitMilliseconds)
  }

  /// Puts a note with more signatures in the place of the one of the same text, durably.
  ///
  /// In `checkpoints` first and then in `checkpoint`, should it be the newest. Where it stood in
  /// neither, it is added to those kept.
  public borrowing func replace(_ note: SignedNote) throws(StoreError) {
    let bytes = try CheckpointsFile(root: root).contents()
    var kept: [UInt8] = []
    var isReplaced = false
    for range in CheckpointsFile.notes(in: bytes) {
      if CheckpointArchive.isSame(bytes.span.extracting(range), note) {
        if !isReplaced { kept.append(contentsOf: note.bytes) }
        isReplaced = true
      } else {
        kept.append(contentsOf: bytes[range])
      }
    }
    if !isReplaced { kept.append(contentsOf: note.bytes) }
    try DurableFile.replace(root.files, root.path(of: Layout.checkpoints), with: kept.span)
    guard let newest = try root.contents(of: Layout.checkpoint),
      CheckpointArchive.isSame(newest.span, note)
    else { return }
    try DurableFile.replace(root.files, root.path(of: Layout.checkpoint), with: note.bytes.span)
  }

  private static func isSame(_ bytes: Span<UInt8>, _ note: SignedNote) -> Bool {
    guard let read = try? SignedNote(bytes) else { return false }
    return read.text.utf8.elementsEqual(note.text.utf8)
  }
}
