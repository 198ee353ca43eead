public import LedgerFormat

/// A checkpoint that a time-stamp authority stamped.
public struct StampedCheckpoint: Equatable, Sendable {
  public var checkpoint: Checkpoint
  /// The authority's time, in microseconds since 1970: the checkpoint's entries are not later.
  public var time: UInt64
  /// True where the token was verified and leads to an authority that the caller trusts.
  public var isTrusted: Bool
  /// The entry that names the token, behind which all is later than the time; nil for none yet.
  public var index: UInt64?
  /// The token's file inside the ledger.
  public var file: String
}
