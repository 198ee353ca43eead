internal import LedgerFormat

/// Walks over an event's map, key by key, and gathers its values.
struct EventReader {
  var reader: CBORReader
  var fields = EventFields()

  init(end: Int) { reader = CBORReader(end: end) }

  init(_ reader: CBORReader) { self.reader = reader }

  /// Reads an event's whole body.
  mutating func readEvent(_ bytes: Span<UInt8>) throws -> Event {
    let event = try readMap(bytes)
    try reader.finish()
    let (sizeBytes, sizeBytesMax) = (reader.position, event.detail.sizeBytesMax)
    guard sizeBytes <= sizeBytesMax else {
      throw EntryError.tooLarge(sizeBytes: sizeBytes, sizeBytesMax: sizeBytesMax)
    }
    return event
  }

  mutating func readMap(_ bytes: Span<UInt8>) throws -> Event {
    let pairCount = try reader.map(bytes)
    guard pairCount > 0 else { throw EntryError.missing(key: EventKey.kind.rawValue) }
    let (kind, rule) = try readKind(bytes)
    var found: EventKeys = [.kind]
    var last = EventKey.kind.rawValue
    for _ in 1..<pairCount {
      let start = reader.position
      let number = try reader.unsigned(bytes)
      guard number > last else { throw CBORError.keyOrder(position: start) }
      last = number
      guard let key = EventKey(rawValue: number) else {
        throw EntryError.newerEvent(kind: kind.rawValue, key: number)
      }
      guard rule.known.contains(key) else {
        throw EntryError.value(key: number, position: start)
      }
      found.insert(key)
      try read(key, kind, bytes)
    }
    if let key = rule.needed.first(notIn: found) { throw EntryError.missing(key: key.rawValue) }
    return try fields.event(of: kind)
  }

  /// Reads key 0, which stands first because it is the smallest.
  private mutating func readKind(
    _ bytes: Span<UInt8>
  ) throws -> (kind: BodyKind, rule: EventKeyRule) {
    guard try reader.unsigned(bytes) == EventKey.kind.rawValue else {
      throw EntryError.missing(key: EventKey.kind.rawValue)
    }
    let start = reader.position
    let number = try reader.unsigned(bytes)
    guard let kind = BodyKind(rawValue: number) else {
      throw EntryError.newerEvent(kind: number, key: nil)
    }
    guard kind.isTrade else {
      throw EntryError.value(key: EventKey.kind.rawValue, position: start)
    }
    guard let rule = EventKeyRule.rule(of: kind) else {
      throw EntryError.newerEvent(kind: number, key: nil)
    }
    return (kind, rule)
  }

  private mutating func read(_ key: EventKey, _ kind: BodyKind, _ bytes: Span<UInt8>) throws {
    switch key {
    case .kind: break
    case .id: fields.id = try name(bytes)
    case .time: fields.time = try instant(bytes)
    case .party: fields.party = try party(bytes)
    case .site: fields.site = try name(bytes)
    case .document: fields.document = try name(bytes)
    case .note: fields.note = try text(key, bytes)
    case .owner: fields.owner = try name(bytes)
    case .action: fields.action = try action(kind, bytes)
    case .lot: fields.lot = try lot(bytes)
    case .quantity: fields.quantity = try quantity(key, bytes)
    case .outputs: fields.outputs = try outputs(bytes)
    case .inputs: fields.inputs = try goods(key, bytes, itemCountMax: 2)
    case .goods:
      fields.goods = try goods(key, bytes, itemCountMax: kind == .consignment ? 3 : 2)
    case .loss: fields.loss = try quantity(key, bytes)
    case .from: fields.from = try name(bytes)
    case .toSite: fields.toSite = try name(bytes)
    case .reason: fields.reason = try text(key, bytes)
    case .counterparty: fields.counterparty = try name(bytes)
    case .purpose: fields.purpose = try text(key, bytes)
    case .consignment: fields.consignment = try name(bytes)
    case .consignee: fields.consignee = try party(bytes)
    case .carrier: fields.carrier = try party(bytes)
    case .vehicle: fields.vehicle = try name(bytes)
    case .place: fields.place = try text(key, bytes)
    case .partial: fields.partial = try reader.boolean(bytes)
    case .method: fields.method = try text(key, bytes)
    case .privateFields: fields.privateFields = try privateFields(kind, bytes)
    case .corrects: fields.corrects = try corrects(bytes)
    case .replacement: fields.replacement = try replacement(bytes)
    case .lots: fields.lots = try lots(bytes)
    case .subject: fields.subject = try party(bytes)
    case .registered: fields.registration.subject = try subject(try fields.register(), bytes)
    case .record: try record(try fields.register(), bytes)
    case .holder: fields.registration.holder = try holder(bytes)
    case .finding: fields.finding = try name(bytes)
    case .revoked: fields.registration.isRevoked = try mark(key, bytes)
    }
  }
}
