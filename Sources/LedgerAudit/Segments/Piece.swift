internal import LedgerFormat

/// What the bytes of a segment consist of, in the order of the positions they take.
enum Piece: Equatable, Sendable {
  /// The entry of a position, or bytes that stand in its place.
  case entry(Frame)
  /// An entry that takes no position.
  case extra(offset: Int, claimed: UInt64)
  /// No bytes for these positions.
  case missing(offset: Int, Range<UInt64>)
  /// Bytes that are no entry, in place of these positions, which may be none.
  case unreadable(offset: Int, sizeBytes: Int, Range<UInt64>)
  /// Bytes that are no entry, behind a full segment.
  case excess(offset: Int, sizeBytes: Int)
  /// The file holds entries from `holds` on, which are not its own.
  case segmentMisplaced(holds: UInt64, Range<UInt64>)
  /// The files that should hold these positions are not there.
  case segmentMissing(Range<UInt64>)
  /// Bytes behind the horizon.
  case tail(offset: Int, sizeBytes: Int)
}

/// Where the bytes of one position lie.
struct Frame: Equatable, Sendable {
  /// The position that the entry takes in the ledger.
  let position: UInt64
  /// The offset of its length in the file.
  let offset: Int
  /// The entry's bytes in the batch.
  let range: Range<Int>
  /// The length that stands before it, where that is not its own.
  var lengthFound: Int?
}

/// Bytes of one segment and what they consist of.
struct Batch: Sendable {
  let segment: UInt64
  var bytes: [UInt8] = []
  var pieces: [Piece] = []
}
