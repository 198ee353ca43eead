internal import LedgerAudit
internal import LedgerFormat
internal import LedgerStore

/// Keeps a second copy of a ledger, also of one that is written meanwhile.
///
/// The room that joins the others does this, because copying is the store's and verifying the auditor's:
/// neither may know the other.
public enum LedgerBackup {
  /// What a backup takes besides the entries, and how it is verified.
  public struct Options {
    /// Whether openings of private fields are copied; what is erased is erased in the copy as well.
    public var includesPrivate = true
    /// Whether the whole copy is verified afterwards, and not only what is new in it.
    public var verifiesAll = false
    /// Told now and then how many entries of how many a full verification has done.
    public var progress: (@Sendable (_ done: UInt64, _ total: UInt64) -> Void)?

    public init() {}
  }

  /// Brings the copy in `destination` up to what the ledger had acknowledged when this began.
  ///
  /// Makes the copy where there is none. Needs no lock on the ledger and no key.
  /// - Throws: `LedgerError.copy` where something else stands there, or a copy that this ledger does
  ///   not continue; `.unsettled`; what the store throws. The copy is then what it was before, or
  ///   unfinished and no ledger yet, and the same call goes on.
  public static func make(
    of places: LedgerPlaces, to destination: String, options: Options = Options()
  ) throws(LedgerError) -> BackupReport {
    let start = WallClock.monotonicSeconds()
    let copier: LedgerCopier
    do {
      copier = try LedgerCopier(from: places.ledger, indexing: EventIndexing())
    } catch { throw LedgerError(error) }
    let signed = copier.checkpoint.flatMap(signedSize)
    if let signed, signed > copier.size {
      throw .unsettled(signedSize: signed, size: copier.size)
    }
    let reader = try LedgerReader(places)
    let report: CopyReport
    do {
      report = try copier.copy(
        to: destination, mark: .backup, includesPrivate: options.includesPrivate)
    } catch { throw LedgerError(error) }
    var verification: VerificationReport?
    if options.verifiesAll {
      verification = try verified(destination, options: VerificationOptions(), options.progress)
    }
    return BackupReport(
      destination: destination, identity: reader.identity, copy: report, checkpointSize: signed,
      includesPrivate: options.includesPrivate, verification: verification,
      seconds: WallClock.monotonicSeconds() - start)
  }

  /// The size that a checkpoint says; whether its signature is good is the verifier's question.
  private static func signedSize(_ note: [UInt8]) -> UInt64? {
    try? Checkpoint(text: SignedNote(note.span).text).size
  }

  /// Verifies a whole copy; that it has no tree files is no news.
  static func verified(
    _ path: String, options: VerificationOptions,
    _ progress: (@Sendable (_ done: UInt64, _ total: UInt64) -> Void)?
  ) throws(LedgerError) -> VerificationReport {
    var options = options
    options.progress = progress
    do {
      var report = try LedgerVerifier(path: path).verify(options)
      report.notes.removeAll { if case .treeShort = $0 { true } else { false } }
      return report
    } catch {
      switch error {
      case .notALedger(let path), .notATree(let path): throw .noLedger(path: path)
      case .system(let path, let code): throw .file(path: path, code: code)
      case .curlMissing, .web: preconditionFailure("a copy is no address: \(error)")
      }
    }
  }
}
