public import LedgerFormat

/// How much of a lot a party holds at one of its places.
public struct Holding: Equatable, Sendable {
  public var party: Identifier
  /// The place; nil is the party's unnamed place, a row of its own.
  public var site: Identifier?
  /// In the lot's smallest unit; negative only where a fold met an event that was not covered.
  public var amount: Int64

  public init(party: Identifier, site: Identifier?, amount: Int64) {
    self.party = party
    self.site = site
    self.amount = amount
  }
}

extension Holding {
  /// Orders rows by party, then by site, as bytes; the unnamed place (`""` in answers) comes first.
  static func precedes(_ left: Holding, _ right: Holding) -> Bool {
    if left.party != right.party { return left.party < right.party }
    guard let rightSite = right.site else { return false }
    guard let leftSite = left.site else { return true }
    return leftSite < rightSite
  }
}
