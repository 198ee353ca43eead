internal import Custody
internal import LedgerFormat

/// What stands side by side.
extension FindingsEngine {
  /// Brings a place up to date with what is held there of a lot.
  func refresh(_ place: NamedPlace, _ facts: LotFacts, _ time: Instant, _ cause: Cause) {
    let amount = facts.state.held(by: place.party, at: place.site)
    let here = places[place] ?? PlaceFacts()
    places[place] = here
    if amount > 0 { here.lastArrival = (time, cause) }
    if amount > 0, here.lots.insert(facts.lot).inserted {
      guard let kind = facts.kind else { return }
      here.kindCounts[kind, default: 0] += 1
      if here.kindCounts[kind] == 1 { enter(kind, place, here, facts.lot, time, cause) }
    } else if amount <= 0, here.lots.remove(facts.lot) != nil {
      guard let kind = facts.kind, let count = here.kindCounts[kind] else { return }
      here.kindCounts[kind] = count == 1 ? nil : count - 1
      if count == 1 { leave(kind, here, time) }
    }
  }

  private func enter(
    _ kind: Int, _ place: NamedPlace, _ here: PlaceFacts, _ lot: LotID, _ time: Instant,
    _ cause: Cause
  ) {
    let rules = pack.rules(.storageIncompatible, at: time)
    guard !rules.isEmpty else { return }
    let own = classifications[kind]
    for other in here.kindCounts.keys.sorted() where other != kind {
      let neighbour = classifications[other]
      guard own.cas != neighbour.cas || own.cas == nil,
        let rule = rules.first(where: { rule in
          rule.parameters.pairs.contains { pack.isPair($0, own, neighbour) }
        })
      else { continue }
      let names = [own.label, neighbour.label].sorted()
      var finding = Finding(
        rule, cause: [place.party.text, place.site.text] + names, party: place.party, since: time)
      finding.site = place.site
      finding.causes = [cause]
      finding.lots =
        [lot]
        + (here.lots.filter { lots[$0]?.kind == other }.min().map { [$0] } ?? [])
      finding.facts[.party] = FactText(place.party.text)
      finding.facts[.site] = FactText(place.site.text)
      finding.facts[.first] = FactText(names[0])
      finding.facts[.second] = FactText(names[1])
      finding.facts[.time] = FactText(time.text)
      raise(finding)
      here.clashes.append((kind, other, finding.id))
    }
  }

  private func leave(_ kind: Int, _ here: PlaceFacts, _ time: Instant) {
    for clash in here.clashes where clash.first == kind || clash.second == kind {
      found[clash.finding]?.ended = time
    }
    here.clashes.removeAll { $0.first == kind || $0.second == kind }
  }
}
