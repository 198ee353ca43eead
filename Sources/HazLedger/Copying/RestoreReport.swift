public import LedgerAudit
public import LedgerStore

/// What a restore did.
public struct RestoreReport {
  /// The restored ledger's folder.
  public var destination: String
  /// Who the ledger is.
  public var identity: LedgerIdentity
  /// What was copied.
  public var copy: CopyReport
  /// What verifying the restored ledger found. With damage it stays marked, and nothing is recorded.
  public var verification: VerificationReport
  /// Why nothing can be recorded on this machine, such as a missing key or a newer checkpoint that was
  /// signed here; nil where the restored ledger goes on.
  public var obstacle: LedgerError?
  /// How long it took.
  public var seconds: Double

  /// True where the ledger is restored and whole.
  public var isRestored: Bool { verification.ok }
}
