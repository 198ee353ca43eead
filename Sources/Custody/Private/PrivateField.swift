public import LedgerFormat

/// A field about a person, recorded as a commitment whose value can be erased.
public struct PrivateField: Equatable, Sendable {
  /// Which field; the raw value is its key in the ledger.
  public enum Name: UInt64, Hashable, Sendable, CaseIterable {
    case handler = 0
    case checker = 1
    case contact = 2
    case driver = 3
    case escort = 4
    case agent = 5
    /// Of a registered person.
    case identityNumber = 6
    case personName = 7
  }

  /// The value as typed, or only what the ledger keeps of it.
  public enum Content: Equatable, Sendable {
    case open(String)
    case sealed(Hash)
  }

  public var name: Name
  public var content: Content

  public init(_ name: Name, _ content: Content) {
    self.name = name
    self.content = content
  }
}
