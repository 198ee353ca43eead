public import Custody
internal import LedgerFormat

extension Registration {
  /// The registration as it is written: what `RegistrationBuilder` reads back as the same.
  public var text: RegistrationText {
    var text = RegistrationText(kind: kind, subject: subject, reason: reason)
    switch record {
    case .party(let party):
      text.set(party.name)
      text.set(.uscc, party.uscc)
      text.set(.region, party.region)
      text.set(.location, party.location)
      text.set(.phone, party.phone)
      text.set(.roles, party.roles.map(\.word.english))
    case .site(let site):
      if let name = site.name { text.set(name) }
      text.set(.kind, site.kind.word.english)
      text.set(.location, site.location)
      text.set(.unit, site.unit?.text)
      text.set(.people, site.people.map { String($0) })
      text.maxima = site.maxima.map {
        RegistrationText.Maximum(chemical: $0.chemical.text, quantity: $0.quantity.text)
      }
    case .chemical(let record):
      if let name = record.chemical.name { text.set(name) }
      text.set(.aliases, record.aliases)
      text.set(.cas, record.chemical.cas)
      text.set(.un, record.chemical.un)
      text.set(.hazardClass, record.chemical.hazardClass)
      text.set(.packingGroup, record.chemical.packingGroup)
      text.set(.concentration, record.chemical.concentration)
      text.set(.state, record.chemical.state)
      text.set(.form, record.chemical.form)
      text.set(.flags, record.flags.map(\.word.english))
    case .vehicle(let vehicle):
      text.set(.kind, vehicle.kind.word.english)
      text.set(.operator, vehicle.operator?.text)
      text.set(.transportLicence, vehicle.transportLicence?.text)
      text.set(.tank, vehicle.tank?.text)
      text.set(.volume, vehicle.volume?.text)
      text.set(.media, vehicle.media)
      text.set(.inspectedUntil, vehicle.inspectedUntil?.text)
    case .person(let person):
      text.set(.roles, person.roles.map(\.word.english))
      text.set(.employer, person.employer?.text)
    case .licence(let licence):
      text.set(.kind, licence.kind.word.english)
      text.set(.holder, "\(licence.holder)")
      text.set(.scope, licence.scope)
      text.set(.issuer, licence.issuer)
      text.set(.validFrom, licence.validFrom?.text)
      text.set(.validTo, licence.validTo?.text)
    }
    if isRevoked { text.set(.revoked, "true") }
    return text
  }
}

extension RegistrationText {
  fileprivate mutating func set(_ field: RegistrationField, _ value: String?) {
    if let value { values[field] = [value] }
  }

  fileprivate mutating func set(_ field: RegistrationField, _ list: [String]) {
    if !list.isEmpty { values[field] = list }
  }

  fileprivate mutating func set(_ name: Chemical.Name) {
    switch name {
    case .plain(let name): set(.name, name)
    case .bilingual(let zh, let en):
      set(.name, zh)
      set(.nameEnglish, en)
    }
  }
}

extension JSONWriter {
  /// Writes `register`, `subject` and `record` into the object that is open.
  public mutating func fields(of registration: Registration) {
    field("register", registration.kind.word.english)
    field("subject", registration.subject.text)
    key("record")
    let text = registration.text
    object { writer in writer.record(text) }
    field("reason", registration.reason)
  }

  /// Writes what is said of a subject, in the order of its fields.
  public mutating func record(_ text: RegistrationText) {
    for field in RegistrationField.known(in: text.kind) {
      switch field {
      case .name:
        guard let name = text.values[.name]?.first else { continue }
        guard let english = text.values[.nameEnglish]?.first else {
          self.field("name", name)
          continue
        }
        key("name")
        object { writer in
          writer.field("zh", name)
          writer.field("en", english)
        }
      case .nameEnglish: continue
      case .maxima:
        guard !text.maxima.isEmpty else { continue }
        key("maxima")
        array(text.maxima) { writer, maximum in
          writer.object { writer in
            writer.field("chemical", maximum.chemical)
            writer.field("quantity", maximum.quantity)
          }
        }
      case .people:
        if let count = text.values[.people]?.first.flatMap({ UInt64($0) }) {
          self.field("people", count)
        }
      case .revoked: if text.values[.revoked] != nil { self.field("revoked", true) }
      default:
        guard let values = text.values[field] else { continue }
        if field.isList {
          self.field(field.word.english, values)
        } else {
          self.field(field.word.english, values.first)
        }
      }
    }
  }
}
