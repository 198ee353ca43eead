internal import Custody
internal import LedgerFormat

/// Licences: of the right kind and scope, valid on the event's day.
extension EventJudge {
  func judgeLicence(
    _ act: LicensedAct, of party: Identifier, _ lots: @autoclosure () -> [LotID],
    _ judging: Judging, _ report: FindingReport
  ) {
    guard !judging.registry.register.isEmpty else { return }
    judgeLicence(act, StreamKey(kind: .party, id: party), lots(), judging, report)
  }

  func judgeLicence(
    _ act: LicensedAct, ofVehicle vehicle: Identifier, _ lots: [LotID], _ judging: Judging,
    _ report: FindingReport
  ) {
    judgeLicence(act, StreamKey(kind: .vehicle, id: vehicle), lots, judging, report)
  }

  private func judgeLicence(
    _ act: LicensedAct, _ holder: StreamKey, _ lots: [LotID], _ judging: Judging,
    _ report: FindingReport
  ) {
    guard !judging.registry.register.isEmpty else { return }
    for rule in pack.rules(.licence)
    where rule.parameters.act == act && rule.holds(at: judging.event.time) {
      for lot in lots {
        let concerned = judging.verdict(rule.parameters.flags, lot)
        guard concerned != .no else { continue }
        guard let lack = lack(rule, holder, lot, judging) else { continue }
        report(rule, lack.isUnverified || concerned == .unverified) {
          var finding = judging.finding(rule, about: holder.description)
          finding.lots = [lot]
          if holder.kind == .vehicle {
            finding.vehicle = holder.id
          } else if holder.id != judging.event.party {
            finding.others = [holder.id]
          }
          finding.facts[.other] = FactText(holder.id.text)
          finding.facts[.lot] = FactText(lot.text)
          finding.facts[.chemical] = judging.classification(of: lot).map { FactText($0.label) }
          finding.facts[.number] = lack.number.map { FactText($0) }
          finding.facts[.cause] = lack.reason
          return finding
        }
        break
      }
    }
  }

  /// Why the holder may not; nil where a valid licence of the rule's kinds covers the lot.
  private func lack(
    _ rule: Rule, _ holder: StreamKey, _ lot: LotID, _ judging: Judging
  ) -> (isUnverified: Bool, number: String?, reason: FactText)? {
    let classification = judging.classification(of: lot)
    var worst: (number: String, reason: FactText)?
    var doubtful: (number: String, reason: FactText)?
    var isCovered = false
    judging.registry.register.licences.forEach(of: holder, at: judging.event.time) { state in
      let licence = state.licence
      guard rule.parameters.licences.contains(licence.record.kind), !isCovered else { return }
      let number = licence.subject.text
      if let reason = state.validity.reason {
        worst = (number, reason)
        return
      }
      if licence.record.scope.isEmpty {
        isCovered = true
        return
      }
      let scope = licence.record.scope.joined(separator: " ")
      let words = FactText(zh: "许可范围为 \(scope)", en: "covers \(scope) only")
      switch classification?.isNamed(in: licence.record.scope) ?? .unverified {
      case .yes: isCovered = true
      case .no: worst = (number, words)
      case .unverified: doubtful = (number, words)
      }
    }
    if isCovered { return nil }
    if let doubtful { return (true, doubtful.number, doubtful.reason) }
    if let worst { return (false, worst.number, worst.reason) }
    // Nothing of that kind is registered: only of those whose role needs one is that worth a word.
    guard judging.registry.register.needsLicence(rule.parameters.act, holder, judging.event.time)
    else {
      return nil
    }
    return (true, nil, FactText(zh: "没有登记", en: "none is registered"))
  }
}

extension LicenceValidity {
  /// Why a licence does not count; nil where it does.
  var reason: FactText? {
    switch self {
    case .valid: nil
    case .notYet(let from): FactText(zh: "自 \(from) 起有效", en: "is valid from \(from) on")
    case .expired(let since): FactText(zh: "已于 \(since) 到期", en: "expired on \(since)")
    case .revoked(let since):
      FactText(zh: "已于 \(since) 吊销", en: "was revoked at \(since)")
    }
  }
}

extension Register {
  /// True where the holder's registered role is one that an act of this kind needs a licence for.
  func needsLicence(_ act: LicensedAct?, _ holder: StreamKey, _ time: Instant) -> Bool {
    if holder.kind == .vehicle { return vehicles.entry(holder.id, at: nil) != nil }
    let role: PartyRecord.Role =
      switch act {
      case .produce: .production
      case .sell: .trade
      case .carry: .carriage
      case .dispose: .disposal
      default: .use
      }
    return hasRole(role, party: holder.id)
  }
}
