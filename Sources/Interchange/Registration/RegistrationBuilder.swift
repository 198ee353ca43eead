public import Custody
public import LedgerFormat

/// Makes a registration of texts: the one place that knows what they mean, for files and commands.
///
/// Every fault is found, not only the first. Words in Chinese and English, also mixed.
public struct RegistrationBuilder {
  public private(set) var faults: [RegistrationFault] = []
  private let text: RegistrationText
  private let reporter: Identifier

  private init(_ text: RegistrationText, reporter: Identifier) {
    self.text = text
    self.reporter = reporter
  }

  /// The registration that the texts describe, or everything that is wrong with them.
  ///
  /// - Parameter reporter: the party whose own a bare site is.
  public static func registration(
    _ text: RegistrationText, reporter: Identifier
  ) -> (registration: Registration?, faults: [RegistrationFault]) {
    var builder = RegistrationBuilder(text, reporter: reporter)
    let registration = builder.build()
    return (builder.faults.isEmpty ? registration : nil, builder.faults)
  }

  private mutating func build() -> Registration? {
    let known = RegistrationField.known(in: text.kind)
    for field in RegistrationField.allCases where !known.contains(field) {
      guard let value = text.values[field]?.first else { continue }
      fault(field, .notOfKind(text.kind), value: value)
    }
    if text.kind != .site, let maximum = text.maxima.first {
      fault(.maxima, .notOfKind(text.kind), value: maximum.chemical)
    }
    for field in RegistrationField.needed(in: text.kind) where text.values[field] == nil {
      fault(field, .missing(text.kind))
    }
    let record = record()
    let isRevoked = word(.revoked, RegistrationBuilder.booleans) == 0
    guard let record else { return nil }
    return Registration(
      subject: subject, record: record, isRevoked: isRevoked, reason: text.reason)
  }

  /// The subject's id; a bare site is the reporter's own.
  private var subject: Identifier {
    guard text.kind == .site, !LotID(text.subject).isQualified else { return text.subject }
    return Registration.siteID(party: reporter, site: text.subject)
  }

  private mutating func record() -> Registration.Record? {
    switch text.kind {
    case .party:
      let roles = words(.roles, RegistrationBuilder.partyRoles).map {
        PartyRecord.Role.allCases[$0]
      }
      let (uscc, region) = (string(.uscc), string(.region))
      let (location, phone) = (string(.location), string(.phone))
      guard let name = name(), !roles.isEmpty else { return nil }
      return .party(
        PartyRecord(
          name: name, uscc: uscc, region: region, location: location, phone: phone, roles: roles))
    case .site:
      let kind = word(.kind, RegistrationBuilder.siteKinds).map { SiteRecord.Kind.allCases[$0] }
      let (name, location, unit) = (name(), string(.location), identifier(.unit))
      let (people, maxima) = (people(), maxima())
      guard let kind else { return nil }
      return .site(
        SiteRecord(
          kind: kind, name: name, location: location, unit: unit, people: people, maxima: maxima))
    case .chemical: return chemical().map { .chemical($0) }
    case .vehicle: return vehicle().map { .vehicle($0) }
    case .person:
      let roles = words(.roles, RegistrationBuilder.personRoles)
        .map { PersonRecord.Role.allCases[$0] }
      let employer = identifier(.employer, isParty: true)
      return roles.isEmpty ? nil : .person(PersonRecord(roles: roles, employer: employer))
    case .licence: return licence().map { .licence($0) }
    }
  }

  private mutating func chemical() -> ChemicalRecord? {
    var chemical = Chemical(name: name())
    chemical.cas = string(.cas)
    chemical.un = unNumber()
    chemical.hazardClass = string(.hazardClass)
    chemical.packingGroup = string(.packingGroup)
    chemical.concentration = string(.concentration)
    chemical.state = string(.state)
    chemical.form = string(.form)
    if let concentration = chemical.concentration, (try? ConcentrationRange(concentration)) == nil {
      fault(.concentration, .concentration, value: concentration)
    }
    let aliases = strings(.aliases)
    let flags = words(.flags, RegistrationBuilder.flags).map { ChemicalRecord.Flag.allCases[$0] }
    guard chemical.name != nil else { return nil }
    return ChemicalRecord(chemical: chemical, aliases: aliases, flags: flags)
  }

