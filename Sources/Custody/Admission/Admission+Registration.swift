internal import LedgerFormat

/// What can be told from a registration alone: ids, texts, lists, days.
///
/// Check characters are not looked at here: the format does not depend on them. The recorder refuses
/// them by the rules of the room Regulation.
extension Admission {
  static func checkForm(_ registration: Registration) throws(Refusal) {
    switch registration.record {
    case .party(let party):
      try checkParty(.registered, registration.subject)
      try checkName(party.name)
      for text in [party.uscc, party.region, party.location, party.phone] {
        try checkText(.record, text)
      }
      try checkNumbers(party.roles, isEmptyAllowed: false)
    case .site(let site):
      try checkLot(.registered, LotID(registration.subject))
      if let name = site.name { try checkName(name) }
      try checkText(.record, site.location)
      try checkName(.record, site.unit)
      try checkMaxima(site.maxima)
    case .chemical(let record):
      try checkName(.registered, registration.subject)
      try checkForm(record)
    case .vehicle(let vehicle):
      try checkName(.registered, registration.subject)
      try checkParty(.record, vehicle.operator)
      try checkName(.record, vehicle.transportLicence)
      try checkName(.record, vehicle.tank)
      try checkTexts(vehicle.media)
      if let volume = vehicle.volume, volume.amount <= 0 {
        throw .notPositive(.record, lot: nil, volume)
      }
    case .person(let person):
      try checkName(.registered, registration.subject)
      try checkParty(.record, person.employer)
      try checkNumbers(person.roles, isEmptyAllowed: false)
    case .licence(let licence):
      try checkName(.registered, registration.subject)
      try checkHolder(licence.holder)
      try checkTexts(licence.scope)
      try checkText(.record, licence.issuer)
      if let from = licence.validFrom, let to = licence.validTo, to < from {
        throw .licenceEndsFirst(from: from, to: to)
      }
    }
    try checkText(.reason, registration.reason)
  }

  private static func checkForm(_ record: ChemicalRecord) throws(Refusal) {
    let chemical = record.chemical
    guard let name = chemical.name else { throw .emptyList(.record) }
    try checkName(name)
    for text in [
      chemical.cas, chemical.un, chemical.hazardClass, chemical.packingGroup,
      chemical.concentration, chemical.state, chemical.form,
    ] { try checkText(.record, text) }
    try checkTexts(record.aliases)
    try checkNumbers(record.flags, isEmptyAllowed: true)
    if let concentration = chemical.concentration, record.concentration == nil {
      throw .concentration(concentration)
    }
  }

  private static func checkHolder(_ holder: StreamKey) throws(Refusal) {
    switch holder.kind {
    case .party: try checkParty(.holder, holder.id)
    case .site: try checkLot(.holder, LotID(holder.id))
    case .vehicle, .person: try checkName(.holder, holder.id)
    case .lot, .consignment, .chemical: throw .holder(holder)
    }
  }

  private static func checkName(_ name: Chemical.Name) throws(Refusal) {
    switch name {
    case .plain(let name): try checkText(.record, name)
    case .bilingual(let zh, let en):
      try checkText(.record, zh)
      try checkText(.record, en)
    }
  }

  private static func checkTexts(_ texts: [String]) throws(Refusal) {
    for text in texts { try checkText(.record, text) }
  }

  /// A list of what something is: in the order of the numbers, none twice.
  private static func checkNumbers<Value: RawRepresentable<UInt64>>(
    _ values: [Value], isEmptyAllowed: Bool
  ) throws(Refusal) {
    guard isEmptyAllowed || !values.isEmpty else { throw .emptyList(.record) }
    for position in values.indices.dropFirst()
    where values[position].rawValue <= values[position - 1].rawValue {
      throw .listOrder(.record)
    }
  }

  private static func checkMaxima(_ maxima: [SiteRecord.Maximum]) throws(Refusal) {
    for (position, maximum) in maxima.enumerated() {
      try checkName(.record, maximum.chemical)
      guard maximum.quantity.amount > 0 else {
        throw .notPositive(.record, lot: nil, maximum.quantity)
      }
      guard position == 0 || maxima[position - 1].chemical < maximum.chemical else {
        throw .listOrder(.record)
      }
    }
  }
}
