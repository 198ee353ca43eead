public import LedgerAudit
public import LedgerStore

/// What a backup did.
public struct BackupReport {
  /// The copy's folder.
  public var destination: String
  /// Who the ledger is.
  public var identity: LedgerIdentity
  /// What was copied.
  public var copy: CopyReport
  /// The entries that the newest signed checkpoint of the copy covers; nil where it has none.
  public var checkpointSize: UInt64?
  /// Whether openings of private fields were copied.
  public var includesPrivate: Bool
  /// What verifying the whole copy found, where that was asked for.
  public var verification: VerificationReport?
  /// How long it took.
  public var seconds: Double

  /// True unless a full verification found damage.
  public var isWhole: Bool { verification?.ok ?? true }
}