  private mutating func vehicle() -> VehicleRecord? {
    let kind = word(.kind, RegistrationBuilder.vehicleKinds).map { VehicleRecord.Kind.allCases[$0] }
    let runner = identifier(.operator, isParty: true)
    let (licence, tank) = (identifier(.transportLicence), identifier(.tank))
    let volume = string(.volume).flatMap { quantity(.volume, $0) }
    let (media, until) = (strings(.media), day(.inspectedUntil))
    guard let kind else { return nil }
    return VehicleRecord(
      kind: kind, operator: runner, transportLicence: licence, tank: tank, volume: volume,
      media: media, inspectedUntil: until)
  }

  private mutating func licence() -> LicenceRecord? {
    let kind = word(.kind, RegistrationBuilder.licenceKinds).map { LicenceRecord.Kind.allCases[$0] }
    let holder = holder()
    let (scope, issuer) = (strings(.scope), string(.issuer))
    let (from, to) = (day(.validFrom), day(.validTo))
    guard let kind, let holder else { return nil }
    return LicenceRecord(
      kind: kind, holder: holder, scope: scope, issuer: issuer, validFrom: from, validTo: to)
  }
}

// MARK: Values

extension RegistrationBuilder {
  private static let partyRoles = WordTable(PartyRecord.Role.allCases.map(\.word))
  private static let personRoles = WordTable(PersonRecord.Role.allCases.map(\.word))
  private static let siteKinds = WordTable(SiteRecord.Kind.allCases.map(\.word))
  private static let vehicleKinds = WordTable(VehicleRecord.Kind.allCases.map(\.word))
  private static let licenceKinds = WordTable(LicenceRecord.Kind.allCases.map(\.word))
  private static let flags = WordTable(ChemicalRecord.Flag.allCases.map(\.word))
  private static let kinds = WordTable(RegisterKind.allCases.map(\.word))
  /// `true`, then `false`.
  private static let booleans = WordTable([Word("true", "是"), Word("false", "否")])

  private mutating func fault(
    _ field: RegistrationField, _ flaw: RegistrationFlaw, value: String? = nil
  ) {
    faults.append(RegistrationFault(field, .registration(flaw), value: value))
  }

  private mutating func string(_ field: RegistrationField) -> String? {
    guard let value = text.values[field]?.first else { return nil }
    do { try TextRule.check(value.utf8.span) } catch {
      faults.append(RegistrationFault(field, .text(error), value: value))
      return nil
    }
    return value
  }

  private mutating func strings(_ field: RegistrationField) -> [String] {
    let values = text.values[field] ?? []
    for (position, value) in values.enumerated() {
      do { try TextRule.check(value.utf8.span) } catch {
        faults.append(RegistrationFault(field, .text(error), value: value))
      }
      if values[..<position].contains(value) { fault(field, .twice, value: value) }
    }
    return values
  }

  private mutating func identifier(
    _ field: RegistrationField, isParty: Bool = false
  ) -> Identifier? {
    text.values[field]?.first.flatMap { identifier(field, $0, isParty: isParty) }
  }

  private mutating func identifier(
    _ field: RegistrationField, _ value: String, isParty: Bool = false
  ) -> Identifier? {
    do {
      if isParty {
        try IdentifierRule.checkParty(value.utf8.span)
      } else {
        try IdentifierRule.check(value.utf8.span)
      }
    } catch {
      faults.append(RegistrationFault(field, .text(error), value: value))
      return nil
    }
    return Identifier(value)
  }

  private mutating func name() -> Chemical.Name? {
    switch (string(.name), string(.nameEnglish)) {
    case (let zh?, let en?): .bilingual(zh: zh, en: en)
    case (let only?, nil), (nil, let only?): .plain(only)
    case (nil, nil): nil
    }
  }

