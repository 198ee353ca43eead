public import Custody
public import LedgerFormat

/// The register: parties, sites, chemicals, vehicles, persons and licences, as the ledger's entries
/// say them.
///
/// A fold over registrations in the ledger's order. Apply the entries below a size for the register at
/// that size; ask with a time for the register at that time. A subject's newest entry counts, whole.
///
///     var register = Register()
///     for recorded in registrations { register.apply(recorded) }
///     register.parties.entry("91341524MA0000005R", at: event.time)
///
/// Cost: memory for every version; a look-up by id allocates nothing.
public struct Register: Sendable {
  public private(set) var parties = RegisterTable<PartyRecord>()
  /// By `PARTY/SITE`; see `site(of:_:at:)`.
  public private(set) var sites = RegisterTable<SiteRecord>()
  public private(set) var chemicals = RegisterTable<ChemicalRecord>()
  /// By plate.
  public private(set) var vehicles = RegisterTable<VehicleRecord>()
  public private(set) var persons = RegisterTable<PersonRecord>()
  public private(set) var licences = LicenceTable()
  var chemicalNames = ChemicalNames()
  private var sitesByParty: [Identifier: [Identifier]] = [:]

  public init() {}

  /// True while nothing was registered: then no rule of the register applies.
  public var isEmpty: Bool {
    parties.count + sites.count + chemicals.count + vehicles.count + persons.count
      + licences.count == 0
  }

  /// Folds an entry in; others than registrations change nothing.
  public mutating func apply(_ recorded: RecordedEvent) {
    guard case .registration(let registration) = recorded.event.detail else { return }
    switch registration.record {
    case .party(let party): parties.append(Registered(registration, party, recorded))
    case .site(let site):
      sites.append(Registered(registration, site, recorded))
      if let party = LotID(registration.subject).party {
        let known = sitesByParty[party, default: []]
        if !known.contains(registration.subject) {
          sitesByParty[party, default: []].append(registration.subject)
        }
      }
    case .chemical(let chemical):
      chemicals.append(Registered(registration, chemical, recorded))
      chemicalNames.add(chemical, id: registration.subject)
    case .vehicle(let vehicle): vehicles.append(Registered(registration, vehicle, recorded))
    case .person(let person): persons.append(Registered(registration, person, recorded))
    case .licence(let licence): licences.append(Registered(registration, licence, recorded))
    }
  }

  /// A party's site as it stood at `time`.
  public func site(
    of party: Identifier, _ site: Identifier, at time: Instant? = nil
  ) -> Registered<SiteRecord>? {
    sites.entry(Registration.siteID(party: party, site: site), at: time)
  }

  /// The ids of a party's sites, in the order of their first entries.
  public func sites(of party: Identifier) -> [Identifier] { sitesByParty[party] ?? [] }

  /// What is said of a subject as it stood at `time`, as a registration would say it.
  ///
  /// - Parameter holder: of a licence, whose; nil where the number has only one holder.
  public func registration(
    _ kind: RegisterKind, _ subject: Identifier, holder: StreamKey? = nil,
    at time: Instant? = nil
  ) -> Registration? {
    switch kind {
    case .party: parties.entry(subject, at: time)?.registration { .party($0) }
    case .site: sites.entry(subject, at: time)?.registration { .site($0) }
    case .chemical: chemicals.entry(subject, at: time)?.registration { .chemical($0) }
    case .vehicle: vehicles.entry(subject, at: time)?.registration { .vehicle($0) }
    case .person: persons.entry(subject, at: time)?.registration { .person($0) }
    case .licence:
      licences.entry(number: subject, of: holder, at: time)?.registration { .licence($0) }
    }
  }

  /// True where the party has the role at `time` and is not struck off.
  public func hasRole(
    _ role: PartyRecord.Role, party: Identifier, at time: Instant? = nil
  ) -> Bool {
    guard let entry = parties.entry(party, at: time), !entry.isRevoked else { return false }
    return entry.record.roles.contains(role)
  }
}

extension Registered {
  func registration(_ record: (Record) -> Registration.Record) -> Registration {
    Registration(
      subject: subject, record: record(self.record), isRevoked: isRevoked, reason: reason)
  }

  init(_ registration: Registration, _ record: Record, _ recorded: RecordedEvent) {
    subject = registration.subject
    self.record = record
    isRevoked = registration.isRevoked
    reason = registration.reason
    index = recorded.index
    recordedAt = recorded.recordedAt
    time = recorded.event.time
    registrar = recorded.event.party
    eventID = recorded.event.id
    document = recorded.event.document
  }
}
