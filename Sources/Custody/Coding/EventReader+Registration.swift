internal import LedgerFormat

/// A registration's values as they are met.
struct RegistrationFields {
  var subject: Identifier?
  var record: Registration.Record?
  var holder: StreamKey?
  var isRevoked = false
  /// The map of the record stands before its holder, so that a licence waits for it.
  var licence: (kind: LicenceRecord.Kind, fields: RecordFields)?

  /// The registration, once all keys that its kind needs were met.
  func registration(
    of kind: RegisterKind, reason: String?
  ) throws(EntryError) -> Registration {
    guard let subject else { throw .missing(key: EventKey.registered.rawValue) }
    guard (holder != nil) == (kind == .licence) else {
      throw holder == nil
        ? .missing(key: EventKey.holder.rawValue)
        : .value(key: EventKey.holder.rawValue, position: 0)
    }
    var record = record
    if let holder, let licence {
      record = .licence(
        LicenceRecord(
          kind: licence.kind, holder: holder, scope: licence.fields.scope,
          issuer: licence.fields.texts[.issuer], validFrom: licence.fields.days[.validFrom],
          validTo: licence.fields.days[.validTo]))
    }
    guard let record else { throw .missing(key: EventKey.record.rawValue) }
    return Registration(
      subject: subject, record: record, isRevoked: isRevoked, reason: reason)
  }
}

/// The values of a record's map as they are met.
struct RecordFields {
  var name: Chemical.Name?
  var texts: [RecordKey: String] = [:]
  var names: [RecordKey: Identifier] = [:]
  var days: [RecordKey: Day] = [:]
  var kind: UInt64 = 0
  var roles: [UInt64] = []
  var flags: [UInt64] = []
  var people: UInt64?
  var maxima: [SiteRecord.Maximum] = []
  var aliases: [String] = []
  var media: [String] = []
  var scope: [String] = []
  var volume: Quantity?
}

extension EventReader {
  /// Reads a subject's id: of a site `PARTY/SITE`, of a party one without `/`.
  mutating func subject(_ kind: RegisterKind, _ bytes: Span<UInt8>) throws -> Identifier {
    switch kind {
    case .party: try party(bytes)
    case .site: try lot(bytes).id
    case .chemical, .vehicle, .person, .licence: try name(bytes)
    }
  }

  mutating func holder(_ bytes: Span<UInt8>) throws -> StreamKey {
    let start = reader.position
    try items(2...2, bytes)
    guard let kind = RegisterKind(rawValue: try reader.unsigned(bytes)), kind.canHoldLicences,
      let stream = kind.stream
    else { throw EntryError.value(key: EventKey.holder.rawValue, position: start) }
    return StreamKey(kind: stream, id: try subject(kind, bytes))
  }

  /// Reads a mark that stands only where it is true.
  mutating func mark(_ key: EventKey, _ bytes: Span<UInt8>) throws -> Bool {
    let start = reader.position
    guard try reader.boolean(bytes) else {
      throw EntryError.value(key: key.rawValue, position: start)
    }
    return true
  }

  /// Reads the map of a record.
  mutating func record(_ kind: RegisterKind, _ bytes: Span<UInt8>) throws {
    let start = reader.position
    let count = try reader.map(bytes)
    let known = RecordKey.known(in: kind)
    var missing = RecordKey.needed(in: kind)
    var values = RecordFields()
    var last: UInt64?
    for _ in 0..<count {
      let position = reader.position
      let number = try reader.unsigned(bytes)
      if let last, number <= last { throw CBORError.keyOrder(position: position) }
      last = number
      guard let key = RecordKey(rawValue: number) else {
        throw EntryError.newerEvent(
          kind: BodyKind.registration.rawValue, key: EventKey.record.rawValue)
      }
      guard known.contains(key) else { throw badRecord(position) }
      missing.removeAll { $0 == key }
      try read(key, kind, into: &values, bytes)
    }
    guard missing.isEmpty else { throw badRecord(start) }
    guard let record = values.record(of: kind) else {
      guard kind == .licence, let kind = LicenceRecord.Kind(rawValue: values.kind) else {
        throw badRecord(start)
      }
      fields.registration.licence = (kind, values)
      return
    }
    fields.registration.record = record
  }

  private func badRecord(_ position: Int) -> EntryError {
    .value(key: EventKey.record.rawValue, position: position)
  }

