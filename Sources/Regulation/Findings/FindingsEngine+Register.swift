internal import Custody
internal import LedgerFormat

/// What the register makes of what is there: design maxima, major hazards, licences, silence.
extension FindingsEngine {
  func findRegistered(asOf now: Instant, _ add: (Finding) -> Void) {
    guard !registry.register.isEmpty else { return }
    findMaxima(asOf: now, add)
    for unit in hazardUnits(asOf: now) { findHazard(unit, asOf: now, add) }
    findExpiring(asOf: now, add)
    findTwice(asOf: now, add)
    findSilent(asOf: now, add)
  }

  /// A licence's number that two holders have: one of them may be forged.
  private func findTwice(asOf now: Instant, _ add: (Finding) -> Void) {
    var seen: Set<Identifier> = []
    for holder in registry.register.licences.holders {
      for state in registry.register.licences.licences(of: holder, at: now) {
        let number = state.licence.subject
        let holders = registry.register.licences.holders(ofNumber: number)
        guard holders.count > 1, seen.insert(number).inserted else { continue }
        let entries = registry.register.licences.entries(number: number)
        guard let last = entries.max(by: { $0.index < $1.index }),
          let rule = pack.rules(.licenceTwice, at: last.time).first
        else { continue }
        var finding = Finding(
          rule, cause: [number.text] + holders.map(\.description), party: last.record.holder.id,
          since: last.time)
        finding.causes = entries.map { Cause($0) }
        finding.others = holders.map(\.id).filter { $0 != last.record.holder.id }
        finding.facts[.number] = FactText(number.text)
        finding.facts[.first] = FactText(holders[0].id.text)
        finding.facts[.second] = FactText(holders[1].id.text)
        add(finding)
      }
    }
  }

  /// How much of chemicals that a word means is at a place, in the dimension's smallest unit.
  private func amount(
    of chemicals: [MeantChemical], at place: PlaceFacts?, _ key: NamedPlace,
    _ dimension: Dimension
  ) -> Int64 {
    var total: Int64 = 0
    for lot in place?.lots ?? [] {
      guard let facts = lots[lot], facts.state.unit?.dimension == dimension,
        let classification = facts.classification
      else { continue }
      let isNamed = chemicals.contains { meant in
        meant.subject.map { classification.registeredIDs.contains($0.text) } ?? false
          || (classification.cas != nil && classification.cas == meant.chemical.cas
            && (classification.un == nil || meant.chemical.un == nil
              || classification.un == meant.chemical.un))
          || (meant.chemical.cas == nil && classification.un != nil
            && classification.un == meant.chemical.un)
      }
      if isNamed { total &+= facts.state.held(by: key.party, at: key.site) }
    }
    return total
  }

  private func findMaxima(asOf now: Instant, _ add: (Finding) -> Void) {
    for subject in registry.register.sites.ids {
      let id = LotID(subject)
      guard let site = registry.register.sites.entry(subject), !site.isRevoked,
        let party = id.party
      else { continue }
      let key = NamedPlace(party: party, site: id.batch)
      let place = places[key]
      for maximum in site.record.maxima {
        let meant = registry.register.chemicals(meantBy: maximum.chemical)
        guard let chemical = meant.first, let place, let arrival = place.lastArrival,
          let rule = pack.rules(.designMaximum, at: arrival.time).first
        else { continue }
        let amount = amount(of: meant, at: place, key, maximum.quantity.dimension)
        guard amount > maximum.quantity.amount else { continue }
        let unit = maximum.quantity.unit
        var finding = Finding(
          rule, cause: [party.text, key.site.text, maximum.chemical.text], party: party,
          since: arrival.time)
        finding.site = key.site
        finding.causes = [arrival.cause]
        finding.facts[.party] = FactText(party.text)
        finding.facts[.site] = FactText(key.site.text)
        finding.facts[.chemical] = FactText(
          chemical.chemical.name?.chinese ?? maximum.chemical.text)
        finding.facts[.quantity] = FactText(Quantity(amount: amount, unit: unit).text)
        finding.facts[.limit] = FactText(maximum.quantity.text)
        add(finding)
      }
    }
  }

