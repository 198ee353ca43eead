public import LedgerFormat

/// Where all of a lot is: the fold of the events on the lot's own chain, in the ledger's order.
///
/// The fold never refuses. `Admission` keeps out what takes more than there is; a fold over a part of
/// the history, or over a damaged ledger, may meet such an event all the same, and then the place it
/// took from goes negative: that is what was not covered. The totals are conserved either way.
/// A sum that leaves Int64 wraps and sets `isOverflown`, after which no amount means anything.
/// Copies are cheap: they share their tables until one of them is changed.
public struct LotState: Sendable {
  public let lot: LotID
  public let policy: Policy
  /// The production that made the lot known; nil before it.
  public internal(set) var origin: LotOrigin?
  /// The amounts by what became of them.
  public internal(set) var totals = LotTotals()
  /// What became of the lot in each consignment that lists it.
  public internal(set) var consignments: [Identifier: ConsignmentShare] = [:]
  /// The orders that hold the lot, the oldest first.
  public internal(set) var holds: [Hold] = []
  /// True once a sum left Int64.
  public internal(set) var isOverflown = false

  var places = HoldingTable()

  public init(lot: LotID, policy: Policy) {
    self.lot = lot
    self.policy = policy
  }

  public var produced: Int64 { totals.produced }
  public var found: Int64 { totals.found }
  public var used: Int64 { totals.used }
  public var disposed: Int64 { totals.disposed }
  public var lost: Int64 { totals.lost }
  public var transformed: Int64 { totals.transformed }
  public var heldTotal: Int64 { totals.held }
  public var inTransit: Int64 { totals.inTransit }
  public var unaccounted: Int64 { totals.unaccounted }

  /// The unit that answers about the lot are given in; nil before its origin.
  public var unit: Unit? { origin?.quantity.unit }

  /// Who holds how much where, by party, then site; rows of zero are left out.
  ///
  /// Cost: sorts the rows at every call.
  public var held: [Holding] {
    places.rows.count < 2 ? places.rows : places.rows.sorted(by: Holding.precedes)
  }

  /// What `party` holds at `site`, where nil is its unnamed place. Cost: constant.
  public func held(by party: Identifier, at site: Identifier?) -> Int64 {
    places.amount(party: party, site: site)
  }

  /// True once an event moved something of the lot, or listed it on a waybill.
  ///
  /// Without an origin only after a correction withdrew that.
  public var isTouched: Bool { !consignments.isEmpty || totals != LotTotals() }

  /// True when some row is negative: the events folded so far took more than they covered.
  ///
  /// Cost: reads every row.
  public var isUncovered: Bool {
    if places.rows.contains(where: { $0.amount < 0 }) { return true }
    guard !consignments.isEmpty else { return false }
    return consignments.values.contains { share in
      share.carriers.contains { $0.inTransit < 0 || $0.unaccounted < 0 }
    }
  }
}