  private mutating func read(
    _ key: RecordKey, _ kind: RegisterKind, into values: inout RecordFields,
    _ bytes: Span<UInt8>
  ) throws {
    switch key {
    case .name: values.name = try chemicalName(.record, bytes)
    case .uscc, .region, .phone, .location, .cas, .un, .hazardClass, .packingGroup,
      .concentration, .state, .form, .issuer:
      values.texts[key] = try text(.record, bytes)
    case .unit, .transportLicence, .tank: values.names[key] = try name(bytes)
    case .operator, .employer: values.names[key] = try party(bytes)
    case .kind: values.kind = try reader.unsigned(bytes)
    case .roles: values.roles = try numbers(bytes)
    case .flags: values.flags = try numbers(bytes)
    case .people: values.people = try reader.unsigned(bytes)
    case .maxima: values.maxima = try maxima(bytes)
    case .aliases: values.aliases = try texts(bytes)
    case .media: values.media = try texts(bytes)
    case .scope: values.scope = try texts(bytes)
    case .volume: values.volume = try quantity(.record, bytes)
    case .inspectedUntil, .validFrom, .validTo:
      let start = reader.position
      guard let day = Day(number: try reader.unsigned(bytes)) else { throw badRecord(start) }
      values.days[key] = day
    }
  }

  /// Reads ascending numbers.
  private mutating func numbers(_ bytes: Span<UInt8>) throws -> [UInt64] {
    var numbers: [UInt64] = []
    for _ in 0..<(try listCount(.record, bytes)) {
      let position = reader.position
      let number = try reader.unsigned(bytes)
      if let last = numbers.last, number <= last { throw badRecord(position) }
      numbers.append(number)
    }
    return numbers
  }

  private mutating func texts(_ bytes: Span<UInt8>) throws -> [String] {
    var texts: [String] = []
    for _ in 0..<(try listCount(.record, bytes)) { texts.append(try text(.record, bytes)) }
    return texts
  }

  private mutating func maxima(_ bytes: Span<UInt8>) throws -> [SiteRecord.Maximum] {
    var maxima: [SiteRecord.Maximum] = []
    for _ in 0..<(try listCount(.record, bytes)) {
      let position = reader.position
      try items(2...2, bytes)
      let maximum = SiteRecord.Maximum(
        chemical: try name(bytes), quantity: try quantity(.record, bytes))
      if let last = maxima.last, !(last.chemical < maximum.chemical) { throw badRecord(position) }
      maxima.append(maximum)
    }
    return maxima
  }
}

extension RecordFields {
  /// The record; nil for a number that means nothing, and for a licence, which waits for its holder.
  func record(of kind: RegisterKind) -> Registration.Record? {
    switch kind {
    case .party:
      guard let name, let roles = RecordFields.values(PartyRecord.Role.self, roles) else {
        return nil
      }
      return .party(
        PartyRecord(
          name: name, uscc: texts[.uscc], region: texts[.region], location: texts[.location],
          phone: texts[.phone], roles: roles))
    case .site:
      guard let kind = SiteRecord.Kind(rawValue: self.kind) else { return nil }
      return .site(
        SiteRecord(
          kind: kind, name: name, location: texts[.location], unit: names[.unit],
          people: people, maxima: maxima))
    case .chemical:
      guard let name, let flags = RecordFields.values(ChemicalRecord.Flag.self, flags) else {
        return nil
      }
      let chemical = Chemical(
        name: name, cas: texts[.cas], un: texts[.un], hazardClass: texts[.hazardClass],
        packingGroup: texts[.packingGroup], concentration: texts[.concentration],
        state: texts[.state], form: texts[.form])
      return .chemical(ChemicalRecord(chemical: chemical, aliases: aliases, flags: flags))
    case .vehicle:
      guard let kind = VehicleRecord.Kind(rawValue: self.kind) else { return nil }
      return .vehicle(
        VehicleRecord(
          kind: kind, operator: names[.operator], transportLicence: names[.transportLicence],
          tank: names[.tank], volume: volume, media: media, inspectedUntil: days[.inspectedUntil]))
    case .person:
      guard let roles = RecordFields.values(PersonRecord.Role.self, roles) else { return nil }
      return .person(PersonRecord(roles: roles, employer: names[.employer]))
    case .licence: return nil
    }
  }

  private static func values<Value: RawRepresentable<UInt64>>(
    _ type: Value.Type, _ numbers: [UInt64]
  ) -> [Value]? {
    let values = numbers.compactMap(Value.init(rawValue:))
    return values.count == numbers.count ? values : nil
  }
}
