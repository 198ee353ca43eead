public import LedgerAudit
public import LedgerFormat
internal import LedgerStore

/// Restores damaged bytes of a ledger from another copy.
///
/// The room that joins the others does this: which bytes are right is the auditor's question, writing
/// them the store's.
public enum LedgerMend {
  /// How a repair goes about it.
  public struct Options {
    /// Plans and tells, and writes nothing.
    public var isTrial = false
    /// The key that must have signed; nil takes the genesis at its word.
    public var key: VerifierKey?
    /// Checkpoints that the ledger must continue.
    public var checkpoints: [VerificationOptions.KeptCheckpoint] = []
    /// How long another writer is waited for, in seconds.
    public var wait: Double = 5
    /// Told now and then how many entries of how many the verification at the end has done.
    public var progress: (@Sendable (_ done: UInt64, _ total: UInt64) -> Void)?

    public init() {}
  }

  /// Restores what the hashes prove right in the copy, makes index and tree anew, and verifies all.
  ///
  /// What stood there goes to `quarantine/`. The copy is only read. The anti-rollback record of this
  /// machine, where there is one, must agree with what is restored.
  /// - Throws: `LedgerError.repair` where the copy is of another ledger or history, or nothing signed
  ///   says which bytes are right; nothing is then written.
  public static func restore(
    _ places: LedgerPlaces, from copy: String, options: Options = Options()
  ) throws(LedgerError) -> RepairReport {
    let start = WallClock.monotonicSeconds()
    var report: RepairReport
    if options.isTrial {
      let repair = LedgerRepair(path: places.ledger, copy: copy)
      report = RepairReport(plan: try plan(repair, places, options), isTrial: true)
    } else {
      report = try mend(places, copy, options)
      let isCopy: Bool
      do { isCopy = try CopyMark.standing(in: places.ledger) != nil } catch {
        throw LedgerError(error)
      }
      // A copy has no index and no tree; a ledger with damage left is not opened.
      if !isCopy, report.plan.isWhole { try? makeDerived(places) }
      report.verification = try LedgerBackup.verified(
        places.ledger, options: verification(options), options.progress)
    }
    report.seconds = WallClock.monotonicSeconds() - start
    return report
  }

  private static func verification(_ options: Options) -> VerificationOptions {
    var verification = VerificationOptions()
    verification.verifierKey = options.key
    verification.checkpoints = options.checkpoints
    return verification
  }

  private static func plan(
    _ repair: LedgerRepair, _ places: LedgerPlaces, _ options: Options
  ) throws(LedgerError) -> RepairPlan {
    do {
      var known = options.checkpoints
      if let genesis = try repair.genesis() {
        let folder = places.stateFolder(ledgerID: genesis.ledgerID.hex)
        for name in try FilePermissions.names(
          in: folder, prefix: LedgerPlaces.newestCheckpointPrefix)
        {
          let path = folder + "/" + name
          if let note = try SmallFile.read(path) { known.append(.init(name: path, note: note)) }
        }
      }
      return try repair.plan(key: options.key, known: known)
    } catch let error as RepairError {
      throw .repair(error)
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only these two are thrown: \(error)") }
  }

  private static func mend(
    _ places: LedgerPlaces, _ copy: String, _ options: Options
  ) throws(LedgerError) -> RepairReport {
    do {
      let mending = try LedgerMending(
        at: places.ledger, waitMilliseconds: Int(options.wait * 1_000))
      let repair = LedgerRepair(path: places.ledger, copy: copy)
      let plan = try plan(repair, places, options)
      for segment in plan.segments {
        let file = try mending.begin(Layout.segmentPath(segment))
        do {
          try repair.content(of: segment, by: plan) { try file.write($0) }
          try mending.finish(file)
        } catch {
          file.abandon()
          throw error
        }
      }
      for file in plan.files {
        let mended = try mending.begin(file.name)
        try mended.write(file.bytes.span)
        try mending.finish(mended)
      }
      return RepairReport(plan: plan, isTrial: false, quarantined: mending.quarantined)
    } catch let error as StoreError {
      throw LedgerError(error)
    } catch let error as AuditError {
      throw .repair(.audit(error))
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only these are thrown: \(error)") }
  }

  /// Makes index and tree anew from the entries.
  private static func makeDerived(_ places: LedgerPlaces) throws(StoreError) {
    let writer = try LedgerWriter.open(
      at: places.ledger, waitMilliseconds: 0, indexing: EventIndexing())
    try writer.reindex()
    try writer.updateDerivedFiles()
  }
}
