internal import LedgerFormat

/// The file `checkpoints`: signed notes worth keeping, oldest first, one after another.
///
/// Where one ends is told from the bytes alone (`SignedNote.ranges`). Notes are appended and not synced:
/// the newest is in `checkpoint` too, and a torn end is cut when the next one comes. When there are more
/// than two hundred that are not worth keeping, all of those but the newest hundred are dropped.
struct CheckpointsFile {
  private static let newestKept = 100
  private static let surplusMax = 100

  /// Of a quarter of a million notes; they are read at once.
  private static let sizeBytesMax = 64 << 20

  let root: Folder

  /// The file's content; empty where there is none.
  func contents() throws(StoreError) -> [UInt8] {
    try root.contents(of: Layout.checkpoints, sizeBytesMax: CheckpointsFile.sizeBytesMax) ?? []
  }

  /// Adds a note, and drops old ones from time to time.
  func append(_ note: [UInt8], isKept: (Span<UInt8>) -> Bool) throws(StoreError) {
    let bytes = try contents()
    let notes = CheckpointsFile.notes(in: bytes)
    let end = notes.last?.upperBound ?? 0
    let older = notes.dropLast(CheckpointsFile.newestKept)
    let surplus = older.filter { !isKept(bytes.span.extracting($0)) }
    guard surplus.count <= CheckpointsFile.surplusMax else {
      let dropped = Set(surplus.map(\.lowerBound))
      var kept: [UInt8] = []
      for note in notes where !dropped.contains(note.lowerBound) {
        kept.append(contentsOf: bytes[note])
      }
      kept.append(contentsOf: note)
      let path = root.path(of: Layout.checkpoints)
      return try DurableFile.replace(root.files, path, with: kept.span)
    }
    let file = try root.open(Layout.checkpoints, .create)
    if end < bytes.count { try file.truncate(to: end) }
    try file.write(note.span, at: end)
  }

  /// Where whole notes are; a torn one at the end is not among them.
  static func notes(in bytes: [UInt8]) -> [Range<Int>] {
    var notes = SignedNote.ranges(in: bytes.span)
    if let last = notes.last, (try? SignedNote(bytes.span.extracting(last))) == nil {
      notes.removeLast()
    }
    return notes
  }
}
