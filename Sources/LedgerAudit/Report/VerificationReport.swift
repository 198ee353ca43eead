public import LedgerFormat

/// What a verification found.
public struct VerificationReport: Equatable, Sendable {
  /// True when nothing is damaged; notes may stand all the same.
  public var ok: Bool { damageCount == 0 }
  /// The number of entries verified: the horizon.
  public var entries: UInt64 = 0
  /// The number of lots that the entries made known.
  public var lots: UInt64 = 0
  /// The entries on the chain of the lot that was asked about; zero where it is unknown.
  public var lotEntries: UInt64?
  /// The events that a key of their party vouches for.
  public var signedEvents: UInt64 = 0
  /// The events that nobody vouches for.
  public var unsignedEvents: UInt64 = 0
  /// Whose keys there are, and who vouched for what; empty unless the options ask for it.
  public var vouching = VouchingReport()
  /// The root over the entries; nil where damage leaves it unknown.
  ///
  /// Of a changed entry it takes the hash that its neighbours vouch for, so that the checkpoints
  /// can still be judged.
  public var root: Hash?
  /// What is wrong, in the ledger's order; at most as many as the options list.
  public var damage: [Damage] = []
  /// How many damages were found, listed or not.
  public var damageCount = 0
  /// What is worth knowing and not wrong.
  public var notes: [ReportNote] = []
  /// The ledger's newest checkpoint, where its signature is good.
  public var newestCheckpoint: Checkpoint?
  /// The size of the newest checkpoint whose root matched and which no damage precedes.
  public var lastGoodCheckpoint: UInt64?
  /// The newest checkpoint that the policy accepts, and who vouches for it; nil without a policy.
  public var witnessed: AcceptedCheckpoint?
  /// The time stamps that the ledger keeps and that are right, by the size that they stamp.
  public var timestamps: [StampedCheckpoint] = []
  /// What the times that entries tell say against one another.
  public var clock = ClockFindings()
  /// What the entries are.
  public var census = Census()
  /// Who the ledger says it is, where its first entry can be read.
  public var genesis: Genesis?
}
