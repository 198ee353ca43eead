public import LedgerFormat

/// Where an amount of a lot can be.
public enum StockPlace: Hashable, Sendable {
  /// In somebody's hands; no site is the party's unnamed place.
  case held(party: Identifier, site: Identifier?)
  /// On its way with a carrier.
  case inTransit(consignment: Identifier, carrier: Identifier)
  /// Was with a carrier when a delivery was reported that it was not in.
  case unaccounted(consignment: Identifier, carrier: Identifier)

  /// Who has it, or had it last.
  public var party: Identifier {
    switch self {
    case .held(let party, _): party
    case .inTransit(_, let carrier), .unaccounted(_, let carrier): carrier
    }
  }

  /// The kind of place.
  public var kind: StockPlaceKind {
    switch self {
    case .held: .held
    case .inTransit: .inTransit
    case .unaccounted: .unaccounted
    }
  }
}

/// A kind of place; the order is that of answers.
public enum StockPlaceKind: UInt8, Hashable, Sendable, CaseIterable {
  case held
  case inTransit
  case unaccounted
}

/// Why an amount at a place changed.
public enum StockMoveCause: UInt8, Hashable, Sendable, CaseIterable {
  /// Made: produced, repacked, blended, reacted, or come about as waste.
  case produced
  /// Brought in from another country.
  case imported
  /// Bought from outside the ledger (`receipt`).
  case purchased
  /// There before the ledger began (`opening`).
  case declared
  /// Taken as the input of a production.
  case transformed
  /// From one place of a party to another.
  case moved
  /// A count found more or less.
  case counted
  /// Reported as found.
  case found
  /// Arrived beyond what was on its way, within the tolerance.
  case excess
  case used
  case disposed
  case lost
  /// From the consignor to a carrier.
  case loaded
  /// To the consignee, from a carrier or, where nobody loaded, from the consignor.
  case delivered
  /// Back to the consignor.
  case returned
  /// On its way and not in the delivery.
  case leftOut
}

/// By how much an event changed one place of one lot, and why.
public struct StockMove: Equatable, Sendable {
  public var place: StockPlace
  /// In the lot's smallest unit; negative for what leaves the place, never zero.
  public var amount: Int64
  public var cause: StockMoveCause

  public init(place: StockPlace, amount: Int64, cause: StockMoveCause) {
    self.place = place
    self.amount = amount
    self.cause = cause
  }
}