  private func findHazard(_ unit: HazardUnit, asOf now: Instant, _ add: (Finding) -> Void) {
    // The graver of the two; what is one by a class alone comes after what is one for certain.
    let major = [unit.design, unit.live].filter(\.isMajor)
    let certain = major.filter { !$0.isDoubtful }
    guard
      let sums = (certain.isEmpty ? major : certain).max(by: { $0.hazard < $1.hazard }),
      let rule = pack.rules(.majorHazard, at: now).first
    else { return }
    var finding = Finding(
      rule, cause: [unit.party.text, unit.unit.text], party: unit.party, since: unit.since)
    finding.isUnverified = certain.isEmpty
    finding.causes = [unit.cause]
    finding.site = unit.unit
    switch sums.level {
    case .first: finding.ownLevel = .red
    case .second: finding.ownLevel = .orange
    case .third: finding.ownLevel = .yellow
    case .fourth, nil: finding.ownLevel = .blue
    }
    finding.facts[.party] = FactText(unit.party.text)
    finding.facts[.site] = FactText(unit.unit.text)
    finding.facts[.ratio] = FactText(unit.design.ratio.text)
    finding.facts[.hazard] = FactText(sums.hazard.text)
    finding.facts[.quantity] = FactText(unit.live.ratio.text)
    finding.facts[.level] = sums.level.map {
      FactText(zh: $0.chinese, en: "level \($0.rawValue)")
    }
    add(finding)
  }

  /// 证照到期: a licence that ends within the rule's days, or ended, with none that follows it.
  private func findExpiring(asOf now: Instant, _ add: (Finding) -> Void) {
    guard let rule = pack.rules(.licenceExpiring, at: now).first, let days = rule.parameters.days
    else { return }
    let horizon = now.adding(seconds: Int64(days) * 86_400)
    for holder in registry.register.licences.holders {
      let states = registry.register.licences.licences(of: holder, at: now)
      for state in states {
        guard let last = state.licence.record.validTo,
          !state.licence.isRevoked, last < Day(inChina: horizon)
        else { continue }
        let isFollowed = states.contains { other in
          other.licence.record.kind == state.licence.record.kind && !other.licence.isRevoked
            && (other.licence.record.validTo.map { $0 > last } ?? true)
        }
        if isFollowed { continue }
        let due = CalendarDay(number: last.days + 1).start(
          offsetSeconds: pack.calendar.offsetSeconds)
        var finding = Finding(
          rule, cause: [holder.description, state.licence.subject.text, last.text],
          party: holder.kind == .party ? holder.id : state.licence.registrar,
          since: state.licence.time)
        finding.due = due
        finding.causes = [Cause(state.licence)]
        if holder.kind == .vehicle { finding.vehicle = holder.id }
        finding.facts[.party] = FactText(holder.id.text)
        finding.facts[.number] = FactText(state.licence.subject.text)
        finding.facts[.due] = FactText(last.text)
        add(finding)
      }
    }
  }

  /// 未上报: a registered enterprise that has reported nothing for too long.
  private func findSilent(asOf now: Instant, _ add: (Finding) -> Void) {
    guard let rule = pack.rules(.silentParty, at: now).first, let days = rule.parameters.days else {
      return
    }
    for subject in registry.register.parties.ids {
      guard let party = registry.register.parties.entry(subject), !party.isRevoked,
        !party.record.roles.contains(.authority)
      else { continue }
      let last = reports[party.subject] ?? (party.time, Cause(party))
      let due = pack.calendar.end(ofDays: days, after: last.time)
      guard now >= due else { continue }
      var finding = Finding(
        rule, cause: [party.subject.text, last.time.text], party: party.subject, since: last.time)
      finding.due = due
      finding.causes = [last.cause]
      finding.facts[.party] = FactText(party.subject.text)
      finding.facts[.time] = FactText(last.time.text)
      add(finding)
    }
  }
}

extension Cause {
  init<Record>(_ registered: Registered<Record>) {
    self.init(
      index: registered.index, party: registered.registrar, id: registered.eventID)
  }

  init(index: UInt64?, party: Identifier, id: Identifier) {
    self.index = index
    self.party = party
    self.id = id
  }
}
