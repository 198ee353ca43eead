public import LedgerFormat

/// An order that holds a lot, or all that a party has, until whoever gave it releases it.
public struct Hold: Hashable, Sendable {
  /// The entry of the order.
  public let index: UInt64
  /// Who ordered it.
  public let party: Identifier
  /// The order's own name.
  public let document: Identifier?

  init(_ event: Event, index: UInt64) {
    self.index = index
    party = event.party
    document = event.document
  }
}

extension [Hold] {
  /// Counts an order in: a hold is added, a release ends those of its own reporter.
  public mutating func apply(_ order: Order, of event: Event, index: UInt64) {
    switch order.action {
    case .hold: append(Hold(event, index: index))
    case .release: removeAll { $0.party == event.party }
    case .recall: break
    }
  }
}

extension LotState {
  mutating func apply(_ order: Order, of event: Event, index: UInt64) {
    guard order.lots.contains(lot) else { return }
    holds.apply(order, of: event, index: index)
  }
}
