public import Custody
public import LedgerFormat

/// Which part of the stock an answer is about; what is nil restricts nothing.
public struct StockSelection: Sendable {
  /// Who holds it, or carries it.
  public var party: Identifier?
  /// At which place of a party; only what is held has a place.
  public var site: SiteChoice?
  public var chemical: ChemicalQuery?
  public var lot: LotID?

  /// A party's named or unnamed place.
  public enum SiteChoice: Hashable, Sendable {
    case unnamed
    case named(Identifier)

    var site: Identifier? {
      switch self {
      case .unnamed: nil
      case .named(let site): site
      }
    }
  }

  public init(
    party: Identifier? = nil, site: SiteChoice? = nil, chemical: ChemicalQuery? = nil,
    lot: LotID? = nil
  ) {
    self.party = party
    self.site = site
    self.chemical = chemical
    self.lot = lot
  }

  /// True for places that the answer is about.
  func covers(_ place: StockPlace) -> Bool {
    if let party, place.party != party { return false }
    guard let site else { return true }
    if case .held(_, let held) = place { return held == site.site }
    return false
  }

  /// True for lots that the answer is about.
  func covers(_ number: Int, of directory: LotDirectory) -> Bool {
    if let lot, directory.entries[number].lot != lot { return false }
    guard let chemical else { return true }
    return directory.chemical(of: number).map(chemical.matches) ?? false
  }
}
