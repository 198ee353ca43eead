internal import LedgerFormat

/// The integer keys of a registration's record, key 35 of its event; `hazledger.cddl` is the contract.
public enum RecordKey: UInt64, Hashable, Sendable, CaseIterable {
  /// A text, or [in Chinese, in English].
  case name = 0
  case uscc = 1
  case region = 2
  case phone = 3
  /// What a party or a person does, as ascending numbers.
  case roles = 4
  /// What a site, a vehicle or a licence is, by number.
  case kind = 5
  case location = 6
  case unit = 7
  case people = 8
  /// [[chemical, quantity]]
  case maxima = 9
  case aliases = 10
  case cas = 11
  case un = 12
  case hazardClass = 13
  case packingGroup = 14
  case concentration = 15
  case state = 16
  case form = 17
  case flags = 18
  case `operator` = 19
  case transportLicence = 20
  case tank = 21
  case volume = 22
  case media = 23
  case inspectedUntil = 24
  case employer = 25
  case scope = 26
  case issuer = 27
  case validFrom = 28
  case validTo = 29

  /// The keys that the record of such a subject must have.
  static func needed(in kind: RegisterKind) -> [RecordKey] {
    switch kind {
    case .party: [.name, .roles]
    case .site, .vehicle, .licence: [.kind]
    case .chemical: [.name]
    case .person: [.roles]
    }
  }

  /// The keys that the record of such a subject may have.
  static func known(in kind: RegisterKind) -> [RecordKey] {
    switch kind {
    case .party: [.name, .uscc, .region, .phone, .roles, .location]
    case .site: [.name, .kind, .location, .unit, .people, .maxima]
    case .chemical:
      [
        .name, .aliases, .cas, .un, .hazardClass, .packingGroup, .concentration, .state, .form,
        .flags,
      ]
    case .vehicle:
      [.kind, .operator, .transportLicence, .tank, .volume, .media, .inspectedUntil]
    case .person: [.roles, .employer]
    case .licence: [.kind, .scope, .issuer, .validFrom, .validTo]
    }
  }
}
