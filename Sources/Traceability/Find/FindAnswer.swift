public import Custody
internal import LedgerFormat

/// What in a ledger is called by a text, or partly.
public struct FindAnswer: Sendable {
  /// What was looked for, as it was typed.
  public var text: String
  /// How many entries were looked through.
  public var size: UInt64
  /// The kinds of things that something was found of.
  public var groups: [Group]

  public struct Group: Sendable {
    public var kind: FindKind
    /// Exact matches first, then those that were named most often, then by name; at most
    /// `FindFold.hitsMax`.
    public var hits: [Hit]
    /// How many different things were found, listed or not.
    public var count: Int
  }

  /// One thing that was found.
  public struct Hit: Sendable {
    public var name: String
    /// True where the whole name is the text.
    public var isExact: Bool
    /// How many events name it.
    public var events: Int
    /// The first and the newest entry that names it.
    public var first: UInt64
    public var last: UInt64
    /// Of a chemical, what was declared.
    public var chemical: Chemical?
    /// The name that the register has for it.
    public var registeredName: String?
  }
}

/// The kinds of things that are looked for; the order is that of answers.
public enum FindKind: Int, Hashable, Sendable, CaseIterable {
  case lot
  case consignment
  case vehicle
  case party
  case chemical
  case document
  case site
  case event
}
