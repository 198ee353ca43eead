public import LedgerFormat

/// Whose keys the ledger knows, how they stand at its end, and for whose events somebody vouched.
public struct VouchingReport: Equatable, Sendable {
  /// The events that a party reported.
  public struct EventCount: Equatable, Sendable {
    public var events: UInt64 = 0
    /// Those that a key of the party vouches for.
    public var signed: UInt64 = 0
    public var unsigned: UInt64 { events - min(events, signed) }
  }

  /// The keys of registrars and parties; nil where the genesis cannot be read.
  public var keys: KeyRegister?
  /// The keys that sign checkpoints, and from which entry on each; nil where the genesis cannot be read.
  public var logKeys: LogKeyChain?
  /// By party; empty where the ledger names no registrar, so that nobody can vouch.
  public var events: [Identifier: EventCount] = [:]
}
