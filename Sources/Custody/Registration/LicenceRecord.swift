public import LedgerFormat

/// A permit, a certificate or a filing; its number is the registration's subject.
public struct LicenceRecord: Equatable, Sendable {
  /// The raw value is its number in the ledger.
  public enum Kind: UInt64, Hashable, Sendable, CaseIterable {
    /// 安全生产许可证.
    case safeProduction = 0
    /// 危险化学品安全使用许可证.
    case safeUse = 1
    /// 危险化学品经营许可证.
    case trade = 2
    /// 港口经营许可证.
    case port = 3
    /// 危险化学品登记证.
    case registration = 4
    /// 工业产品生产许可证.
    case industrialProduct = 5
    /// 剧毒化学品购买许可证.
    case toxicPurchase = 6
    /// 剧毒化学品道路运输通行证.
    case toxicTransport = 7
    /// 易制爆危险化学品: a permit, or the filed statement of lawful use.
    case explosivePrecursor = 8
    /// 易制毒化学品购买许可证 or 备案证明.
    case drugPrecursorPurchase = 9
    /// 易制毒化学品运输许可证 or 备案证明.
    case drugPrecursorTransport = 10
    /// 道路危险货物运输许可证, a carrier's.
    case carriage = 11
    /// 道路运输证, a vehicle's.
    case vehicle = 12
    /// The inspection of a tank.
    case tankInspection = 13
    /// 从业资格证, a person's.
    case qualification = 14
    /// 危险废物经营许可证.
    case hazardousWaste = 15
    /// 民用爆炸物品 permits.
    case civilExplosive = 16
    case other = 17
  }

  public var kind: Kind
  /// The stream of the party, site, vehicle or person that it was given to.
  public var holder: StreamKey
  /// What it allows: ids of chemicals in the register, CAS or UN numbers, classes, waste codes, words.
  /// Empty: all that its kind allows.
  public var scope: [String]
  public var issuer: String?
  /// The first and the last day on which it counts.
  public var validFrom: Day?
  public var validTo: Day?

  public init(
    kind: Kind, holder: StreamKey, scope: [String] = [], issuer: String? = nil,
    validFrom: Day? = nil, validTo: Day? = nil
  ) {
    self.kind = kind
    self.holder = holder
    self.scope = scope
    self.issuer = issuer
    self.validFrom = validFrom
    self.validTo = validTo
  }

  /// True where `day` is within the days that the licence itself names, both included.
  public func covers(_ day: Day) -> Bool {
    if let validFrom, day < validFrom { return false }
    if let validTo, validTo < day { return false }
    return true
  }
}
