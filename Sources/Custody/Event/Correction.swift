public import LedgerFormat

/// Replaces or withdraws an earlier event of the same party (更正).
///
/// Nothing is edited: the earlier event stays in the ledger as it was signed and recorded, and what
/// counts in its place, at its place in the order, is the replacement, or nothing.
public struct Correction: Equatable, Sendable {
  /// Whose event is corrected: the reporter's own.
  public var party: Identifier
  /// The id of the event that is corrected, whatever its newest version is.
  public var id: Identifier
  public var reason: String
  /// A whole event with the same party and id; nil withdraws the event.
  public var replacement: Event?
  /// Where the ledger has what is corrected; nil until the correction is recorded.
  public var target: Target?

  /// The entries that a correction is about, settled when it is recorded.
  public struct Target: Hashable, Sendable {
    /// The entry that recorded the event first: the place in the order at which it counts.
    public var index: UInt64
    /// The entry of its newest version before this one: that same entry, or an earlier correction.
    public var version: UInt64

    public init(index: UInt64, version: UInt64) {
      self.index = index
      self.version = version
    }
  }

  public init(
    party: Identifier, id: Identifier, reason: String, replacement: Event? = nil,
    target: Target? = nil
  ) {
    self.party = party
    self.id = id
    self.reason = reason
    self.replacement = replacement
    self.target = target
  }
}
