internal import Custody
internal import LedgerFormat

/// An entry as it is known from its bytes alone.
///
/// A class, because it is large and handed on several times on its way to be judged.
final class ExaminedEntry: Sendable {
  let segment: UInt64
  /// The position that it takes in the ledger.
  let position: UInt64
  /// The offset of its length in the segment.
  let offset: Int
  let sizeBytes: Int
  /// The length that stands before it, where that is not its own.
  let lengthFound: Int?
  /// Computed from the bytes.
  let leafHash: Hash
  /// What it says, or why that cannot be read.
  let reading: Result<Reading, EntryError>

  init(
    segment: UInt64, _ frame: Frame, leafHash: Hash, reading: Result<Reading, EntryError>
  ) {
    self.segment = segment
    position = frame.position
    offset = frame.offset
    sizeBytes = frame.range.count
    lengthFound = frame.lengthFound
    self.leafHash = leafHash
    self.reading = reading
  }

  /// What an entry says.
  struct Reading: Sendable {
    /// The envelope; its body is left empty, for it is decoded here.
    let entry: Entry
    /// The streams of its links, in their order, as the tables name them.
    let streamNames: [NameDigest]
    /// The event, or why it cannot be read.
    let record: Result<Record, EntryError>
  }

  /// What an entry's body records.
  enum Record: Sendable {
    case ledger(LedgerEvent, EventStreams)
    case trade(Event, EventStreams, name: NameDigest)
  }
}

/// One piece of a segment after its examination.
enum ExaminedPiece: Sendable {
  case entry(ExaminedEntry)
  /// Anything but an entry that takes a position.
  case other(Piece)
}

/// A batch after its examination.
struct ExaminedBatch: Sendable {
  let segment: UInt64
  var pieces: [ExaminedPiece]
  /// The batch's memory, to be used again.
  var buffer: [UInt8]
}
