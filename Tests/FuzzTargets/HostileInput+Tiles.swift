import Foundation
import LedgerAudit
import LedgerFormat

/// A published tree that somebody serves.
extension HostileInput {
  /// Verifying ends with a report, which never says that a key signed what it did not.
  ///
  /// The parts are the checkpoint, the first bundle of entries and the first tile of hashes.
  static func checkTiles(_ bytes: [UInt8]) throws(BrokenPromise) {
    let parts = parts(bytes)
    guard parts.count == 3 else { return }
    let head = parts[0]
    let note = try? SignedNote(head.span)
    let size = note.flatMap { try? Checkpoint(text: $0.text) }?.size ?? 1
    guard let entries = TilePath(.entries, number: 0, treeSize: size),
      let hashes = TilePath(.hashes(level: 0), number: 0, treeSize: size)
    else { return }
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      for (name, part) in zip([TilePath.checkpoint, entries.text, hashes.text], parts) {
        let url = folder.appending(path: name)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(part).write(to: url)
      }
    } catch { return }
    let report = try? TilesVerifier(path: folder.path, key: strangersKey).verify()
    try BrokenPromise.unless(
      report?.ok != true, "a tree is called right that a stranger never signed")
    let own = try? TilesVerifier(path: folder.path, key: nil).verify()
    guard let own, own.ok else { return }
    try BrokenPromise.unless(
      own.checkpoint?.size == own.entries, "a tree is called right that was not read to its end")
  }
}
