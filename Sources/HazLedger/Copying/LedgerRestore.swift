public import LedgerAudit
internal import LedgerStore

/// Makes a ledger of a backup again.
public enum LedgerRestore {
  /// Copies a backup to a new folder, makes index and tree, and verifies all of it.
  ///
  /// Until it is verified the folder is marked, and nothing is recorded in it. Whether anything may be
  /// recorded afterwards is then tried, and changes nothing: a ledger older than what this machine has
  /// signed is never signed again.
  /// - Parameters:
  ///   - backup: a backup, or any other copy of a ledger's folder.
  ///   - places: the folder of the restored ledger, where nothing stands, or what an interrupted
  ///     call left; and where this machine keeps keys.
  ///   - options: the checkpoints that the ledger must continue, and the key that must have signed.
  /// - Throws: `LedgerError.copy` where something stands there; what the store throws.
  public static func make(
    from backup: String, at places: LedgerPlaces,
    options: VerificationOptions = VerificationOptions()
  ) throws(LedgerError) -> RestoreReport {
    let start = WallClock.monotonicSeconds()
    let copy: CopyReport
    do {
      let copier = try LedgerCopier(from: backup, indexing: EventIndexing())
      copy = try copier.copy(to: places.ledger, mark: .restoring, includesPrivate: true)
      let writer = try LedgerWriter.open(
        at: places.ledger, waitMilliseconds: 0, indexing: EventIndexing())
      try writer.updateDerivedFiles()
    } catch let error as StoreError {
      throw LedgerError(error)
    } catch let error as CopyError {
      throw LedgerError(error)
    } catch { preconditionFailure("only the store's errors are thrown: \(error)") }
    let identity = try LedgerReader(places).identity
    let verification = try LedgerBackup.verified(
      places.ledger, options: options, options.progress)
    var report = RestoreReport(
      destination: places.ledger, identity: identity, copy: copy, verification: verification,
      obstacle: nil, seconds: 0)
    if verification.ok {
      do { try CopyMark.restoring.remove(from: places.ledger) } catch { throw LedgerError(error) }
      report.obstacle = obstacle(to: places)
    }
    report.seconds = WallClock.monotonicSeconds() - start
    return report
  }

  /// Why nothing can be recorded in the ledger on this machine; nil where nothing stands against it.
  private static func obstacle(to places: LedgerPlaces) -> LedgerError? {
    do {
      _ = try Recorder.open(places, wait: 0)
      return nil
    } catch { return error }
  }
}
