public import LedgerFormat

/// A place of a party where chemicals are.
public struct SiteRecord: Equatable, Sendable {
  /// What a place is for; the raw value is its number in the ledger.
  public enum Kind: UInt64, Hashable, Sendable, CaseIterable {
    case production = 0
    case tank = 1
    case warehouse = 2
    case laboratory = 3
    case loading = 4
    case parking = 5
    case disposal = 6
    case other = 7
  }

  /// The most of a chemical that a place is built for.
  public struct Maximum: Equatable, Sendable {
    /// The chemical's id in the register.
    public var chemical: Identifier
    public var quantity: Quantity

    public init(chemical: Identifier, quantity: Quantity) {
      self.chemical = chemical
      self.quantity = quantity
    }
  }

  public var kind: Kind
  public var name: Chemical.Name?
  public var location: String?
  /// The unit over which the sum of GB 18218 runs, within the party; nil where the place is its own.
  public var unit: Identifier?
  /// How many people are within 500 m outside the boundary, for the α of GB 18218.
  public var people: UInt64?
  /// None of a chemical twice, in the order of the chemicals' ids.
  public var maxima: [Maximum]

  public init(
    kind: Kind, name: Chemical.Name? = nil, location: String? = nil, unit: Identifier? = nil,
    people: UInt64? = nil, maxima: [Maximum] = []
  ) {
    self.kind = kind
    self.name = name
    self.location = location
    self.unit = unit
    self.people = people
    self.maxima = maxima
  }
}

extension Registration {
  /// The id of a party's site: `PARTY/SITE`.
  public static func siteID(party: Identifier, site: Identifier) -> Identifier {
    LotID(party: party, batch: site).id
  }
}
