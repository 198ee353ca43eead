public import LedgerFormat

/// A consignment on its way: opened, loaded, delivered, sent back, lost.
extension LotState {
  mutating func open(_ consignment: Consignment, of event: Event, index: UInt64) {
    guard consignments[consignment.consignment] == nil,
      let amount = amount(in: consignment.goods)
    else { return }
    consignments[consignment.consignment] = ConsignmentShare(
      opening: event, consignment, consigned: amount, index: index)
  }

  mutating func apply(_ transport: Transport, of event: Event) {
    guard transport.step.movesGoods,
      let position = consignments.index(forKey: transport.consignment)
    else { return }
    switch transport.step {
    case .load: load(transport, at: position, carrier: event.party)
    case .deliver: deliver(transport, of: event, at: position)
    case .return: bringBack(transport, at: position, reporter: event.party)
    case .accept, .depart, .position, .stop, .arrive, .unload, .refuse: break
    }
  }

  /// From the consignor's place into transit with whoever reports it.
  ///
  /// A load of other goods of the consignment counts too: it settles that deliveries come from
  /// transit from now on, and the order in which carriers are drawn on.
  private mutating func load(
    _ transport: Transport, at position: Shares.Index, carrier: Identifier
  ) {
    let amount = named(transport) ?? consignments.values[position].loadable
    let carrierPosition = consignments.values[position].position(ofCarrier: carrier)
    consignments.values[position].isLoaded = true
    consignments.values[position].loaded.add(amount, &isOverflown)
    consignments.values[position].carriers[carrierPosition].inTransit.add(amount, &isOverflown)
    totals.inTransit.add(amount, &isOverflown)
    let share = consignments.values[position]
    hold(0 &- amount, party: share.consignor, site: share.site)
  }

  private mutating func deliver(
    _ transport: Transport, of event: Event, at position: Shares.Index
  ) {
    let delivery = delivery(of: event, transport, consignments.values[position])
    if delivery.isFromTransit {
      let taken = delivery.taken
      consignments.values[position].drawTransit(taken, reporter: event.party)
      consignments.values[position].deliveredFromTransit.add(delivery.received, &isOverflown)
      totals.inTransit.add(0 &- taken, &isOverflown)
      totals.found.add(delivery.excess, &isOverflown)
      if transport.partial != true {
        let left = consignments.values[position].leaveUnaccounted()
        totals.inTransit.add(0 &- left, &isOverflown)
        totals.unaccounted.add(left, &isOverflown)
      }
    } else {
      consignments.values[position].deliveredUnloaded.add(delivery.received, &isOverflown)
      let site = consignments.values[position].site
      hold(0 &- delivery.received, party: delivery.consignor, site: site)
    }
    hold(delivery.received, party: delivery.consignee, site: delivery.site)
  }

  /// Back to the consignor: from transit first, then from what is unaccounted.
  private mutating func bringBack(
    _ transport: Transport, at position: Shares.Index, reporter: Identifier
  ) {
    let inTransit = max(0, consignments.values[position].inTransit)
    let unaccounted = max(0, consignments.values[position].unaccounted)
    let amount = named(transport) ?? (inTransit &+ unaccounted)
    let fromTransit = min(amount, inTransit)
    let found = consignments.values[position].drawUnaccounted(amount - fromTransit)
    consignments.values[position].drawTransit(amount - found, reporter: reporter)
    consignments.values[position].returned.add(amount, &isOverflown)
    totals.inTransit.add(found &- amount, &isOverflown)
    totals.unaccounted.add(0 &- found, &isOverflown)
    let share = consignments.values[position]
    hold(amount, party: share.consignor, site: share.site)
  }

  /// Lost on the way: from what is unaccounted first, then from transit.
  mutating func lose(_ amount: Int64, on consignment: Identifier, reporter: Identifier) {
    guard let position = consignments.index(forKey: consignment) else { return }
    let found = consignments.values[position].drawUnaccounted(amount)
    consignments.values[position].drawTransit(amount - found, reporter: reporter)
    consignments.values[position].lost.add(amount, &isOverflown)
    totals.unaccounted.add(0 &- found, &isOverflown)
    totals.inTransit.add(found &- amount, &isOverflown)
    totals.lost.add(amount, &isOverflown)
  }

  /// What the step's goods say of this lot, zero where they leave it out; nil without goods.
  private func named(_ transport: Transport) -> Int64? {
    guard let goods = transport.goods else { return nil }
    return amount(in: goods) ?? 0
  }

  private typealias Shares = [Identifier: ConsignmentShare]
}

extension TransportStep {
  /// True for the steps that change where a lot is; of the others its state knows nothing.
  public var movesGoods: Bool {
    switch self {
    case .load, .deliver, .return: true
    case .accept, .depart, .position, .stop, .arrive, .unload, .refuse: false
    }
  }
}
