internal import LedgerFormat

/// Writing a registration: its keys 8, 17 and 34 to 37, and the map of its record.
extension EventCoding {
  /// Writes the keys below 27.
  static func encode(_ registration: Registration, into writer: inout CBORWriter) {
    writer.unsigned(.action, registration.kind.rawValue)
    writer.text(.reason, registration.reason)
  }

  /// Writes the keys above 27, which come after the private fields.
  static func encodeSubject(_ registration: Registration, into writer: inout CBORWriter) {
    writer.name(.registered, registration.subject)
    writer.key(.record)
    let values = registration.record.values
    writer.map(count: values.count)
    for (key, value) in values {
      writer.unsigned(key.rawValue)
      value.encode(into: &writer)
    }
    if case .licence(let licence) = registration.record {
      guard let kind = RegisterKind(holding: licence.holder.kind) else {
        preconditionFailure("what is admitted has a holder that can hold licences")
      }
      writer.key(.holder)
      writer.array(count: 2)
      writer.unsigned(kind.rawValue)
      writer.text(licence.holder.id)
    }
    if registration.isRevoked {
      writer.key(.revoked)
      writer.boolean(true)
    }
  }
}

extension RegisterKind {
  /// What has streams of such a kind and can hold licences; nil for others.
  init?(holding stream: StreamKind) {
    let kind = RegisterKind.allCases.first { $0.stream == stream && $0.canHoldLicences }
    guard let kind else { return nil }
    self = kind
  }
}

extension Registration {
  /// How many keys the registration adds to its event's map.
  var keyCount: Int {
    var count = 3
    if reason != nil { count += 1 }
    if isRevoked { count += 1 }
    if case .licence = record { count += 1 }
    return count
  }
}

/// A value of a record, by the shape in which it is written.
private enum RecordValue {
  case text(String)
  case identifier(Identifier)
  case name(Chemical.Name)
  case number(UInt64)
  case numbers([UInt64])
  case texts([String])
  case quantity(Quantity)
  case maxima([SiteRecord.Maximum])

  func encode(into writer: inout CBORWriter) {
    switch self {
    case .text(let text): writer.text(text)
    case .identifier(let name): writer.text(name)
    case .name(.plain(let name)): writer.text(name)
    case .name(.bilingual(let zh, let en)):
      writer.array(count: 2)
      writer.text(zh)
      writer.text(en)
    case .number(let number): writer.unsigned(number)
    case .numbers(let numbers):
      writer.array(count: numbers.count)
      for number in numbers { writer.unsigned(number) }
    case .texts(let texts):
      writer.array(count: texts.count)
      for text in texts { writer.text(text) }
    case .quantity(let quantity): writer.quantity(quantity)
    case .maxima(let maxima):
      writer.array(count: maxima.count)
      for maximum in maxima {
        writer.array(count: 2)
        writer.text(maximum.chemical)
        writer.quantity(maximum.quantity)
      }
    }
  }
}

/// Gathers the values that a record has; an empty list is an absent one.
private struct RecordValues {
  private(set) var pairs: [(key: RecordKey, value: RecordValue)] = []

  mutating func add(_ key: RecordKey, _ text: String?) {
    if let text { pairs.append((key, .text(text))) }
  }

  mutating func add(_ key: RecordKey, _ name: Identifier?) {
    if let name { pairs.append((key, .identifier(name))) }
  }

  mutating func add(_ key: RecordKey, _ name: Chemical.Name?) {
    if let name { pairs.append((key, .name(name))) }
  }

  mutating func add(_ key: RecordKey, _ number: UInt64?) {
    if let number { pairs.append((key, .number(number))) }
  }

  mutating func add(_ key: RecordKey, _ numbers: [UInt64]) {
    if !numbers.isEmpty { pairs.append((key, .numbers(numbers))) }
  }

  mutating func add(_ key: RecordKey, _ texts: [String]) {
    if !texts.isEmpty { pairs.append((key, .texts(texts))) }
  }

  mutating func add(_ key: RecordKey, _ quantity: Quantity?) {
    if let quantity { pairs.append((key, .quantity(quantity))) }
  }

  mutating func add(_ key: RecordKey, _ maxima: [SiteRecord.Maximum]) {
    if !maxima.isEmpty { pairs.append((key, .maxima(maxima))) }
  }
}

extension Registration.Record {
  /// What the record says, in the order of the keys.
  fileprivate var values: [(key: RecordKey, value: RecordValue)] {
    var values = RecordValues()
    switch self {
    case .party(let party):
      values.add(.name, party.name)
      values.add(.uscc, party.uscc)
      values.add(.region, party.region)
      values.add(.phone, party.phone)
      values.add(.roles, party.roles.map(\.rawValue))
      values.add(.location, party.location)
    case .site(let site):
      values.add(.name, site.name)
      values.add(.kind, site.kind.rawValue)
      values.add(.location, site.location)
      values.add(.unit, site.unit)
      values.add(.people, site.people)
      values.add(.maxima, site.maxima)
    case .chemical(let record):
      values.add(.name, record.chemical.name)
      values.add(.aliases, record.aliases)
      values.add(.cas, record.chemical.cas)
      values.add(.un, record.chemical.un)
      values.add(.hazardClass, record.chemical.hazardClass)
      values.add(.packingGroup, record.chemical.packingGroup)
      values.add(.concentration, record.chemical.concentration)
      values.add(.state, record.chemical.state)
      values.add(.form, record.chemical.form)
      values.add(.flags, record.flags.map(\.rawValue))
    case .vehicle(let vehicle):
      values.add(.kind, vehicle.kind.rawValue)
      values.add(.operator, vehicle.operator)
      values.add(.transportLicence, vehicle.transportLicence)
      values.add(.tank, vehicle.tank)
      values.add(.volume, vehicle.volume)
      values.add(.media, vehicle.media)
      values.add(.inspectedUntil, vehicle.inspectedUntil?.number)
    case .person(let person):
      values.add(.roles, person.roles.map(\.rawValue))
      values.add(.employer, person.employer)
    case .licence(let licence):
      values.add(.kind, licence.kind.rawValue)
      values.add(.scope, licence.scope)
      values.add(.issuer, licence.issuer)
      values.add(.validFrom, licence.validFrom?.number)
      values.add(.validTo, licence.validTo?.number)
    }
    return values.pairs
  }
}
