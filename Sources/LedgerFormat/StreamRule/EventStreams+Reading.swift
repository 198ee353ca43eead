extension EventStreams {
  /// Reads the streams off an event's bytes, which are one deterministic CBOR map.
  ///
  /// Only what names a stream is decoded; other values are passed over, for `Custody` to judge.
  /// Cost: linear in the bytes, plus one string for every stream named.
  /// - Throws: `EntryError.newerEvent` for a kind or key that this version does not write, and other
  ///   cases where a key is missing or out of place, or a value is not what the format says.
  public init(body: Span<UInt8>) throws(EntryError) {
    guard body.count <= Limits.correctionSizeBytesMax else {
      throw .tooLarge(sizeBytes: body.count, sizeBytesMax: Limits.correctionSizeBytesMax)
    }
    var reader = StreamReader(end: body.count)
    do {
      try reader.readAll(body)
      try reader.reader.finish()
    } catch let error as CBORError {
      throw .encoding(error)
    } catch let error as EntryError {
      throw error
    } catch { preconditionFailure("only format errors are thrown here: \(error)") }
    guard reader.kind == .correction || body.count <= Limits.eventSizeBytesMax else {
      throw .tooLarge(sizeBytes: body.count, sizeBytesMax: Limits.eventSizeBytesMax)
    }
    self = try reader.streams()
  }
}

/// Walks over an event's map and gathers what names a stream.
private struct StreamReader {
  var reader: CBORReader
  var kind = BodyKind.genesis
  var naming = NamingKeys.none
  var lots: [StreamKey] = []
  var consignment: Identifier?
  var party: Identifier?
  var step: TransportStep?
  /// The entry that a correction corrects, and the streams of what takes its place.
  var corrected: UInt64?
  var replacement: EventStreams?
  var registered = RegisteredSubject()
  var found: EventKeySet = []

  init(end: Int) { reader = CBORReader(end: end) }

  init(_ reader: CBORReader) { self.reader = reader }

  mutating func readAll(_ bytes: Span<UInt8>) throws {
    let count = try reader.map(bytes)
    kind = try readKind(bytes, pairCount: count)
    naming = kind.namingKeys
    guard kind.isTrade else { return try passLedgerEvent(bytes, pairCount: count) }
    var last: UInt64 = 0
    for _ in 1..<count {
      let start = reader.position
      let number = try reader.unsigned(bytes)
      guard number > last else { throw CBORError.keyOrder(position: start) }
      last = number
      guard let key = EventKey(rawValue: number) else {
        throw EntryError.newerEvent(kind: kind.rawValue, key: number)
      }
      try read(key, bytes)
      found.insert(key)
    }
  }

  /// What was read, once the keys that the kind needs are known to be there.
  func streams() throws(EntryError) -> EventStreams {
    if let key = naming.needed.first(notIn: found) { throw .missing(key: key.rawValue) }
    if kind == .order, lots.isEmpty == (party == nil) {
      throw .missing(key: EventKey.lots.rawValue)
    }
    var keys = lots + (replacement?.own ?? [])
    if let party { keys.append(StreamKey(kind: .party, id: party)) }
    if let consignment { keys.append(StreamKey(kind: .consignment, id: consignment)) }
    if kind == .registration { keys.append(try registered.stream()) }
    let own = EventStreams.ordered(keys)
    if kind == .correction {
      return EventStreams(
        kind: kind, own: own, inheritsLotsOf: replacement?.inheritsLotsOf,
        inheritsStreamsOf: corrected)
    }
    let lotCount = consignment == nil ? own.count : own.count - 1
    guard lotCount <= Limits.lotsPerEventMax else {
      throw .tooManyLots(count: lotCount, countMax: Limits.lotsPerEventMax)
    }
    let inherits = kind == .transport && step != .position
    return EventStreams(kind: kind, own: own, inheritsLotsOf: inherits ? consignment : nil)
  }

  /// Reads key 0, which every event has and which stands first because it is the smallest.
  private mutating func readKind(_ bytes: Span<UInt8>, pairCount: Int) throws -> BodyKind {
    let start = reader.position
    guard pairCount > 0 else { throw EntryError.missing(key: EventKey.kind.rawValue) }
    guard try reader.unsigned(bytes) == EventKey.kind.rawValue else {
      throw EntryError.missing(key: EventKey.kind.rawValue)
    }
    let number = try reader.unsigned(bytes)
    guard number > 0 else {
      throw EntryError.value(key: EventKey.kind.rawValue, position: start)
    }
    guard let kind = BodyKind(rawValue: number), kind.isWritten else {
      throw EntryError.newerEvent(kind: number, key: nil)
    }
    return kind
  }

  /// Passes over a ledger event, which has keys of its own and of which only a key event is on a
  /// stream: its party's.
  private mutating func passLedgerEvent(_ bytes: Span<UInt8>, pairCount: Int) throws {
    for _ in 1..<pairCount {
      let number = try reader.unsigned(bytes)
      if kind == .key, number == KeyEventKey.party.rawValue {
        party = try readIdentifier(bytes)
      } else {
        try reader.validate(bytes)
      }
    }
    guard kind != .key || party != nil else {
      throw EntryError.missing(key: KeyEventKey.party.rawValue)
    }
  }

