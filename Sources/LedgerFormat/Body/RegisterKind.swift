/// What a registration registers; the raw value is the event's key 8.
///
/// In the format's room because the stream rule takes the registration's stream from it.
public enum RegisterKind: UInt64, Hashable, Sendable, CaseIterable {
  case party = 0
  /// A place of a party; its id is `PARTY/SITE`, for two parties may both have a `TANK-01`.
  case site = 1
  case chemical = 2
  /// A vehicle; its id is the plate.
  case vehicle = 3
  /// A driver, an escort, a loader; its id is random and says nothing of who it is.
  case person = 4
  /// A licence; its id is its number, and it stands on the stream of its holder.
  case licence = 5

  /// The kind of stream that such a subject has; nil for a licence, which is on its holder's.
  public var stream: StreamKind? {
    switch self {
    case .party: .party
    case .site: .site
    case .chemical: .chemical
    case .vehicle: .vehicle
    case .person: .person
    case .licence: nil
    }
  }

  /// True for what a licence may be given to.
  public var canHoldLicences: Bool {
    switch self {
    case .party, .site, .vehicle, .person: true
    case .chemical, .licence: false
    }
  }
}
