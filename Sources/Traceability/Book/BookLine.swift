public import Custody
public import LedgerFormat

/// One line of the in-and-out book (出入库台账): what an event put into a place or took from it.
public struct BookLine: Sendable {
  /// The event's entry.
  public var index: UInt64
  /// The event, its private fields sealed until somebody opens them.
  public var event: Event
  public var party: Identifier
  /// Nil is the party's unnamed place.
  public var site: Identifier?
  public var lot: LotID
  public var chemical: Chemical?
  /// The lot's unit, in which the line's amounts are shown.
  public var unit: Unit
  /// Into the place: more than zero; or from it: less.
  public var amount: Int64
  public var cause: StockMoveCause
  /// What the place then has of the lot.
  public var balance: Int64
  /// What the party then has of the chemical at all its places within the book, in its dimension.
  public var total: Int128
  /// Where it came from or went to: a party, or nil where the cause says it.
  public var counterparty: Identifier?
  /// The other site, of a move between places of one party; nil is the unnamed place.
  public var otherSite: Identifier?
  /// The waybill, of what was handed over.
  public var consignment: Identifier?
}

/// What a place has of a lot where the book begins, or where it ends.
public struct BookBalance: Sendable {
  public var party: Identifier
  public var site: Identifier?
  public var lot: LotID
  public var chemical: Chemical?
  public var quantity: Quantity
}

/// The places of a book: a row for each party, site and lot.
struct BookKey: Hashable {
  let party: Identifier
  let site: Identifier?
  let lot: Int
}
