public import LedgerFormat

/// A person by work; name and identity number are private fields of the event.
public struct PersonRecord: Equatable, Sendable {
  /// The raw value is its number in the ledger.
  public enum Role: UInt64, Hashable, Sendable, CaseIterable {
    case driver = 0
    case escort = 1
    case loader = 2
    case keeper = 3
    case agent = 4
  }

  /// In the order of their raw values, none twice, at least one.
  public var roles: [Role]
  public var employer: Identifier?

  public init(roles: [Role], employer: Identifier? = nil) {
    self.roles = roles
    self.employer = employer
  }
}
