internal import Custody
internal import LedgerFormat
internal import LedgerStore

/// An event on its way into the ledger, with all that can be said of it before the ledger is asked.
///
/// As reported it is compared with what is recorded already; as sealed it is recorded.
struct IncomingEvent: Sendable {
  /// As it will be recorded, private fields sealed, but for lots whose party is to be found yet; a
  /// correction as it was reported.
  var event: Event
  /// Its private fields as they were reported.
  let reportedFields: [PrivateField]
  /// The commitments that take the place of them.
  let sealedFields: [PrivateField]
  /// The commitments that take the place of those of a correction's replacement.
  let sealedReplacementFields: [PrivateField]
  /// What opens them.
  let openings: [Opening]
  /// True where nobody looked at its form yet, as a reader of files does.
  var isMade = false
  /// True where some lot is written without its party.
  var hasBareLots: Bool
  /// The event's bytes; empty where they depend on the ledger, or are too many.
  let body: [UInt8]
  /// The streams that it names itself; empty where those depend on the ledger.
  let streams: [StreamKey]
  /// The keys that it is found by.
  let keys: [IndexKey]

  /// The event as it was reported, its private fields open.
  var reported: Event {
    var event = event
    event.privateFields = reportedFields
    return event
  }
}

/// Does for events, one after another, what needs nothing of the ledger: seals their private fields,
/// encodes them, and lists their streams and keys. For one thread.
struct EventPreparer: ~Copyable {
  private var hasher = LedgerFormat.Hasher()
  private var random = PooledRandom()
  private var writer = CBORWriter()

  /// The event with all that is known of it beforehand.
  mutating func prepare(_ event: consuming Event) -> IncomingEvent {
    if case .correction(let correction) = event.detail {
      return prepare(event, correcting: correction)
    }
    let reportedFields = event.privateFields
    var openings: [Opening] = []
    if !reportedFields.isEmpty {
      let (fields, opened) = event.sealedFields(using: &random, &hasher)
      event.privateFields = fields
      openings = opened.map(Opening.init)
    }
    event.qualifyOutputs()
    let hasBareLots = event.hasBareLots
    // The form of a registration is looked at by the recorder, and before that nothing is made of it.
    let isReady = !hasBareLots && event.kind != .registration
    let body = isReady ? bytes(of: event) : []
    let streams = isReady ? event.streams(opening: []) : []
    let keys = EventIndexing.keys(of: event)
    let sealedFields = event.privateFields
    return IncomingEvent(
      event: event, reportedFields: reportedFields, sealedFields: sealedFields,
      sealedReplacementFields: [], openings: openings, hasBareLots: hasBareLots, body: body,
      streams: streams, keys: keys)
  }

  private mutating func prepare(
    _ event: Event, correcting correction: Correction
  ) -> IncomingEvent {
    var (fields, openings) = event.sealedFields(using: &random, &hasher)
    var replacementFields: [PrivateField] = []
    if let replacement = correction.replacement {
      let (sealed, inner) = replacement.sealedFields(using: &random, &hasher)
      replacementFields = sealed
      for var opening in inner {
        opening.isOfReplacement = true
        openings.append(opening)
      }
    }
    return IncomingEvent(
      event: event, reportedFields: event.privateFields, sealedFields: fields,
      sealedReplacementFields: replacementFields, openings: openings.map(Opening.init),
      hasBareLots: event.hasBareLots, body: [], streams: [], keys: EventIndexing.keys(of: event))
  }

  private mutating func bytes(of event: Event) -> [UInt8] {
    writer.reset()
    do { try EventCoding.encode(event, into: &writer) } catch { return [] }
    return Array(writer.bytes)
  }
}

extension Opening {
  fileprivate init(_ opening: PrivateOpening) {
    self.init(
      field: opening.code, salt: opening.salt.bytes,
      value: Array(opening.value.utf8))
  }
}
