internal import LedgerFormat
internal import LedgerStore

extension LedgerMend {
  /// What was moved away.
  public struct Unsigned: Sendable {
    /// The entries that the ledger has now: those that were signed.
    public var size: UInt64
    /// The entries that were moved.
    public var entries: UInt64
    /// The files in `quarantine/` that hold them.
    public var quarantined: [String]
  }

  /// Moves the entries that no signed checkpoint covers to `quarantine/`.
  ///
  /// For entries that a recorder refuses to sign. Also a recorder's own go, which a crash kept from being
  /// signed: whoever holds a receipt of them can say so.
  /// - Throws: as `Recorder.open`; `.notSigned` where nothing was ever signed.
  public static func quarantineUnsigned(
    _ places: LedgerPlaces, wait: Double = 5
  ) throws(LedgerError) -> Unsigned {
    do {
      try places.refuseCopy()
      let opening = try LedgerOpening(
        at: places.ledger, waitMilliseconds: Int(wait * 1_000), indexing: EventIndexing())
      let check = try OpeningCheck(places, opening.view, distrustsTree: false)
      guard let unsigned = check.unsigned else {
        return Unsigned(size: check.standing.signedSize, entries: 0, quarantined: [])
      }
      guard unsigned.lowerBound > 0 else {
        throw LedgerError.notSigned(size: unsigned.upperBound, signedSize: 0)
      }
      // They are not taken on later without being judged, should somebody put them back.
      try OwnGroups.forget(places, ledgerID: check.genesis.ledgerID)
      let tails = try opening.quarantine(behind: unsigned.lowerBound)
      return Unsigned(
        size: unsigned.lowerBound, entries: UInt64(unsigned.count),
        quarantined: tails.map(\.path))
    } catch let error as StoreError {
      throw LedgerError(error)
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only the store's and our own errors are thrown: \(error)") }
  }
}
