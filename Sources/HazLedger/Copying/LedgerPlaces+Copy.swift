internal import LedgerStore

extension LedgerPlaces {
  /// Refuses a folder that a backup was written to: nothing is recorded, signed or moved in a copy.
  func refuseCopy() throws(LedgerError) {
    let mark: CopyMark?
    do { mark = try CopyMark.standing(in: ledger) } catch { throw LedgerError(error) }
    if let mark { throw .isCopy(path: ledger, mark: mark) }
  }
}
