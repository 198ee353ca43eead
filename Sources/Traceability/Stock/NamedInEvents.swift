public import Custody
public import LedgerFormat

/// Whether what a selection names is named by any event: a misspelt party has nothing, and an answer
/// that says "nothing" would be taken for the truth.
public struct NamedInEvents: Sendable {
  private var party: Identifier?
  private var site: Identifier?
  private var chemical: ChemicalQuery?

  public init(_ selection: StockSelection) {
    // A lot's own events need not name the party that has none of it.
    guard selection.lot == nil else { return }
    party = selection.party
    site = selection.site?.site
    chemical = selection.chemical
  }

  /// The party that no event named so far.
  public var unknownParty: Identifier? { party }
  /// The site that no event named so far.
  public var unknownSite: Identifier? { site }
  /// The chemical that no production declared so far.
  public var unknownChemical: ChemicalQuery? { chemical }

  /// Looks at one event. Cost: nothing once all names were seen.
  public mutating func look(at event: Event) {
    if let wanted = party, event.names(party: wanted) { party = nil }
    if let wanted = site, event.names(site: wanted) { site = nil }
    if let wanted = chemical, case .production(let production) = event.detail {
      let chemicals = production.outputs.compactMap(\.chemical)
      if chemicals.contains(where: wanted.matches) { chemical = nil }
    }
  }
}

extension Event {
  /// True where the event names a subject of the register, whatever stream it is on: a party, a vehicle
  /// or a site.
  ///
  /// Persons stand sealed in events and chemicals by their own names, so that neither is found.
  public func names(_ subject: StreamKey) -> Bool {
    switch subject.kind {
    case .party: return names(party: subject.id)
    case .vehicle:
      if case .transport(let transport) = detail { return transport.vehicle == subject.id }
      return false
    case .site:
      let site = LotID(subject.id)
      guard site.party == party else { return false }
      if case .consignment = detail { return self.site == site.batch }
      return names(site: site.batch)
    default: return false
    }
  }

  /// True where the event names the party in any part that a party can have.
  public func names(party wanted: Identifier) -> Bool {
    if party == wanted || owner == wanted { return true }
    switch detail {
    case .production(let production): return production.from == wanted
    case .trade(let trade): return trade.counterparty == wanted
    case .consignment(let consignment):
      return consignment.consignee == wanted || consignment.carrier == wanted
    case .registration(let registration):
      return registration.kind == .party && registration.subject == wanted
    default: return false
    }
  }

  /// True where the event names the site as a place of its own or of a destination.
  func names(site wanted: Identifier) -> Bool {
    if site == wanted { return true }
    switch detail {
    case .storage(let storage): return storage.toSite == wanted
    case .consignment(let consignment): return consignment.toSite == wanted
    default: return false
    }
  }
}
