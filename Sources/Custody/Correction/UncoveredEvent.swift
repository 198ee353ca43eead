public import LedgerFormat

/// An event that takes more of a lot than what counts before it covers, since a correction.
///
/// It was possible when it was recorded and stands; what it takes too much is shown as not covered
/// until a further correction covers it.
public struct UncoveredEvent: Equatable, Sendable {
  /// The event's place in the ledger.
  public var index: UInt64
  public var party: Identifier
  public var id: Identifier
  public var lot: LotID
  /// How much of it nothing covers, in the lot's unit.
  public var quantity: Quantity
}

extension LotState {
  /// Folds an event in, and says how much it takes that nothing covers.
  ///
  /// Cost: as `apply`, and a look at the places that the event has to do with.
  public mutating func applyNotingShortage(_ recorded: RecordedEvent) -> Int64 {
    let event = recorded.event
    let before = shortage(at: event)
    apply(event, index: recorded.index)
    return max(0, shortage(at: event) &- before)
  }

  /// How far the places that an event has to do with are below zero, all together, with what was
  /// loaded beyond its waybill.
  private func shortage(at event: Event) -> Int64 {
    var rows: [Holding] = []
    func add(_ party: Identifier, _ site: Identifier?) {
      guard !rows.contains(where: { $0.party == party && $0.site == site }) else { return }
      rows.append(Holding(party: party, site: site, amount: held(by: party, at: site)))
    }
    add(event.party, event.site)
    var carried: Int64 = 0
    switch event.detail {
    case .storage(let storage):
      add(event.party, storage.toSite)
      add(event.party, nil)
    case .transport(let transport):
      guard let share = consignments[transport.consignment] else { break }
      add(share.consignor, share.site)
      add(share.consignee, event.site ?? share.toSite)
      carried = share.shortage
    case .loss(let loss):
      carried = loss.consignment.flatMap { consignments[$0]?.shortage } ?? 0
    case .production, .trade, .consignment, .use, .disposal, .correction, .order, .registration,
      .handling:
      break
    }
    return rows.reduce(carried) { $0 &+ max(0, 0 &- $1.amount) }
  }
}

extension ConsignmentShare {
  /// What was taken from transit without being there, and what was loaded beyond the waybill.
  fileprivate var shortage: Int64 {
    let beyond = loaded &+ deliveredUnloaded &- consigned
    return carriers.reduce(max(0, beyond)) { sum, carrier in
      sum &+ max(0, 0 &- carrier.inTransit) &+ max(0, 0 &- carrier.unaccounted)
    }
  }
}
