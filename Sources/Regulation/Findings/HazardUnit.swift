public import Custody
public import LedgerFormat

/// A unit over which the sums of GB 18218 run: one place, or several of a party that share a unit.
public struct HazardUnit: Sendable {
  public let party: Identifier
  /// The unit's name, or the place's own.
  public let unit: Identifier
  public let places: [Identifier]
  /// Within 500 m outside the boundary; nil where the register does not say.
  public let people: Int?
  /// From the design maxima: what the law counts.
  public let design: MajorHazard
  /// From what is there now: an operational alarm.
  public let live: MajorHazard
  /// When its newest registration counts from.
  let since: Instant
  let cause: Cause
}

extension FindingsEngine {
  /// The units of all registered sites, by party and unit, as known now.
  public func hazardUnits(asOf now: Instant) -> [HazardUnit] {
    var groups: [Identifier: [Registered<SiteRecord>]] = [:]
    registry.register.sites.forEach(at: now) { site in
      let id = LotID(site.subject)
      guard !site.isRevoked, let party = id.party else { return }
      let unit = Registration.siteID(party: party, site: site.record.unit ?? id.batch)
      groups[unit, default: []].append(site)
    }
    return groups.keys.sorted().compactMap { key in
      guard let sites = groups[key], let newest = sites.max(by: { $0.time < $1.time }) else {
        return nil
      }
      return unit(LotID(key), sites, newest)
    }
  }

  private func unit(
    _ id: LotID, _ sites: [Registered<SiteRecord>], _ newest: Registered<SiteRecord>
  ) -> HazardUnit? {
    guard let party = id.party else { return nil }
    let people = sites.compactMap(\.record.people).max().map { Int($0) }
    var (design, live): ([HazardSubstance], [HazardSubstance]) = ([], [])
    for site in sites {
      for maximum in site.record.maxima {
        let meant = registry.register.chemicals(meantBy: maximum.chemical)
        design.append(
          HazardSubstance(
            candidates: meant.map(\.chemical), name: maximum.chemical.text,
            milligrams: maximum.quantity.dimension == .mass ? maximum.quantity.amount : nil))
      }
      let place = NamedPlace(party: party, site: LotID(site.subject).batch)
      for lot in (places[place]?.lots ?? []).sorted() {
        guard let facts = lots[lot] else { continue }
        let isMass = facts.state.unit?.dimension == .mass
        live.append(
          HazardSubstance(
            candidates: facts.chemical.map { [declared($0)] } ?? [],
            name: facts.classification.map(\.label).flatMap { $0.isEmpty ? nil : $0 } ?? lot.text,
            milligrams: isMass ? facts.state.held(by: party, at: place.site) : nil))
      }
    }
    return HazardUnit(
      party: party, unit: id.batch, places: sites.map { LotID($0.subject).batch }, people: people,
      design: MajorHazard(design, people: people), live: MajorHazard(live, people: people),
      since: newest.time, cause: Cause(newest))
  }

  /// A lot's chemical, with the class and numbers that the register knows of it where it declares none.
  private func declared(_ chemical: Chemical) -> Chemical {
    let registered = registry.register.chemicals(declaredAs: chemical)
    guard registered.count == 1, let known = registered.first?.record.chemical else {
      return chemical
    }
    var chemical = chemical
    chemical.cas = chemical.cas ?? known.cas
    chemical.un = chemical.un ?? known.un
    chemical.hazardClass = chemical.hazardClass ?? known.hazardClass
    chemical.packingGroup = chemical.packingGroup ?? known.packingGroup
    return chemical
  }
}
