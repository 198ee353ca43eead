internal import Custody
internal import LedgerFormat

/// What travels together, with whom, and in what.
extension EventJudge {
  func judge(_ consignment: Consignment, _ judging: Judging, _ report: FindingReport) {
    if let carrier = consignment.carrier {
      judgeCourier(carrier, of: consignment.consignment, judging, report)
    }
    guard consignment.goods.count > 1 else { return }
    judgeLoad(consignment, judging, report)
  }

  func judge(_ transport: Transport, _ judging: Judging, _ report: FindingReport) {
    guard let consigning = judging.world.consigning(of: transport.consignment) else { return }
    switch transport.step {
    case .accept:
      judgeLicence(.carry, of: judging.event.party, consigning.lots, judging, report)
    case .load:
      judgeLoading(transport, consigning, judging, report)
    case .deliver:
      guard judging.event.party != consigning.consignee,
        let rule = rule(.unconfirmedDelivery, judging)
      else { break }
      report(rule, false) {
        var finding = judging.finding(rule, about: transport.consignment.text)
        finding.consignment = transport.consignment
        finding.others = [consigning.consignee]
        finding.facts[.consignment] = FactText(transport.consignment.text)
        finding.facts[.other] = FactText(consigning.consignee.text)
        finding.facts[.number] = judging.event.document.map { FactText($0.text) }
        return finding
      }
    default: break
    }
    if let rule = rule(.plate, judging), let vehicle = transport.vehicle,
      CodeShape.isWrongPlate(vehicle)
    {
      report(rule, false) {
        var finding = Finding(
          rule, cause: [vehicle.text], party: judging.event.party, since: judging.event.time)
        finding.causes = [Cause(judging.event, index: judging.index)]
        finding.vehicle = vehicle
        finding.facts[.vehicle] = FactText(vehicle.text)
        return finding
      }
    }
  }

  private func judgeLoading(
    _ transport: Transport, _ consigning: Consigning, _ judging: Judging,
    _ report: FindingReport
  ) {
    let party = judging.event.party
    judgeCourier(party, of: transport.consignment, judging, report)
    if let carrier = consigning.carrier, carrier != party, let rule = rule(.otherLoader, judging) {
      report(rule, false) {
        var finding = judging.finding(rule, about: transport.consignment.text)
        finding.consignment = transport.consignment
        finding.others = [carrier]
        finding.vehicle = transport.vehicle
        finding.facts[.consignment] = FactText(transport.consignment.text)
        finding.facts[.other] = FactText(carrier.text)
        return finding
      }
    }
    guard !judging.registry.register.isEmpty else { return }
    let lots = transport.goods?.map(\.lot) ?? consigning.lots
    judgeLicence(.carry, of: party, lots, judging, report)
    guard let vehicle = transport.vehicle else { return }
    judgeLicence(.drive, ofVehicle: vehicle, lots, judging, report)
    judgeTank(vehicle, lots, transport.consignment, judging, report)
  }

  /// A tank is loaded only with the media that it is permitted to hold.
  private func judgeTank(
    _ vehicle: Identifier, _ lots: [LotID], _ consignment: Identifier, _ judging: Judging,
    _ report: FindingReport
  ) {
    guard let rule = rule(.tankMedia, judging),
      let entry = judging.registry.register.vehicles.entry(vehicle, at: judging.event.time),
      !entry.record.media.isEmpty
    else { return }
    for lot in lots {
      let classification = judging.classification(of: lot)
      let fit = classification?.isNamed(in: entry.record.media) ?? .unverified
      if fit == .yes { continue }
      report(rule, fit == .unverified) {
        var finding = judging.finding(rule, lot: lot, nil)
        finding.vehicle = vehicle
        finding.consignment = consignment
        finding.facts[.vehicle] = FactText(vehicle.text)
        finding.facts[.consignment] = FactText(consignment.text)
        finding.facts[.scope] = FactText(entry.record.media.joined(separator: " "))
        return finding
      }
    }
  }

  /// 寄递: dangerous goods never go by courier. A registered name says so for certain, an id may.
  private func judgeCourier(
    _ carrier: Identifier, of consignment: Identifier, _ judging: Judging,
    _ report: FindingReport
  ) {
    guard let rule = rule(.courier, judging) else { return }
    let parties = judging.registry.register.parties
    let name = parties.count == 0 ? nil : parties.entry(carrier, at: nil)?.record.name
    let isCertain = name.map { rule.words.isAnyIn($0.chinese) } ?? false
    guard isCertain || rule.words.isAnyIn(carrier) else { return }
    report(rule, !isCertain) {
      var finding = judging.finding(rule, about: consignment.text)
      finding.consignment = consignment
      if carrier != judging.event.party { finding.others = [carrier] }
      finding.facts[.consignment] = FactText(consignment.text)
      finding.facts[.other] = FactText(name?.chinese ?? carrier.text)
      return finding
    }
  }

  /// Judges the goods of one waybill against one another.
  private func judgeLoad(
    _ consignment: Consignment, _ judging: Judging, _ report: FindingReport
  ) {
    let goods = LoadedGoods(consignment.goods.map(\.lot), judging.world)
    for clash in goods.clashes(pack, at: judging.event.time) {
      report(clash.rule, clash.isUnverified) {
        var finding = judging.finding(
          clash.rule, about: consignment.consignment.text, clash.first.text, clash.second.text)
        finding.consignment = consignment.consignment
        finding.lots = [clash.first, clash.second]
        finding.facts[.consignment] = FactText(consignment.consignment.text)
        finding.facts[.first] = goods.name(of: clash.first)
        finding.facts[.second] = goods.name(of: clash.second)
        return finding
      }
    }
  }
}
