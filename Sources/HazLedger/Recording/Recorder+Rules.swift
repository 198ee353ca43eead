public import Regulation

extension Recorder {
  /// Judges every event by a rule pack from now on; `RulePack.none` judges nothing.
  ///
  /// What a rule refuses is not recorded; what one warns of is, and is told in the report.
  /// - Throws: where the ledger's beginning cannot be read.
  public func useRules(_ pack: RulePack) throws(LedgerError) {
    book.rules = pack.isEmpty ? nil : try RecordedRules(pack, log: log)
  }
}
