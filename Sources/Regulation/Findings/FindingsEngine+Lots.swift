internal import Custody
internal import LedgerFormat

/// What the state of a lot shows, event by event.
extension FindingsEngine {
  func apply(_ recorded: RecordedEvent, to lot: LotID, _ cause: Cause) {
    guard let facts = lots[lot] else { return }
    let event = recorded.event
    findOrder(recorded, facts)
    findCount(recorded, facts)
    findShortDelivery(recorded, facts)
    let delivery = facts.state.delivery(of: event)
    facts.state.apply(event, index: recorded.index)
    var changed: [(Identifier, Identifier?)] = [(event.party, event.site)]
    switch event.detail {
    case .storage(let storage): changed.append((event.party, storage.toSite))
    case .transport(let transport):
      if let share = facts.state.consignments[transport.consignment] {
        changed = [(share.consignor, share.site)]
        if let delivery { changed.append((delivery.consignee, delivery.site)) }
      }
    default: break
    }
    for (party, site) in changed {
      if let site { refresh(NamedPlace(party: party, site: site), facts, event.time, cause) }
      if facts.isWaste { refreshWaste(party, facts, event.time, cause) }
    }
  }

  /// The first rule of a check that applies to a lot, as an event's judge would take it.
  func first(
    _ check: RuleCheck, _ lot: LotID, at time: Instant
  ) -> (rule: Rule, isUnverified: Bool)? {
    var doubtful: Rule?
    for rule in pack.rules(check) where rule.holds(at: time) {
      if rule.parameters.flags.isEmpty { return (rule, false) }
      guard let classification = lots[lot]?.classification else { continue }
      switch rule.parameters.flags.reduce(Verdict.no, { $0 || classification.verdict($1) }) {
      case .yes: return (rule, false)
      case .unverified: doubtful = doubtful ?? rule
      case .no: break
      }
    }
    return doubtful.map { ($0, true) }
  }

  private func finding(
    _ rule: Rule, _ recorded: RecordedEvent, _ facts: LotFacts, _ isUnverified: Bool = false
  ) -> Finding {
    let event = recorded.event
    var finding = Finding(
      rule, cause: [event.party.text, event.id.text, facts.lot.text], party: event.party,
      since: event.time)
    finding.isUnverified = isUnverified
    finding.causes = [Cause(recorded)]
    finding.lots = [facts.lot]
    finding.site = event.site
    finding.facts[.party] = FactText(event.party.text)
    finding.facts[.event] = FactText(event.id.text)
    finding.facts[.time] = FactText(event.time.text)
    finding.facts[.lot] = FactText(facts.lot.text)
    finding.facts[.chemical] = facts.classification.map { FactText($0.label) }
    finding.facts[.site] = FactText(event.site?.text ?? "")
    return finding
  }

  private func findOrder(_ recorded: RecordedEvent, _ facts: LotFacts) {
    guard let origin = facts.state.origin, recorded.event.time < origin.time,
      let (rule, isUnverified) = first(.beforeOrigin, facts.lot, at: recorded.event.time)
    else { return }
    let finding = finding(rule, recorded, facts, isUnverified)
    found[finding.id] = finding
  }

  /// Larger than a tolerance of an amount; pieces are counted exactly.
  private static func exceeds(_ difference: Int64, of amount: Int64, _ rule: Rule, _ unit: Unit?)
    -> Bool
  {
    guard unit?.dimension != .count else { return difference != 0 }
    let parts = Int128(rule.parameters.tolerancePartsPerMillion ?? 0)
    return Int128(difference.magnitude) * 1_000_000 > Int128(amount.magnitude) * parts
  }

  private func findCount(_ recorded: RecordedEvent, _ facts: LotFacts) {
    guard case .storage(let storage) = recorded.event.detail, storage.action == .count,
      let (rule, isUnverified) = first(.countDifference, facts.lot, at: recorded.event.time)
    else { return }
    let known = facts.state.held(by: recorded.event.party, at: recorded.event.site)
    let difference = storage.quantity.amount &- known
    guard FindingsEngine.exceeds(difference, of: known, rule, facts.state.unit) else { return }
    var finding = finding(rule, recorded, facts, isUnverified)
    finding.facts[.expected] = facts.text(known)
    finding.facts[.quantity] = facts.text(storage.quantity.amount)
    finding.facts[.difference] = facts.text(difference)
    found[finding.id] = finding
  }

  private func findShortDelivery(_ recorded: RecordedEvent, _ facts: LotFacts) {
    guard let delivery = facts.state.delivery(of: recorded.event), delivery.unaccounted > 0,
      let (rule, isUnverified) = first(.deliveryShort, facts.lot, at: recorded.event.time),
      FindingsEngine.exceeds(
        delivery.unaccounted, of: delivery.available, rule, facts.state.unit)
    else { return }
    var finding = finding(rule, recorded, facts, isUnverified)
    finding.consignment = delivery.consignment
    finding.others = [delivery.consignor]
    finding.facts[.consignment] = FactText(delivery.consignment.text)
    finding.facts[.expected] = facts.text(delivery.available)
    finding.facts[.quantity] = facts.text(delivery.received)
    finding.facts[.difference] = facts.text(delivery.unaccounted)
    found[finding.id] = finding
  }

  /// Keeps since when a party holds waste; a stay that was too long stays a finding when it ends.
  private func refreshWaste(
    _ party: Identifier, _ facts: LotFacts, _ time: Instant, _ cause: Cause
  ) {
    let isHeld = facts.held(by: party) > 0
    if isHeld, facts.heldSince[party] == nil {
      facts.heldSince[party] = (time, cause)
    } else if !isHeld, let since = facts.heldSince.removeValue(forKey: party),
      var finding = dwell(facts, party, since, asOf: time)
    {
      finding.done = time
      found[finding.id] = finding
    }
  }

  /// Waste that stayed beyond its term by `time`; nil where it did not.
  func dwell(
    _ facts: LotFacts, _ party: Identifier, _ since: (time: Instant, cause: Cause),
    asOf time: Instant
  ) -> Finding? {
    guard let (rule, _) = first(.wasteDwell, facts.lot, at: since.time),
      let days = rule.parameters.days
    else { return nil }
    let due = pack.calendar.end(ofDays: days, after: since.time)
    guard time >= due else { return nil }
    var finding = Finding(
      rule, cause: [facts.lot.text, party.text, since.time.text], party: party, since: since.time)
    finding.due = due
    finding.causes = [since.cause]
    finding.lots = [facts.lot]
    finding.facts[.party] = FactText(party.text)
    finding.facts[.lot] = FactText(facts.lot.text)
    finding.facts[.time] = FactText(since.time.text)
    finding.facts[.due] = FactText(due.text)
    finding.facts[.quantity] = facts.text(facts.held(by: party))
    return finding
  }
}
