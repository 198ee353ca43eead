internal import Custody
internal import LedgerFormat

/// An event that is being judged, with what its judges look at.
struct Judging {
  let event: Event
  let recordedAt: Instant
  /// Nil on the way in, before it is recorded.
  let index: UInt64?
  let registry: Registry
  let world: any JudgingWorld

  /// What the tables say of a lot's chemical; nil where nothing is known of it.
  ///
  /// What a production says of its own outputs the world does not know yet.
  func classification(of lot: LotID) -> Classification? {
    if case .production(let production) = event.detail {
      for output in production.outputs where output.lot == lot {
        guard let chemical = output.chemical else { break }
        return registry.classification(of: chemical, at: event.time)
      }
    }
    return world.classification(of: lot)
  }

  /// A finding of `rule` about the event, and of it about `subject`.
  func finding(_ rule: Rule, about subject: String...) -> Finding {
    var finding = Finding(
      rule, cause: [event.party.text, event.id.text] + subject, party: event.party,
      since: event.time)
    finding.causes = [Cause(event, index: index)]
    finding.site = event.site
    finding.facts[.party] = FactText(event.party.text)
    finding.facts[.event] = FactText(event.id.text)
    finding.facts[.time] = FactText(event.time.text)
    return finding
  }

  /// A finding about a lot, with what the tables say of its chemical.
  func finding(_ rule: Rule, lot: LotID, _ quantity: Quantity?) -> Finding {
    var finding = finding(rule, about: lot.text)
    finding.lots = [lot]
    finding.facts[.lot] = FactText(lot.text)
    finding.facts[.quantity] = quantity.map { FactText($0.text) }
    finding.facts[.chemical] = classification(of: lot).map { FactText($0.label) }
    return finding
  }

  /// Whether one of `flags` is a mark of the lot's chemical; no flags mean every chemical.
  ///
  /// A lot of which nothing was declared has no mark.
  func verdict(_ flags: [ChemicalFlag], _ lot: LotID) -> Verdict {
    if flags.isEmpty { return .yes }
    guard let classification = classification(of: lot) else { return .no }
    return flags.reduce(Verdict.no) { $0 || classification.verdict($1) }
  }

  /// The first of the rules of `check` in force that applies to a lot, and whether it surely does.
  func first(_ rules: [Rule], _ lot: LotID) -> (rule: Rule, isUnverified: Bool)? {
    var doubtful: Rule?
    for rule in rules where rule.holds(at: event.time) {
      switch verdict(rule.parameters.flags, lot) {
      case .yes: return (rule, false)
      case .unverified: doubtful = doubtful ?? rule
      case .no: break
      }
    }
    return doubtful.map { ($0, true) }
  }

  func hasPrivateField(_ name: PrivateField.Name) -> Bool {
    event.privateFields.contains { $0.name == name }
  }
}
