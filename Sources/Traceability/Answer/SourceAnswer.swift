public import Custody
public import LedgerFormat

/// Where a lot comes from.
public struct SourceAnswer: Equatable, Sendable {
  /// The lots that it began as, by lot. The shares add up to 1 where none is unknown.
  public var origins: [Origin] = []
  /// Every production on the way, the lot's own included, by index.
  public var productions: [ProductionStep] = []
  /// Every delivery on the way, by index, then lot.
  public var handovers: [Handover] = []
}

/// A lot that came from nowhere in the ledger, or what was found of one that did not.
public struct Origin: Equatable, Sendable {
  /// How the amount came to be known.
  public enum Process: Equatable, Sendable {
    case production(Production.Process)
    /// More of a lot with inputs was found than had been produced: its source is unknown.
    case found
  }

  public var lot: LotID
  public var party: Identifier
  /// When it was produced; nil where the horizon lies before that.
  public var time: Instant?
  /// Nil where the horizon lies before the production.
  public var process: Process?
  /// The part of the traced lot that it makes up, from 0 to 1; nil where inputs of different
  /// dimensions stand in between.
  public var share: Double?
  /// The same in the traced lot's unit; nil with the share.
  public var quantity: Quantity?
}

/// A production that the traced lot, or something that went into it, came out of.
public struct ProductionStep: Equatable, Sendable {
  public var index: UInt64
  public var party: Identifier
  public var time: Instant
  public var production: Production
}

/// A delivery of one lot: what the consignee received.
public struct Handover: Equatable, Sendable {
  public var index: UInt64
  public var lot: LotID
  public var consignment: Identifier
  /// The consignor.
  public var from: Identifier
  /// The consignee.
  public var to: Identifier
  /// The first carrier drawn from, else the one the waybill names; nil where there is neither.
  public var carrier: Identifier?
  /// What was received, in the lot's own unit.
  public var quantity: Quantity
  public var time: Instant
}
