public import LedgerAudit

/// What a repair did, or would do.
public struct RepairReport {
  /// What the hashes proved right in the copy, and what nobody has.
  public var plan: RepairPlan
  /// True where nothing was written.
  public var isTrial: Bool
  /// The files in the ledger's folder that hold what stood there before.
  public var quarantined: [String] = []
  /// What verifying the whole ledger found afterwards; nil for a trial.
  public var verification: VerificationReport?
  /// How long it took.
  public var seconds: Double = 0

  /// True where the ledger is whole now, or would be.
  public var isWhole: Bool { verification?.ok ?? plan.isWhole }
}
