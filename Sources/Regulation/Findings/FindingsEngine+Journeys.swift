internal import Custody
internal import LedgerFormat

/// What is on the road, and for how long.
extension FindingsEngine {
  func findConsignments(asOf now: Instant, _ add: (Finding) -> Void) {
    for id in consignments.keys.sorted() {
      guard let consignment = consignments[id], let loaded = consignment.loaded else { continue }
      let underway = consignment.consigning.lots.filter { lot in
        (lots[lot]?.state.consignments[id]?.inTransit ?? 0) > 0
      }
      let settled = underway.isEmpty ? consignment.settled?.time : nil
      findTransit(consignment, loaded, settled: settled, asOf: now, add)
      for lot in underway { findWhereabouts(consignment, loaded, lot, asOf: now, add) }
      findStops(consignment, isUnderway: !underway.isEmpty, asOf: now, add)
    }
  }

  private func finding(
    _ rule: Rule, _ consignment: ConsignmentFacts, _ step: ConsignmentFacts.Step,
    cause: [String]
  ) -> Finding {
    var finding = Finding(
      rule, cause: [consignment.id.text] + cause, party: step.party, since: step.time)
    finding.causes = [step.cause]
    finding.consignment = consignment.id
    finding.vehicle = step.vehicle
    finding.lots = consignment.consigning.lots
    finding.others = [consignment.consigning.consignor, consignment.consigning.consignee]
    finding.facts[.party] = FactText(step.party.text)
    finding.facts[.other] = FactText(consignment.consigning.consignee.text)
    finding.facts[.consignment] = FactText(consignment.id.text)
    finding.facts[.vehicle] = step.vehicle.map { FactText($0.text) }
    finding.facts[.place] = step.place.map { FactText($0) }
    finding.facts[.time] = FactText(step.time.text)
    return finding
  }

  /// 在途超期.
  private func findTransit(
    _ consignment: ConsignmentFacts, _ loaded: ConsignmentFacts.Step, settled: Instant?,
    asOf now: Instant, _ add: (Finding) -> Void
  ) {
    guard let (rule, isUnverified) = first(.transitOverdue, consignment, at: loaded.time),
      let hours = rule.parameters.hours
    else { return }
    let due = loaded.time.adding(seconds: Int64(hours) * 3_600)
    guard settled ?? now > due else { return }
    var finding = finding(rule, consignment, loaded, cause: [])
    finding.isUnverified = isUnverified
    finding.due = due
    finding.done = settled
    finding.facts[.due] = FactText(due.text)
    add(finding)
  }

  /// 去向不明.
  private func findWhereabouts(
    _ consignment: ConsignmentFacts, _ loaded: ConsignmentFacts.Step, _ lot: LotID,
    asOf now: Instant, _ add: (Finding) -> Void
  ) {
    guard let (rule, isUnverified) = first(.whereaboutsUnknown, lot, at: loaded.time),
      let days = rule.parameters.days, let facts = lots[lot]
    else { return }
    let due = pack.calendar.end(ofDays: days, after: loaded.time)
    guard now >= due else { return }
    var finding = finding(rule, consignment, loaded, cause: [lot.text])
    finding.isUnverified = isUnverified
    finding.due = due
    finding.lots = [lot]
    finding.facts[.lot] = FactText(lot.text)
    finding.facts[.quantity] = facts.text(
      facts.state.consignments[consignment.id]?.inTransit ?? 0)
    add(finding)
  }

  private func findStops(
    _ consignment: ConsignmentFacts, isUnderway: Bool, asOf now: Instant,
    _ add: (Finding) -> Void
  ) {
    for stop in consignment.steps where stop.step == .stop {
      guard let (rule, isUnverified) = first(.stopTooLong, consignment, at: stop.time),
        let minutes = rule.parameters.minutes
      else { continue }
      let next = consignment.earliest { step in
        step.time > stop.time
          && (step.vehicle == nil || stop.vehicle == nil || step.vehicle == stop.vehicle)
      }
      guard let end = next?.time ?? (isUnderway ? now : nil), end > stop.time else { continue }
      let elapsed = end.seconds(since: stop.time) / 60
      guard elapsed > Int64(minutes) else { continue }
      var finding = finding(
        rule, consignment, stop, cause: [stop.cause.party.text, stop.cause.id.text])
      finding.isUnverified = isUnverified
      finding.due = stop.time.adding(seconds: Int64(minutes) * 60)
      finding.done = next?.time
      finding.facts[.elapsed] = FactText("\(elapsed)")
      finding.facts[.limit] = FactText("\(minutes)")
      add(finding)
    }
  }

