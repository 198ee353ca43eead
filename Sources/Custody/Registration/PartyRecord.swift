/// An enterprise, a small user or an authority.
public struct PartyRecord: Equatable, Sendable {
  /// What a party does; the raw value is its number in the ledger.
  public enum Role: UInt64, Hashable, Sendable, CaseIterable {
    case production = 0
    case trade = 1
    case storage = 2
    case carriage = 3
    case use = 4
    case disposal = 5
    case hospital = 6
    case school = 7
    case research = 8
    case authority = 9

    /// True for those who use little and often, in laboratories.
    public var isSmallUser: Bool {
      switch self {
      case .hospital, .school, .research: true
      default: false
      }
    }
  }

  public var name: Chemical.Name
  /// 统一社会信用代码, the unified social credit code of GB 32100.
  public var uscc: String?
  /// 行政区划, the six digits of GB/T 2260.
  public var region: String?
  /// The address.
  public var location: String?
  /// The number that is called in an emergency or a recall; a person's own stands in `contact`.
  public var phone: String?
  /// In the order of their raw values, none twice, at least one.
  public var roles: [Role]

  public init(
    name: Chemical.Name, uscc: String? = nil, region: String? = nil, location: String? = nil,
    phone: String? = nil, roles: [Role]
  ) {
    self.name = name
    self.uscc = uscc
    self.region = region
    self.location = location
    self.phone = phone
    self.roles = roles
  }
}
