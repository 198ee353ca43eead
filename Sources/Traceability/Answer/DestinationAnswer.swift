public import Custody
public import LedgerFormat

/// Where all of a lot is, in itself and in everything that was made of it.
///
/// The attributed amounts of all rows, those not covered included, add up to the lot's whole (produced
/// and found), to the smallest unit.
public struct DestinationAnswer: Equatable, Sendable {
  /// The sums of the rows' attributed amounts.
  public var totals: Totals
  /// By lot, party, site.
  public var held: [DestinationRow<HeldPlace>] = []
  /// By lot, consignment, carrier.
  public var inTransit: [DestinationRow<CarriedPlace>] = []
  /// By lot, index.
  public var used: [DestinationRow<EventPlace>] = []
  /// By lot, index.
  public var disposed: [DestinationRow<EventPlace>] = []
  /// By lot, index; the losses of repacks and blends are here too.
  public var lost: [DestinationRow<EventPlace>] = []
  /// By lot, index: what went into productions whose outputs cannot be compared.
  public var transformed: [DestinationRow<EventPlace>] = []
  /// By lot, consignment, carrier.
  public var unaccounted: [DestinationRow<CarriedPlace>] = []
  /// Every lot that something of the traced lot went into, by lot.
  public var lots: [LotID] = []
  /// What was taken at the horizon without being there yet; negative amounts, part of no total.
  public var notCovered: [NotCovered] = []

  /// Sums over all rows of a kind, in the traced lot's unit.
  public struct Totals: Equatable, Sendable {
    public var held: Quantity
    public var inTransit: Quantity
    public var used: Quantity
    public var disposed: Quantity
    public var lost: Quantity
    public var transformed: Quantity
    public var unaccounted: Quantity
  }
}

/// One place, or one end, of one lot.
public struct DestinationRow<Place: Equatable & Sendable>: Equatable, Sendable {
  public var lot: LotID
  public var place: Place
  /// How much of `lot` is there, in its own unit.
  public var quantity: Quantity
  /// How much of that is the traced lot, in the traced lot's unit.
  public var attributed: Quantity
}

/// In somebody's hands.
public struct HeldPlace: Equatable, Sendable {
  public var party: Identifier
  /// Nil is the party's unnamed place.
  public var site: Identifier?
}

/// With a carrier, or last seen there.
public struct CarriedPlace: Equatable, Sendable {
  public var consignment: Identifier
  public var carrier: Identifier
  public var consignee: Identifier
}

/// Gone, by an event.
public struct EventPlace: Equatable, Sendable {
  /// What the event says about it.
  public enum Detail: Equatable, Sendable {
    case purpose(String)
    case method(String)
    case cause(LossCause)
    case process(Production.Process)
  }

  public var index: UInt64
  public var party: Identifier
  public var time: Instant
  public var detail: Detail
}

/// Why something is lost.
public enum LossCause: Equatable, Sendable {
  /// Somebody said so.
  case reported(Loss.Cause)
  /// A count found less than there should be.
  case count
  /// It did not come out of a repack or blend.
  case process(Production.Process)
}

/// A place that more was taken from than was there at the horizon.
public struct NotCovered: Equatable, Sendable {
  public var lot: LotID
  /// Who took it: the holder, or the carrier.
  public var party: Identifier
  /// Nil is the party's unnamed place, or a carrier's vehicle.
  public var site: Identifier?
  /// The consignment, where it was taken from transit.
  public var consignment: Identifier?
  /// Negative, in the lot's own unit.
  public var quantity: Quantity
  /// Negative, in the traced lot's unit.
  public var attributed: Quantity
}
