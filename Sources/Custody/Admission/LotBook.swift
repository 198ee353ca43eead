public import LedgerFormat

/// The states of many lots in memory: folds events in as they come, and is a world to check against.
///
/// For refolding a ledger, for trying a file before it is recorded, and for tests. Keeps every lot
/// and every opening; a writer of a large ledger keeps a world of its own that forgets.
public struct LotBook: AdmissionWorld, Sendable {
  public let policy: Policy
  public private(set) var states: [LotID: LotState] = [:]
  public private(set) var openings: [Identifier: Event] = [:]
  /// The orders that hold all that a party has.
  public private(set) var partyHolds: [Identifier: [Hold]] = [:]

  public init(policy: Policy) { self.policy = policy }

  public func state(of lot: LotID) -> LotState? { states[lot] }

  /// The event that opened a consignment.
  public func opening(of consignment: Identifier) -> Event? { openings[consignment] }

  public func consigning(of consignment: Identifier) -> Consigning? {
    openings[consignment].flatMap(Consigning.init(opening:))
  }

  public func holds(on party: Identifier) -> [Hold] {
    partyHolds.isEmpty ? [] : partyHolds[party] ?? []
  }

  /// Folds an event into every lot whose chain it is on; never refuses.
  public mutating func apply(_ event: Event, index: UInt64) {
    if let lot = event.onlyLot { return apply(event, to: lot, index: index) }
    for lot in event.lotReferences { apply(event, to: lot, index: index) }
    switch event.detail {
    case .consignment(let consignment):
      if openings[consignment.consignment] == nil { openings[consignment.consignment] = event }
    case .transport(let transport):
      guard transport.step != .position, let opening = openings[transport.consignment] else {
        return
      }
      let named = Set(event.lotReferences)
      for lot in opening.lotReferences where !named.contains(lot) {
        apply(event, to: lot, index: index)
      }
    case .order(let order):
      if let party = order.party {
        partyHolds[party, default: []].apply(order, of: event, index: index)
      }
    case .production, .storage, .trade, .use, .disposal, .loss, .correction: break
    }
  }

  private mutating func apply(_ event: Event, to lot: LotID, index: UInt64) {
    states[lot, default: LotState(lot: lot, policy: policy)].apply(event, index: index)
  }
}
