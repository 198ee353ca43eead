public import Custody
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
  /// The events that a correction leaves without cover: recorded all the same, and to be looked at.
  public var uncovered: [UncoveredEvent]
  /// Who vouched for it; nil where nobody did.
  public var vouch: Vouch?

  /// A receipt whose leaf hash is filled in when its group is through.
  init(
    index: UInt64, _ event: Event, isRecorded: Bool, uncovered: [UncoveredEvent] = []
  ) {
    self.index = index
    party = event.party
    id = event.id
    leafHash = MerkleTree.emptyRoot
    self.isRecorded = isRecorded
    self.uncovered = uncovered
  }
}
