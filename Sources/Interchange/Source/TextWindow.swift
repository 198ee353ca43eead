/// The part of a file's text that a scanner sees: from the start of the current row on.
///
/// A scanner that meets the end of the window before the end of its row asks for more with `grow`
/// and scans the row again from its start. The window at least doubles each time, so all scanning of
/// one row is linear in its size, and a row over the limit is refused instead of held.
struct TextWindow: ~Copyable {
  /// The text, of which what is before `start` is done with.
  private(set) var bytes: [UInt8] = []
  /// Where the current row begins.
  private(set) var start = 0
  /// Where the row after it begins, once that is known.
  private(set) var nextStart = 0
  /// True when nothing comes after `bytes`.
  private(set) var isAtEnd = false
  private var source: TextSource

  init(_ source: consuming TextSource) { self.source = source }

  /// Notes where the current row ends; its text stays until `drop`.
  mutating func advance(at end: Int) { nextStart = end }

  /// Refuses a row of `sizeBytes`, if that is more than a row may have.
  ///
  /// The window may hold more than one row may have, so that a whole row in it can be too long.
  func checkSize(_ sizeBytes: Int, row: Int) throws(InterchangeError) {
    guard sizeBytes <= EventFileReader.rowSizeBytesMax else {
      throw .rowTooLong(row: row, limitBytes: EventFileReader.rowSizeBytesMax)
    }
  }

  /// Goes on to the next row.
  mutating func drop() { start = nextStart }

  /// Pulls more text after what the window holds; with nothing left, sets `isAtEnd`.
  ///
  /// Positions change: the current row then begins at 0.
  mutating func grow(row: Int) throws(InterchangeError) {
    if start > 0 {
      bytes.removeSubrange(..<start)
      nextStart -= start
      start = 0
    }
    let oldCount = bytes.count
    try checkSize(oldCount, row: row)
    // Before a flaw it stops, so that the reader first counts the rows up to there.
    repeat {
      guard try source.append(to: &bytes, row: row) else {
        isAtEnd = true
        return
      }
    } while bytes.count < 2 * oldCount + 1 && !source.isFlawed
  }
}
