internal import Custody
internal import LedgerFormat

/// Deadlines: due, done, overdue.
extension FindingsEngine {
  /// Notes a sale that must be filed, or the purchase that files one.
  ///
  /// Each side records its own: the seller's `sale` and the buyer's `purchase` of the same lot make a
  /// pair, the oldest open one first, whichever came to the ledger first.
  func file(_ trade: Trade, _ recorded: RecordedEvent) {
    let event = recorded.event
    for good in Good.summed(trade.goods) {
      switch trade.action {
      case .sale:
        guard let (rule, isUnverified) = first(.filing, good.lot, at: event.time) else { continue }
        let key = SaleKey(seller: event.party, buyer: trade.counterparty, lot: good.lot)
        var sale = Sale(
          rule: rule, isUnverified: isUnverified, lot: good.lot, quantity: good.quantity,
          seller: event.party, buyer: trade.counterparty, time: event.time, cause: Cause(recorded))
        if let early = earlyPurchases[key]?.first {
          sale.filed = early
          earlyPurchases[key]?.removeFirst()
        }
        sales[key, default: []].append(sale)
      case .purchase:
        let key = SaleKey(seller: trade.counterparty, buyer: event.party, lot: good.lot)
        if let position = sales[key]?.firstIndex(where: { $0.filed == nil }) {
          sales[key]?[position].filed = event.time
        } else {
          earlyPurchases[key, default: []].append(event.time)
        }
      }
    }
  }

  func findTerms(asOf now: Instant, _ add: (Finding) -> Void) {
    for sale in sales.values.joined() { findFiling(sale, asOf: now, add) }
    for facts in lots.values where facts.isWaste {
      for (party, since) in facts.heldSince {
        if let finding = dwell(facts, party, since, asOf: now) { add(finding) }
      }
    }
    for consignment in consignments.values { findConfirmation(consignment, asOf: now, add) }
  }

  private func findFiling(_ sale: Sale, asOf now: Instant, _ add: (Finding) -> Void) {
    guard let days = sale.rule.parameters.days else { return }
    let due = pack.calendar.end(ofDays: days, after: sale.time)
    guard sale.filed ?? now >= due else { return }
    var finding = Finding(
      sale.rule, cause: [sale.cause.party.text, sale.cause.id.text, sale.lot.text],
      party: sale.buyer, since: sale.time)
    // Of a buyer that the ledger does not know nothing can be said.
    let isKnown =
      reports[sale.buyer] != nil || registry.register.parties.entry(sale.buyer, at: nil) != nil
    finding.isUnverified = sale.isUnverified || !isKnown
    finding.causes = [sale.cause]
    finding.others = [sale.seller]
    finding.lots = [sale.lot]
    finding.due = due
    finding.done = sale.filed
    finding.facts[.party] = FactText(sale.seller.text)
    finding.facts[.other] = FactText(sale.buyer.text)
    finding.facts[.lot] = FactText(sale.lot.text)
    finding.facts[.quantity] = FactText(sale.quantity.text)
    finding.facts[.chemical] = lots[sale.lot]?.classification.map { FactText($0.label) }
    finding.facts[.time] = FactText(sale.time.text)
    finding.facts[.due] = FactText(due.text)
    add(finding)
  }

  /// The receiver of waste confirms within so many working days of its arrival.
  private func findConfirmation(
    _ consignment: ConsignmentFacts, asOf now: Instant, _ add: (Finding) -> Void
  ) {
    guard consignment.consigning.lots.contains(where: { lots[$0]?.isWaste == true }),
      let arrival = consignment.earliest(where: { $0.step == .arrive }),
      let rule = pack.rules(.deliveryConfirmation, at: arrival.time).first,
      let workdays = rule.parameters.workdays
    else { return }
    let due = pack.calendar.end(ofWorkdays: workdays, after: arrival.time)
    let consignee = consignment.consigning.consignee
    let confirmed = consignment.earliest { $0.step == .deliver && $0.party == consignee }
    guard confirmed?.time ?? now >= due else { return }
    var finding = Finding(
      rule, cause: [consignment.id.text], party: consignee, since: arrival.time)
    finding.causes = [arrival.cause]
    finding.consignment = consignment.id
    finding.lots = consignment.consigning.lots
    finding.others = [consignment.consigning.consignor, arrival.party]
    finding.due = due
    finding.done = confirmed?.time
    finding.facts[.consignment] = FactText(consignment.id.text)
    finding.facts[.other] = FactText(consignee.text)
    finding.facts[.time] = FactText(arrival.time.text)
    finding.facts[.due] = FactText(due.text)
    add(finding)
  }
}
