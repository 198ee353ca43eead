public import LedgerFormat

/// A vehicle that carries dangerous goods.
public struct VehicleRecord: Equatable, Sendable {
  /// The raw value is its number in the ledger.
  public enum Kind: UInt64, Hashable, Sendable, CaseIterable {
    case tanker = 0
    case van = 1
    case flatbed = 2
    case tractor = 3
    case trailer = 4
    case other = 5
  }

  public var kind: Kind
  /// The carrier that runs it.
  public var `operator`: Identifier?
  /// The number of its 道路运输证.
  public var transportLicence: Identifier?
  /// The tank's or tank container's own number.
  public var tank: Identifier?
  public var volume: Quantity?
  /// 适装介质: the ids of chemicals in the register, or UN numbers, that the tank may hold.
  public var media: [String]
  /// The last day on which its inspection counts.
  public var inspectedUntil: Day?

  public init(
    kind: Kind, operator: Identifier? = nil, transportLicence: Identifier? = nil,
    tank: Identifier? = nil, volume: Quantity? = nil, media: [String] = [],
    inspectedUntil: Day? = nil
  ) {
    self.kind = kind
    self.operator = `operator`
    self.transportLicence = transportLicence
    self.tank = tank
    self.volume = volume
    self.media = media
    self.inspectedUntil = inspectedUntil
  }
}
