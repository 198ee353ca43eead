public import Custody
public import LedgerFormat

/// A span of time: from its first moment on, up to its end and not including it.
public struct Period: Hashable, Sendable {
  /// Nil is the beginning of the ledger.
  public var from: Instant?
  /// Nil is its end.
  public var to: Instant?

  public init(from: Instant? = nil, to: Instant? = nil) {
    self.from = from
    self.to = to
  }

  /// True for events before the period.
  public func isBefore(_ time: Instant) -> Bool { from.map { time < $0 } ?? false }

  /// True for events before the period's end, within it or before it.
  public func isBeforeEnd(_ time: Instant) -> Bool { to.map { time < $0 } ?? true }
}

/// What was there, what came, what went, what is left: by lot and by chemical.
///
/// Of every row `opening` and all that was added, less all that was taken, and `restated`, is `closing`.
public struct BalanceAnswer: Sendable {
  public var period: Period
  /// How many entries the answer is about; nil is all.
  public var size: UInt64?
  /// By kind of place, party, lot.
  public var rows: [Row] = []
  /// The sums of the rows by kind of place, party and chemical, each of one dimension.
  public var totals: [Row] = []
  /// The sums of the totals by chemical: what one party hands to another stands in both columns.
  public var overall: [Row] = []

  /// A lot, or all lots of a chemical, at all places of a kind that a party has.
  public struct Row: Sendable {
    /// Nil over all kinds of places.
    public var kind: StockPlaceKind?
    /// Nil over all parties.
    public var party: Identifier?
    /// Nil over all lots.
    public var lot: LotID?
    public var chemical: Chemical?
    /// What the amounts are shown in: the lot's unit, or the largest of the lots'.
    public var unit: Unit
    public var amounts: BalanceAmounts
    /// The part of `closing` at places that more was taken from than was there: zero or less.
    public var notCovered: Int128
    /// How many lots have a row.
    public var lots: Int
  }
}
