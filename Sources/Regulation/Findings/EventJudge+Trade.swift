internal import Custody
internal import LedgerFormat

/// Who buys, and who hands out.
extension EventJudge {
  func judge(_ trade: Trade, _ judging: Judging, _ report: (Finding) -> Void) {
    let lots = trade.goods.map(\.lot)
    let buyer = trade.action == .purchase ? judging.event.party : trade.counterparty
    judgeLicence(.purchase, of: buyer, lots, judging, report)
    guard trade.action == .sale else { return }
    judgeLicence(.sell, of: judging.event.party, lots, judging, report)
    let isPerson =
      CodeShape.isIdentityNumber(trade.counterparty)
      && judging.registry.register.parties.entry(trade.counterparty, at: nil) == nil
    for good in trade.goods {
      if isPerson,
        let (rule, isUnverified) = judging.first(pack.rules(.individualBuyer), good.lot)
      {
        var finding = judging.finding(rule, lot: good.lot, good.quantity)
        finding.isUnverified = isUnverified
        // The number is a person's: only its end is shown.
        finding.facts[.other] = FactText("**************" + trade.counterparty.text.suffix(4))
        report(finding)
      }
      if trade.purpose == nil || !judging.hasPrivateField(.agent),
        let (rule, isUnverified) = judging.first(pack.rules(.purchaseAgent), good.lot)
      {
        var finding = judging.finding(rule, lot: good.lot, good.quantity)
        finding.isUnverified = isUnverified
        report(finding)
      }
    }
  }

  /// 双人收发: both handler and checker are named.
  func judgePeople(
    _ lot: LotID, _ quantity: Quantity, _ judging: Judging, _ report: (Finding) -> Void
  ) {
    let rules = pack.rules(.twoPersons)
    guard !rules.isEmpty,
      !judging.hasPrivateField(.handler) || !judging.hasPrivateField(.checker),
      let (rule, isUnverified) = judging.first(rules, lot)
    else { return }
    var finding = judging.finding(rule, lot: lot, quantity)
    finding.isUnverified = isUnverified
    report(finding)
  }
}