  private mutating func read(_ key: EventKey, _ bytes: Span<UInt8>) throws {
    let start = reader.position
    guard naming.known.contains(key) || !EventKeySet.naming.contains(key) else {
      throw EntryError.value(key: key.rawValue, position: start)
    }
    switch key {
    case .lot: try readLot(bytes)
    case .outputs: try readLots(key, bytes, itemCounts: 4...4)
    case .inputs: try readLots(key, bytes, itemCounts: 2...2)
    case .goods where kind != .transport:
      try readLots(key, bytes, itemCounts: 2...(kind == .consignment ? 3 : 2))
    case .consignment: consignment = try readIdentifier(bytes)
    case .lots: try readBareLots(bytes)
    case .subject: party = try readIdentifier(bytes)
    case .corrects: try readCorrected(bytes)
    case .replacement: try readReplacement(bytes)
    case .action where kind == .transport:
      guard let step = TransportStep(rawValue: try reader.unsigned(bytes)) else {
        throw EntryError.value(key: key.rawValue, position: start)
      }
      self.step = step
    case .action where kind == .registration:
      guard let register = RegisterKind(rawValue: try reader.unsigned(bytes)) else {
        throw EntryError.value(key: key.rawValue, position: start)
      }
      registered.kind = register
    case .party where kind == .handling: party = try readIdentifier(bytes)
    case .registered: registered.id = try readSubject(bytes)
    case .holder:
      let (kind, id) = try readHolder(bytes)
      registered.holder = StreamKey(kind: kind, id: id)
    default: try reader.validate(bytes)
    }
  }

  /// Reads [what kind of subject, its id].
  private mutating func readHolder(
    _ bytes: Span<UInt8>
  ) throws -> (kind: StreamKind, id: Identifier) {
    let start = reader.position
    let count = try reader.array(bytes)
    guard count == 2 else {
      throw EntryError.itemCount(expected: 2, found: count, position: start)
    }
    guard let kind = RegisterKind(rawValue: try reader.unsigned(bytes)), kind.canHoldLicences,
      let stream = kind.stream
    else { throw EntryError.value(key: EventKey.holder.rawValue, position: start) }
    return (stream, try readSubject(bytes))
  }

  /// Reads a subject's id, whose size `RegisteredSubject` looks at.
  private mutating func readSubject(_ bytes: Span<UInt8>) throws -> Identifier {
    let start = reader.position
    let name = try reader.name(bytes)
    guard (1...Limits.lotSizeBytesMax).contains(name.sizeBytes) else {
      throw EntryError.identifier(position: start, sizeBytes: name.sizeBytes)
    }
    return name
  }

  /// Reads a list of arrays of which each begins with a lot; an empty list is written as none.
  private mutating func readLots(
    _ key: EventKey, _ bytes: Span<UInt8>, itemCounts: ClosedRange<Int>
  ) throws {
    let start = reader.position
    let count = try reader.array(bytes)
    guard count > 0 else { throw EntryError.value(key: key.rawValue, position: start) }
    for _ in 0..<count {
      let position = reader.position
      let itemCount = try reader.array(bytes)
      guard itemCounts.contains(itemCount) else {
        throw EntryError.itemCount(
          expected: itemCounts.lowerBound, found: itemCount, position: position)
      }
      try readLot(bytes)
      for _ in 1..<itemCount { try reader.validate(bytes) }
    }
  }

  /// Reads a list of lots and nothing else.
  private mutating func readBareLots(_ bytes: Span<UInt8>) throws {
    let start = reader.position
    let count = try reader.array(bytes)
    guard count > 0 else { throw EntryError.value(key: EventKey.lots.rawValue, position: start) }
    for _ in 0..<count { try readLot(bytes) }
  }

  /// Reads what is corrected: party, id, the entry of the event, the entry of its newest version.
  private mutating func readCorrected(_ bytes: Span<UInt8>) throws {
    let start = reader.position
    let count = try reader.array(bytes)
    guard count == 4 else {
      throw EntryError.itemCount(expected: 4, found: count, position: start)
    }
    _ = try readIdentifier(bytes)
    _ = try readIdentifier(bytes)
    _ = try reader.unsigned(bytes)
    corrected = try reader.unsigned(bytes)
  }

  /// Reads the event that takes the place of another, which is no correction.
  private mutating func readReplacement(_ bytes: Span<UInt8>) throws {
    let start = reader.position
    var nested = StreamReader(reader)
    try nested.readAll(bytes)
    guard nested.kind.isTrade, nested.kind != .correction else {
      throw EntryError.value(key: EventKey.replacement.rawValue, position: start)
    }
    let sizeBytes = nested.reader.position - start
    guard sizeBytes <= Limits.eventSizeBytesMax else {
      throw EntryError.tooLarge(sizeBytes: sizeBytes, sizeBytesMax: Limits.eventSizeBytesMax)
    }
    replacement = try nested.streams()
    reader = nested.reader
  }

