import Custody
import LedgerFormat
import TestSupport

extension RandomEvent {
  /// A registration of any subject, with any of its fields.
  mutating func registration() -> Registration {
    let record: Registration.Record
    var subject = name()
    switch random.pick(RegisterKind.allCases) {
    case .party:
      record = .party(
        PartyRecord(
          name: bilingual(), uscc: maybe { $0.text() }, region: maybe { $0.text() },
          location: maybe { $0.text() }, phone: maybe { $0.text() },
          roles: some(PartyRecord.Role.allCases, least: 1)))
    case .site:
      subject = lot().id
      var maxima: [Identifier: Quantity] = [:]
      for _ in 0..<Int.random(in: 0...3, using: &random) { maxima[name()] = quantity() }
      record = .site(
        SiteRecord(
          kind: random.pick(SiteRecord.Kind.allCases), name: maybe { $0.bilingual() },
          location: maybe { $0.text() }, unit: maybe { $0.name() },
          people: maybe { UInt64.random(in: 0...1_000, using: &$0.random) },
          maxima: maxima.sorted { $0.key < $1.key }.map {
            SiteRecord.Maximum(chemical: $0.key, quantity: $0.value)
          }))
    case .chemical:
      record = .chemical(
        ChemicalRecord(
          chemical: Chemical(
            name: bilingual(), cas: maybe { $0.text() }, un: maybe { $0.text() },
            hazardClass: maybe { $0.text() }, packingGroup: maybe { $0.text() },
            concentration: maybe { $0.random.pick(["20-37 % w/w", ">=70 %", "99.5 %"]) },
            state: maybe { $0.text() }, form: maybe { $0.text() }), aliases: texts(),
          flags: some(ChemicalRecord.Flag.allCases, least: 0)))
    case .vehicle:
      record = .vehicle(
        VehicleRecord(
          kind: random.pick(VehicleRecord.Kind.allCases), operator: maybe { $0.name() },
          transportLicence: maybe { $0.name() }, tank: maybe { $0.name() },
          volume: maybe { $0.quantity() }, media: texts(), inspectedUntil: maybe { $0.day() }))
    case .person:
      record = .person(
        PersonRecord(
          roles: some(PersonRecord.Role.allCases, least: 1), employer: maybe { $0.name() }))
    case .licence:
      let kind = random.pick([StreamKind.party, .site, .vehicle, .person])
      record = .licence(
        LicenceRecord(
          kind: random.pick(LicenceRecord.Kind.allCases),
          holder: StreamKey(kind: kind, id: kind == .site ? lot().id : name()), scope: texts(),
          issuer: maybe { $0.text() }, validFrom: maybe { $0.day() }, validTo: maybe { $0.day() }))
    }
    return Registration(
      subject: subject, record: record, isRevoked: random.chance(1, in: 4),
      reason: maybe { $0.text() })
  }

  private mutating func bilingual() -> Chemical.Name {
    random.chance(1, in: 2) ? .plain(text()) : .bilingual(zh: text(), en: text())
  }

  private mutating func texts() -> [String] {
    (0..<Int.random(in: 0...3, using: &random)).map { _ in text() }
  }

  private mutating func day() -> Day? {
    Day(number: UInt64.random(in: 1900...2999, using: &random) * 10_000 + 229 - 1)
  }

  private mutating func some<Value>(_ values: [Value], least: Int) -> [Value] {
    let picked = values.filter { _ in random.chance(1, in: 3) }
    return picked.count < least ? [random.pick(values)] : picked
  }
}
