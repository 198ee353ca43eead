public import LedgerFormat

/// What a reporter is told of one event.
public struct Receipt: Equatable, Sendable {
  /// The event's place in the ledger.
  public var index: UInt64
  public var party: Identifier
  public var id: Identifier
  /// The leaf hash of its entry.
  public var leafHash: Hash
  /// False where the ledger held this event already.
  public var isRecorded: Bool
}
