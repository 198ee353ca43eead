internal import Custody
internal import LedgerFormat
internal import LedgerStore

/// An event on its way into the ledger, with all that can be said of it before the ledger is asked.
///
/// As reported it is compared with what is recorded already; as sealed it is recorded. Large, and so a
/// place that events are read into one after another: what its lists took is used again.
struct IncomingEvent: Sendable {
  /// As it will be recorded, private fields sealed, but for lots whose party is to be found yet; a
  /// correction as it was reported.
  var event: Event
  /// Its private fields as they were reported.
  fileprivate(set) var reportedFields: [PrivateField] = []
  /// The commitments that take the place of those of a correction.
  fileprivate(set) var sealedFields: [PrivateField] = []
  /// The commitments that take the place of those of a correction's replacement.
  fileprivate(set) var sealedReplacementFields: [PrivateField] = []
  /// What opens all commitments.
  fileprivate(set) var openings: [Opening] = []
  /// True where nobody looked at its form yet, as a reader of files does.
  var isMade = false
  /// True where some lot is written without its party.
  var hasBareLots = false
  /// The event's bytes; empty where they depend on the ledger, or are too many.
  fileprivate(set) var body: [UInt8] = []
  /// The streams that it names itself; empty where those depend on the ledger.
  fileprivate(set) var streams: [StreamKey] = []
  /// The keys that it is found by.
  fileprivate(set) var keys: [IndexKey] = []

  /// A place for an event.
  init(_ event: Event = .unread) { self.event = event }

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
  private var message: [UInt8] = []
  /// Openings that the last events had no use for; their memory is used again.
  private var spareOpenings: [Opening] = []

  /// The event with all that is known of it beforehand.
  mutating func prepare(_ event: consuming Event) -> IncomingEvent {
    var incoming = IncomingEvent(event)
    prepare(&incoming)
    return incoming
  }

  /// Finds out all that is known beforehand of the event that was read into `incoming`.
  mutating func prepare(_ incoming: inout IncomingEvent) {
    incoming.isMade = false
    EventIndexing.list(of: incoming.event, into: &incoming.keys)
    if case .correction(let correction) = incoming.event.detail {
      return prepare(&incoming, correcting: correction)
    }
    seal(&incoming)
    incoming.event.qualifyOutputs()
    incoming.hasBareLots = incoming.event.hasBareLots
    // The form of a registration is looked at by the recorder, and before that nothing is made of it.
    if incoming.hasBareLots || incoming.event.kind == .registration {
      incoming.body.removeAll(keepingCapacity: true)
      incoming.streams.removeAll(keepingCapacity: true)
    } else {
      encode(&incoming)
      incoming.event.listOwnStreams(into: &incoming.streams)
    }
  }

  private mutating func prepare(
    _ incoming: inout IncomingEvent, correcting correction: Correction
  ) {
    incoming.reportedFields = incoming.event.privateFields
    var (fields, openings) = incoming.event.sealedFields(using: &random, &hasher)
    incoming.sealedFields = fields
    incoming.sealedReplacementFields = []
    if let replacement = correction.replacement {
      let (sealed, inner) = replacement.sealedFields(using: &random, &hasher)
      incoming.sealedReplacementFields = sealed
      for var opening in inner {
        opening.isOfReplacement = true
        openings.append(opening)
      }
    }
    incoming.openings = openings.map(Opening.init)
    incoming.hasBareLots = incoming.event.hasBareLots
    incoming.body.removeAll(keepingCapacity: true)
    incoming.streams.removeAll(keepingCapacity: true)
  }

  /// Puts commitments in place of the private fields, and lists what opens them.
  private mutating func seal(_ incoming: inout IncomingEvent) {
    swap(&incoming.event.privateFields, &incoming.reportedFields)
    if !incoming.event.privateFields.isEmpty {
      incoming.event.privateFields.removeAll(keepingCapacity: true)
    }
    guard EventPreparer.isPlain(incoming.reportedFields) else {
      incoming.event.privateFields = incoming.reportedFields
      let (fields, openings) = incoming.event.sealedFields(using: &random, &hasher)
      incoming.event.privateFields = fields
      incoming.openings = openings.map(Opening.init)
      return
    }
    let count = incoming.reportedFields.count
    while incoming.openings.count > count { spareOpenings.append(incoming.openings.removeLast()) }
    while incoming.openings.count < count {
      incoming.openings.append(spareOpenings.popLast() ?? Opening(field: 0, salt: [], value: []))
    }
    for position in 0..<count {
      let field = incoming.reportedFields[position]
      guard case .open(let value) = field.content else { continue }
      let opening = PrivateOpening(
        name: field.name, salt: Salt(random.next(), random.next()), value: value)
      let commitment = opening.commitment(&hasher, &message)
      incoming.event.privateFields.append(PrivateField(field.name, .sealed(commitment)))
      incoming.openings[position].take(opening)
    }
  }

  /// True for fields as files have them: all open, in the order of their names, none an identity number.
  private static func isPlain(_ fields: [PrivateField]) -> Bool {
    var last: UInt64?
    for field in fields {
      guard case .open = field.content, field.name != .identityNumber,
        last.map({ $0 < field.name.rawValue }) ?? true
      else { return false }
      last = field.name.rawValue
    }
    return true
  }

  private mutating func encode(_ incoming: inout IncomingEvent) {
    writer.reset()
    do { try EventCoding.encode(incoming.event, into: &writer) } catch { writer.reset() }
    writer.exchange(with: &incoming.body)
  }
}

extension Opening {
  fileprivate init(_ opening: PrivateOpening) {
    self.init(field: 0, salt: [], value: [])
    take(opening)
  }

  /// Becomes an opening, in the memory of what it was.
  fileprivate mutating func take(_ opening: PrivateOpening) {
    field = opening.code
    salt.removeAll(keepingCapacity: true)
    opening.salt.append(to: &salt)
    value.removeAll(keepingCapacity: true)
    value.append(opening.value.utf8.span)
  }
}