  /// Reads a qualified lot: a party, the first `/`, and a batch.
  private mutating func readLot(_ bytes: Span<UInt8>) throws {
    let start = reader.position
    var probe = reader
    let range = try probe.textRange(bytes)
    var party = range.lowerBound
    while party < range.upperBound, bytes[party] != UInt8(ascii: "/") { party += 1 }
    let (partySize, batchSize) = (party - range.lowerBound, range.upperBound - party - 1)
    let sizes = 1...Limits.identifierSizeBytesMax
    guard sizes.contains(partySize), sizes.contains(batchSize) else {
      throw EntryError.identifier(position: start, sizeBytes: range.count)
    }
    let lot = StreamKey(kind: .lot, id: try reader.name(bytes))
    // The commonest repetition, one lot on line after line, is dropped here already.
    if lots.last != lot { lots.append(lot) }
  }

  private mutating func readIdentifier(_ bytes: Span<UInt8>) throws -> Identifier {
    let start = reader.position
    let name = try reader.name(bytes)
    guard (1...Limits.identifierSizeBytesMax).contains(name.sizeBytes) else {
      throw EntryError.identifier(position: start, sizeBytes: name.sizeBytes)
    }
    return name
  }
}

/// Whom or what a registration is about, as its keys are met.
private struct RegisteredSubject {
  var kind = RegisterKind.party
  var id: Identifier?
  var holder: StreamKey?

  /// The stream of the subject, or of a licence's holder.
  func stream() throws(EntryError) -> StreamKey {
    guard let id else { throw .missing(key: EventKey.registered.rawValue) }
    guard let own = kind.stream else {
      guard let holder else { throw .missing(key: EventKey.holder.rawValue) }
      try check(id, sizeBytesMax: Limits.identifierSizeBytesMax)
      try check(holder.id, sizeBytesMax: holder.kind.idSizeBytesMax)
      return holder
    }
    guard holder == nil else { throw .value(key: EventKey.holder.rawValue, position: 0) }
    try check(id, sizeBytesMax: own.idSizeBytesMax)
    return StreamKey(kind: own, id: id)
  }

  private func check(_ id: Identifier, sizeBytesMax: Int) throws(EntryError) {
    guard id.sizeBytes <= sizeBytesMax else {
      throw .identifier(position: 0, sizeBytes: id.sizeBytes)
    }
  }
}

/// A set of event keys in one machine word.
private struct EventKeySet: ExpressibleByArrayLiteral {
  private var bits: UInt64 = 0

  /// The keys whose values are streams or hold them.
  static let naming: EventKeySet = [
    .lot, .outputs, .inputs, .goods, .consignment, .corrects, .replacement, .lots, .subject,
    .registered, .holder,
  ]

  init(arrayLiteral keys: EventKey...) { for key in keys { insert(key) } }

  mutating func insert(_ key: EventKey) { bits |= 1 << key.rawValue }

  func contains(_ key: EventKey) -> Bool { bits >> key.rawValue & 1 == 1 }

  /// The smallest key of these that `other` lacks.
  func first(notIn other: EventKeySet) -> EventKey? {
    let missing = bits & ~other.bits
    return missing == 0 ? nil : EventKey(rawValue: UInt64(missing.trailingZeroBitCount))
  }
}

extension BodyKind {
  /// True for the kinds whose stream rule this version knows.
  fileprivate var isWritten: Bool {
    switch self {
    case .production, .storage, .trade, .consignment, .transport, .use, .disposal, .loss, .genesis,
      .correction, .order, .registration, .handling, .key, .submission, .commitment, .timestamp,
      .rotation:
      true
    }
  }

  /// The keys that say which streams an event of this kind is on.
  fileprivate var namingKeys: NamingKeys {
    switch self {
    case .production: .production
    case .storage, .use, .disposal: .oneLot
    case .loss: .loss
    case .trade: .trade
    case .consignment: .consignment
    case .transport: .transport
    case .correction: .correction
    case .order: .order
    case .registration: .registration
    default: .none
    }
  }
}

/// Of the keys that say which streams an event is on, those that a kind may have and those it needs.
private struct NamingKeys {
  let known: EventKeySet
  let needed: EventKeySet

  static let none = NamingKeys(known: [], needed: [])
  static let production = NamingKeys(known: [.outputs, .inputs], needed: [.outputs])
  static let oneLot = NamingKeys(known: [.lot], needed: [.lot])
  static let loss = NamingKeys(known: [.lot, .consignment], needed: [.lot])
  static let trade = NamingKeys(known: [.goods], needed: [.goods])
  static let consignment = NamingKeys(
    known: [.consignment, .goods], needed: [.consignment, .goods])
  static let correction = NamingKeys(known: [.corrects, .replacement], needed: [.corrects])
  static let order = NamingKeys(known: [.lots, .subject], needed: [])
  static let transport = NamingKeys(
    known: [.consignment, .goods], needed: [.action, .consignment])
  static let registration = NamingKeys(
    known: [.registered, .holder], needed: [.action, .registered])
}