  /// The first rule of a check that applies to any lot of a consignment.
  private func first(
    _ check: RuleCheck, _ consignment: ConsignmentFacts, at time: Instant
  ) -> (rule: Rule, isUnverified: Bool)? {
    let rules = consignment.consigning.lots.compactMap { first(check, $0, at: time) }
    return rules.filter { !$0.isUnverified }.min { $0.rule.line < $1.rule.line } ?? rules.first
  }

  /// One vehicle on two waybills, or in two places.
  func findVehicles(asOf now: Instant, _ add: (Finding) -> Void) {
    var journeys: [Identifier: [Journey]] = [:]
    var sightings: [Identifier: [(consignment: Identifier, step: ConsignmentFacts.Step)]] = [:]
    for consignment in consignments.values {
      for journey in consignment.journeys(until: .latest) {
        journeys[journey.vehicle, default: []].append(journey)
      }
      for step in consignment.steps where step.place != nil {
        guard let vehicle = step.vehicle else { continue }
        sightings[vehicle, default: []].append((consignment.id, step))
      }
    }
    for vehicle in journeys.keys.sorted() { findOverlaps(journeys[vehicle] ?? [], add) }
    for vehicle in sightings.keys.sorted() {
      findTwoPlaces(vehicle, sightings[vehicle] ?? [], add)
    }
  }

  private func findOverlaps(_ journeys: [Journey], _ add: (Finding) -> Void) {
    let sorted = journeys.sorted { ($0.start, $0.consignment) < ($1.start, $1.consignment) }
    guard var latest = sorted.first else { return }
    for journey in sorted.dropFirst() {
      if journey.start < latest.end,
        let rule = pack.rules(.vehicleTwoWaybills, at: journey.start)
          .first
      {
        var finding = Finding(
          rule,
          cause: [journey.vehicle.text, latest.consignment.text, journey.consignment.text],
          party: journey.party, since: journey.start)
        finding.causes = [latest.cause, journey.cause]
        finding.consignment = journey.consignment
        finding.vehicle = journey.vehicle
        if latest.party != journey.party { finding.others = [latest.party] }
        finding.facts[.vehicle] = FactText(journey.vehicle.text)
        finding.facts[.first] = FactText(latest.consignment.text)
        finding.facts[.second] = FactText(journey.consignment.text)
        finding.facts[.time] = FactText(journey.start.text)
        add(finding)
      }
      if journey.end > latest.end { latest = journey }
    }
  }

  private func findTwoPlaces(
    _ vehicle: Identifier, _ sightings: [(consignment: Identifier, step: ConsignmentFacts.Step)],
    _ add: (Finding) -> Void
  ) {
    let sorted = sightings.sorted {
      ($0.step.time, $0.consignment) < ($1.step.time, $1.consignment)
    }
    for (left, right) in zip(sorted, sorted.dropFirst())
    where left.consignment != right.consignment && left.step.place != right.step.place {
      guard let rule = pack.rules(.vehicleTwoPlaces, at: right.step.time).first,
        let minutes = rule.parameters.minutes,
        right.step.time.seconds(since: left.step.time) <= Int64(minutes) * 60
      else { continue }
      var finding = Finding(
        rule,
        cause: [left.step.cause, right.step.cause].flatMap { [$0.party.text, $0.id.text] },
        party: right.step.party, since: right.step.time)
      finding.causes = [left.step.cause, right.step.cause]
      finding.vehicle = vehicle
      finding.consignment = right.consignment
      if left.step.party != right.step.party { finding.others = [left.step.party] }
      finding.facts[.vehicle] = FactText(vehicle.text)
      finding.facts[.time] = FactText(right.step.time.text)
      finding.facts[.first] = left.step.place.map { FactText($0) }
      finding.facts[.second] = right.step.place.map { FactText($0) }
      add(finding)
    }
  }
}
