public import Custody
public import LedgerFormat
internal import LedgerStore
public import Traceability

/// A trade event of a scan.
public struct ScannedEvent: Sendable {
  /// Qualified and sealed, as recorded.
  public var recorded: RecordedEvent
  /// The leaf hash of its entry.
  public var leafHash: Hash
}

extension LedgerReader {
  /// Gives every trade event that the horizon covers, once, in the ledger's order.
  ///
  /// - Parameters:
  ///   - horizon: how many entries count, and up to which `time`.
  ///   - kinds: only these kinds; nil for all. Others are passed over without being decoded.
  ///   - visit: works on one event at a time; private fields are sealed, `opened` opens them. What it
  ///     gathers counts only when the scan returns: an entry is proved by the one after it.
  /// - Throws: `LedgerError.sizeBeyond`; `.store` with the damage where an entry is not the one that
  ///   was recorded; `.notReadable` where an event is written by a later program.
  /// Cost: one pass over the bytes of the entries, one hash each, and the decoding of the events
  /// wanted; the memory of one event, whatever the ledger's size.
  public func scan(
    _ horizon: Horizon = Horizon(), kinds: Set<BodyKind>? = nil, _ visit: (ScannedEvent) -> Void
  ) throws(LedgerError) {
    let limit = horizon.size ?? size
    guard limit <= size else { throw .sizeBeyond(asked: limit, size: size) }
    var failure: LedgerError?
    do {
      try log.view.scan(0..<limit) { index, recordedAt, body, leafHash in
        do throws(LedgerError) {
          guard
            let recorded = try log.tradeEvent(index, recordedAt, body, kinds: kinds),
            horizon.covers(recorded)
          else { return true }
          visit(ScannedEvent(recorded: recorded, leafHash: leafHash))
        } catch { failure = error }
        return failure == nil
      }
    } catch { throw LedgerError(error) }
    if let failure { throw failure }
  }

  /// The event with the values of its private fields, as far as they were not erased.
  public func opened(_ recorded: RecordedEvent) throws(LedgerError) -> RecordedEvent {
    try log.opened(recorded)
  }
}
