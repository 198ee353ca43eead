public import LedgerFormat

/// What an event says of a subject of the register: the whole of it, in place of what was said before.
///
/// Nothing is edited: every change is a new entry, and `Register` folds them into the state at any
/// time or size.
public struct Registration: Equatable, Sendable {
  /// What is registered, and what is said of it.
  public enum Record: Equatable, Sendable {
    case party(PartyRecord)
    case site(SiteRecord)
    case chemical(ChemicalRecord)
    case vehicle(VehicleRecord)
    case person(PersonRecord)
    case licence(LicenceRecord)
  }

  /// The subject's id: of a party what events call it, of a site `PARTY/SITE`, of a vehicle its
  /// plate, of a person something random, of a licence its number.
  public var subject: Identifier
  public var record: Record
  /// True where the subject is struck off, or the licence revoked.
  public var isRevoked: Bool
  public var reason: String?

  public init(
    subject: Identifier, record: Record, isRevoked: Bool = false, reason: String? = nil
  ) {
    self.subject = subject
    self.record = record
    self.isRevoked = isRevoked
    self.reason = reason
  }

  public var kind: RegisterKind {
    switch record {
    case .party: .party
    case .site: .site
    case .chemical: .chemical
    case .vehicle: .vehicle
    case .person: .person
    case .licence: .licence
    }
  }

  /// The stream of the registration's entry: its subject's, and of a licence its holder's, so that
  /// one proof shows all licences that a holder ever had.
  public var stream: StreamKey {
    switch record {
    case .party: StreamKey(kind: .party, id: subject)
    case .site: StreamKey(kind: .site, id: subject)
    case .chemical: StreamKey(kind: .chemical, id: subject)
    case .vehicle: StreamKey(kind: .vehicle, id: subject)
    case .person: StreamKey(kind: .person, id: subject)
    case .licence(let licence): licence.holder
    }
  }
}
