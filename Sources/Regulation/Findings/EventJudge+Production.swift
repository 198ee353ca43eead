internal import Custody
internal import LedgerFormat

/// What is made known, and whence.
extension EventJudge {
  func judge(_ production: Production, _ judging: Judging, _ report: FindingReport) {
    for output in production.outputs {
      if let chemical = output.chemical { judge(chemical, of: output.lot, judging, report) }
    }
    switch production.process {
    case .produce:
      judgeLicence(
        .produce, of: judging.event.party, production.outputs.map(\.lot), judging, report)
    case .react:
      judgeLicence(
        .produce, of: judging.event.party, production.outputs.map(\.lot), judging, report)
      judgeLicence(.use, of: judging.event.party, production.inputs.map(\.lot), judging, report)
    case .opening, .receipt: judgeSource(production, judging, report)
    case .import, .repack, .blend, .waste: break
    }
  }

  /// 来源不明: neither a document nor, of a receipt, a supplier with a valid licence.
  private func judgeSource(
    _ production: Production, _ judging: Judging, _ report: FindingReport
  ) {
    guard judging.event.document == nil else { return }
    if let from = production.from {
      let holder = StreamKey(kind: .party, id: from)
      let isLicensed = judging.registry.register.licences.hasValid(
        LicenceRecord.Kind.allCases, of: holder, at: judging.event.time)
      if isLicensed { return }
    }
    for output in production.outputs {
      guard let (rule, isUnverified) = judging.first(pack.rules(.sourceUnknown), output.lot)
      else { continue }
      report(rule, isUnverified) { judging.finding(rule, lot: output.lot, output.quantity) }
    }
  }

  private func judge(
    _ chemical: Chemical, of lot: LotID, _ judging: Judging, _ report: FindingReport
  ) {
    guard judging.registry.isDoubtful(chemical) else { return }
    if let rule = rule(.casNumber, judging), let cas = chemical.cas,
      CodeShape.isWrongCASNumber(cas)
    {
      report(rule, false) {
        var finding = judging.finding(rule, lot: lot, nil)
        finding.facts[.cas] = FactText(cas)
        return finding
      }
    }
    guard let rule = rule(.unConsistent, judging), let un = chemical.un,
      let flaw = EventJudge.inconsistency(of: chemical, un: un)
    else { return }
    report(rule, false) {
      var finding = judging.finding(rule, lot: lot, nil)
      finding.facts[.un] = FactText(un)
      finding.facts[.field] = flaw.field
      finding.facts[.first] = FactText(flaw.written)
      finding.facts[.second] = FactText(flaw.expected.joined(separator: " / "))
      return finding
    }
  }

  /// What does not fit a UN number that the table knows; nil where everything does.
  static func inconsistency(
    of chemical: Chemical, un: String, in table: ChemicalTable = .shared
  ) -> (field: FactText, written: String, expected: [String])? {
    let records = table.records(ofUN: un)
    guard !records.isEmpty else { return nil }
    if let cas = chemical.cas, !records.contains(where: { $0.cas == cas }),
      !table.records(ofCAS: cas).isEmpty
    {
      return ("CAS", cas, records.map(\.cas))
    }
    if let hazardClass = chemical.hazardClass {
      let classes = records.map(\.hazardClass)
      let isKnown = classes.contains { known in
        known == hazardClass || known.hasPrefix(hazardClass + ".")
      }
      if !isKnown { return (FactText(zh: "类别", en: "the class"), hazardClass, classes) }
    }
    if let group = chemical.packingGroup {
      let groups = records.flatMap(\.packingGroups)
      if !groups.isEmpty, !groups.contains(group) {
        return (FactText(zh: "包装类别", en: "the packing group"), group, groups)
      }
    }
    return nil
  }

  func judge(_ loss: Loss, _ judging: Judging, _ report: FindingReport) {
    let rules = pack.rules(.loss).filter { $0.parameters.causes.contains(loss.cause) }
    guard !rules.isEmpty, let (rule, isUnverified) = judging.first(rules, loss.lot) else { return }
    report(rule, isUnverified) {
      var finding = judging.finding(rule, lot: loss.lot, loss.quantity)
      finding.consignment = loss.consignment
      return finding
    }
  }
}
