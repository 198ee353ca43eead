internal import Custody
internal import LedgerFormat
internal import LedgerStore
internal import Traceability

extension LedgerReader {
  /// Up to where the ledger commits itself to all histories, by its first `horizon` entries; nil where it does not.
  func completeTo(below horizon: UInt64) throws(LedgerError) -> TraceAnswer.CompleteTo? {
    guard let commitment = try log.newestCommitment(below: horizon) else { return nil }
    let entry: Entry
    do { entry = try log.view.entry(at: commitment.size) } catch { throw LedgerError(error) }
    return Instant(microseconds: entry.recordedAt).map {
      TraceAnswer.CompleteTo(size: commitment.size, recordedAt: $0)
    }
  }
}
