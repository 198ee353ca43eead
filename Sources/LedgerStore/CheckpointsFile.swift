internal import LedgerFormat

/// The file `checkpoints`: signed notes worth keeping, oldest first, each followed by an empty line.
///
/// A note is lines without an empty one, an empty line, and lines that begin with an em dash and a space;
/// so where one ends is told from the bytes alone. Notes are appended and not synced: the newest is in
/// `checkpoint` too, and a torn end is cut when the next one comes. When there are more than
/// two hundred that are not worth keeping, all of those but the newest hundred are dropped.
struct CheckpointsFile {
  private static let newestKept = 100
  private static let surplusMax = 100

  let root: Folder

  /// Adds a note, and drops old ones from time to time.
  func append(_ note: [UInt8], isKept: (Span<UInt8>) -> Bool) throws(StoreError) {
    let bytes = try root.contents(of: Layout.checkpoints) ?? []
    let notes = CheckpointsFile.notes(in: bytes)
    let end = notes.last.map { $0.upperBound + 1 } ?? 0
    let older = notes.dropLast(CheckpointsFile.newestKept)
    let surplus = older.filter { !isKept(bytes.span.extracting($0)) }
    guard surplus.count <= CheckpointsFile.surplusMax else {
      let dropped = Set(surplus.map(\.lowerBound))
      var kept: [UInt8] = []
      for note in notes where !dropped.contains(note.lowerBound) {
        kept.append(contentsOf: bytes[note])
        kept.append(CheckpointsFile.newline)
      }
      kept.append(contentsOf: note)
      kept.append(CheckpointsFile.newline)
      let path = root.path(of: Layout.checkpoints)
      return try DurableFile.replace(root.files, path, with: kept.span)
    }
    let file = try root.open(Layout.checkpoints, .create)
    if end < bytes.count { try file.truncate(to: end) }
    try file.write(note + [CheckpointsFile.newline], at: end)
  }

  private static let newline = UInt8(ascii: "\n")
  /// An em dash and a space, with which every signature line begins.
  private static let signatureStart: [UInt8] = [0xE2, 0x80, 0x94, 0x20]

  /// Where whole notes are, without the empty line behind each.
  static func notes(in bytes: [UInt8]) -> [Range<Int>] {
    var notes: [Range<Int>] = []
    var (start, lineStart) = (0, 0)
    var hasSignature = false
    for position in bytes.indices where bytes[position] == newline {
      let line = bytes[lineStart..<position]
      if line.isEmpty, hasSignature {
        notes.append(start..<position)
        (start, hasSignature) = (position + 1, false)
      } else {
        hasSignature = line.starts(with: signatureStart)
      }
      lineStart = position + 1
    }
    return notes
  }
}
