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
  /// The envelope, its body left empty; nil where the bytes are no entry.
  let entry: Entry?
  /// The streams of its links, in their order, as the tables name them.
  let streamNames: [NameDigest]
  let record: Record
  /// The leaf hash of an event's bytes alone, which submissions are over; nil where it is not asked.
  let bodyHash: Hash?

  init(
    segment: UInt64, _ frame: Frame, leafHash: Hash, entry: Entry?, record: Record,
    bodyHash: Hash? = nil
  ) {
    self.bodyHash = bodyHash
    self.segment = segment
    position = frame.position
    offset = frame.offset
    sizeBytes = frame.range.count
    lengthFound = frame.lengthFound
    self.leafHash = leafHash
    self.entry = entry
    streamNames = entry?.links.map { NameDigest($0.stream) } ?? []
    self.record = record
  }

  /// What an entry's body records.
  enum Record: Sendable {
    /// The entry, or the event in it, cannot be read.
    case unreadable(EntryError)
    case ledger(LedgerEvent, EventStreams)
    case trade(ExaminedTrade)
  }
}

/// An event of an entry, with what can be told of it alone.
///
/// A class for the same reason: an event is large, and copying it counts some ten references.
final class ExaminedTrade: Sendable {
  let event: Event
  /// Its name, as the table of all events knows it.
  let name: NameDigest
  let streams: Streams
  /// Why such an event cannot stand in a ledger, whatever was recorded before.
  let formRefusal: Refusal?

  /// What the stream rule says of it.
  enum Streams: Sendable {
    /// Its links are on just the streams that the event itself names.
    case asLinked
    /// Those of the entry that opened a consignment.
    case opening(of: Identifier)
    /// Those that the rule says, whatever its links are.
    case rule(EventStreams)

    fileprivate var isRule: Bool { if case .rule = self { true } else { false } }
  }

  init(_ event: Event, streams: Streams) {
    self.event = event
    self.streams = streams
    name = NameDigest(party: event.party, id: event.id)
    guard event.mayBeMalformed || streams.isRule else {
      // Names and texts were held to their rules as they were read, and its lots were counted.
      assert((try? Admission.checkForm(event)) != nil, "what is read so is well-formed")
      formRefusal = nil
      return
    }
    do throws(Refusal) {
      try Admission.checkForm(event)
      formRefusal = nil
    } catch { formRefusal = error }
  }
}

extension Event {
  /// True for kinds of which more is asked than what reading them tells: UN numbers, evidence.
  fileprivate var mayBeMalformed: Bool {
    switch detail {
    case .production(let production): production.outputs.contains { $0.chemical?.un != nil }
    case .handling: true
    default: false
    }
  }
}

/// One piece of a segment after its examination.
enum ExaminedPiece: Sendable {
  case entry(ExaminedEntry)
  /// Anything but an entry that takes a position.
  case other(Piece)
}

/// A batch after its examination.
struct ExaminedBatch: BatchProduct {
  let segment: UInt64
  var pieces: [ExaminedPiece]
  /// The batch's memory, to be used again.
  var buffer: [UInt8]
}
