public import Custody
public import LedgerFormat

/// What to verify and against what.
public struct VerificationOptions: Sendable {
  /// A signed checkpoint that was kept outside of the ledger.
  public struct KeptCheckpoint: Sendable {
    /// What reports call it, such as the path it was read from.
    public var name: String
    /// The signed note.
    public var note: [UInt8]

    public init(name: String, note: [UInt8]) {
      self.name = name
      self.note = note
    }
  }

  /// Verify the first so many entries; nil means all that were acknowledged when it begins.
  public var horizon: UInt64?
  /// Entries up to here count although the mark does not say so: for a writer that is about to count them.
  public var countedSize: UInt64?
  /// Report only damage that concerns this lot, or that cannot be said to concern no lot.
  public var lot: LotID?
  /// Checkpoints that the ledger must continue; each is damage where it does not.
  public var checkpoints: [KeptCheckpoint] = []
  /// The key that must have signed the checkpoints; nil takes the genesis at its word.
  public var verifierKey: VerifierKey?
  /// Whose cosignatures count, and how many of the ledger's checkpoints need; nil asks for none.
  ///
  /// One checkpoint at least must have its quorum, and no cosignature of a witness that it names may
  /// be wrong. Where it names ledgers, one of their keys must be the ledger's.
  public var policy: TrustPolicy?
  /// Certificates in PEM that are trusted as roots of time-stamp authorities; nil looks at what tokens
  /// are over, and not at who signed them.
  public var authorities: [UInt8]?
  /// Tells every key and who vouched for how many events (`VerificationReport.vouching`); needs the full judge.
  public var tellsWhoVouched = false
  /// The threads that hash and decode; nil means one for each processor.
  public var workerCount: Int?
  /// The most damages that the report lists; all are counted.
  public var listedDamageMax = 1_000
  /// Told now and then how many entries of how many are done.
  public var progress: (@Sendable (_ done: UInt64, _ total: UInt64) -> Void)?

  public init() {}
}