  private mutating func word(_ field: RegistrationField, _ table: WordTable) -> Int? {
    text.values[field]?.first.flatMap { word(field, table, $0) }
  }

  private mutating func word(
    _ field: RegistrationField, _ table: WordTable, _ value: String
  ) -> Int? {
    if let number = table.value(of: value.utf8.span) { return number }
    faults.append(
      RegistrationFault(
        field, .unknownWord(accepted: table.words, nearest: table.nearest(to: value)),
        value: value))
    return nil
  }

  /// The words of a list as ascending numbers.
  private mutating func words(_ field: RegistrationField, _ table: WordTable) -> [Int] {
    var numbers: [Int] = []
    for value in text.values[field] ?? [] {
      guard let number = word(field, table, value) else { continue }
      if numbers.contains(number) { fault(field, .twice, value: value) }
      numbers.append(number)
    }
    return numbers.sorted()
  }

  private mutating func quantity(_ field: RegistrationField, _ value: String) -> Quantity? {
    do { return try Quantity(text: value) } catch {
      faults.append(RegistrationFault(field, .quantity(error), value: value))
      return nil
    }
  }

  private mutating func day(_ field: RegistrationField) -> Day? {
    guard let value = text.values[field]?.first else { return nil }
    guard let day = Day(value) else {
      fault(field, .day, value: value)
      return nil
    }
    return day
  }

  private mutating func people() -> UInt64? {
    guard let value = text.values[.people]?.first else { return nil }
    guard let count = UInt64(value), count <= 100_000_000 else {
      fault(.people, .people, value: value)
      return nil
    }
    return count
  }

  /// Four digits, of which a spreadsheet may have dropped leading zeros.
  private mutating func unNumber() -> String? {
    guard let value = text.values[.un]?.first else { return nil }
    let digits = value.hasPrefix("UN") ? value.dropFirst(2).drop { $0 == " " } : value[...]
    guard (1...4).contains(digits.utf8.count), UInt16(digits) != nil,
      digits.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 })
    else {
      faults.append(RegistrationFault(.un, .unNumber, value: value))
      return nil
    }
    return String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }

  private mutating func maxima() -> [SiteRecord.Maximum] {
    var maxima: [SiteRecord.Maximum] = []
    for item in text.maxima {
      guard let chemical = identifier(.maxima, item.chemical),
        let quantity = quantity(.maxima, item.quantity)
      else { continue }
      if maxima.contains(where: { $0.chemical == chemical }) {
        fault(.maxima, .twice, value: item.chemical)
      }
      maxima.append(SiteRecord.Maximum(chemical: chemical, quantity: quantity))
    }
    return maxima.sorted { $0.chemical < $1.chemical }
  }

  /// Reads `party:ID`, `vehicle:皖N12345`; without a kind it is a party. A bare site is the reporter's.
  private mutating func holder() -> StreamKey? {
    guard let value = text.values[.holder]?.first else { return nil }
    var kind = RegisterKind.party
    var id = value[...]
    if let colon = value.firstIndex(of: ":") {
      guard let number = RegistrationBuilder.kinds.value(of: String(value[..<colon]).utf8.span)
      else {
        fault(.holder, .holder, value: value)
        return nil
      }
      kind = RegisterKind.allCases[number]
      id = value[value.index(after: colon)...]
    }
    guard kind.canHoldLicences, let stream = kind.stream else {
      fault(.holder, .holder, value: value)
      return nil
    }
    guard kind == .site else {
      return identifier(.holder, String(id), isParty: kind == .party)
        .map { StreamKey(kind: stream, id: $0) }
    }
    var site = Identifier(String(id))
    if !LotID(site).isQualified { site = Registration.siteID(party: reporter, site: site) }
    do {
      try site.withBytes { (name: Span<UInt8>) throws(TextError) in
        try IdentifierRule.checkLot(name)
      }
    } catch {
      faults.append(RegistrationFault(.holder, .text(error), value: value))
      return nil
    }
    return StreamKey(kind: stream, id: site)
  }
}
