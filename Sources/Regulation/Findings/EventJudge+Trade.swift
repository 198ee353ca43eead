internal import Custody
internal import LedgerFormat

/// Who buys, and who hands out.
extension EventJudge {
  func judge(_ trade: Trade, _ judging: Judging, _ report: FindingReport) {
    let buyer = trade.action == .purchase ? judging.event.party : trade.counterparty
    judgeLicence(.purchase, of: buyer, trade.goods.map(\.lot), judging, report)
    guard trade.action == .sale else { return }
    judgeLicence(.sell, of: judging.event.party, trade.goods.map(\.lot), judging, report)
    for good in trade.goods {
      if let (rule, isUnverified) = judging.first(pack.rules(.individualBuyer), good.lot),
        isUnregisteredPerson(trade.counterparty, judging)
      {
        report(rule, isUnverified) {
          var finding = judging.finding(rule, lot: good.lot, good.quantity)
          // The number is a person's: only its end is shown.
          finding.facts[.other] = FactText("**************" + trade.counterparty.text.suffix(4))
          return finding
        }
      }
      if trade.purpose == nil || !judging.hasPrivateField(.agent),
        let (rule, isUnverified) = judging.first(pack.rules(.purchaseAgent), good.lot)
      {
        report(rule, isUnverified) { judging.finding(rule, lot: good.lot, good.quantity) }
      }
    }
  }

  private func isUnregisteredPerson(_ party: Identifier, _ judging: Judging) -> Bool {
    CodeShape.isIdentityNumber(party)
      && judging.registry.register.parties.entry(party, at: nil) == nil
  }

  /// 双人收发: both handler and checker are named.
  func judgePeople(
    _ lot: LotID, _ quantity: Quantity, _ judging: Judging, _ report: FindingReport
  ) {
    let rules = pack.rules(.twoPersons)
    guard !rules.isEmpty,
      !judging.hasPrivateField(.handler) || !judging.hasPrivateField(.checker),
      let (rule, isUnverified) = judging.first(rules, lot)
    else { return }
    report(rule, isUnverified) { judging.finding(rule, lot: lot, quantity) }
  }
}
