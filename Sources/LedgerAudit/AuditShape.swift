internal import LedgerFormat

/// The sizes that the verifier works with; only tests change them.
struct AuditShape: Sendable {
  /// The entries of one segment.
  var entriesPerSegment = Layout.entriesPerSegment
  /// The bytes read at once; more than the longest entry.
  var batchSizeBytes = 1 << 18
  /// The batches that may be under way at once: read, hashed, or waiting for their turn.
  var batchesUnderWay = 8

  /// How entries are judged.
  var course = Course.soundnessFirst

  enum Course: Sendable {
    /// By the soundness judge, and again by the full one where that is not sure.
    case soundnessFirst
    /// By the full judge alone.
    case full
    /// By the soundness judge alone, whose doubt is reported as a damage; for tests.
    case soundnessOnly
  }

  static let standard = AuditShape()

  /// The positions that a segment holds; empty past the last position that can be numbered.
  func positions(of segment: UInt64) -> Range<UInt64> {
    let (first, isTooLarge) = segment.multipliedReportingOverflow(by: entriesPerSegment)
    guard !isTooLarge else { return UInt64.max..<UInt64.max }
    let (end, isBeyond) = first.addingReportingOverflow(entriesPerSegment)
    return first..<(isBeyond ? UInt64.max : end)
  }

  /// The segment that holds a position.
  func segment(of position: UInt64) -> UInt64 { position / entriesPerSegment }
}
