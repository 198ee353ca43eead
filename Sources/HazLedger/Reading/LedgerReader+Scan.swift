public import Custody
public import LedgerFormat
internal import LedgerStore
public import Traceability

/// A trade event of a scan.
public struct ScannedEvent: Sendable {
  /// Qualified and sealed, as recorded or as corrected.
  public var recorded: RecordedEvent
  /// The leaf hash of the entry that says so: `recorded.version`.
  public var leafHash: Hash
}

extension LedgerReader {
  /// Gives every trade event that counts within the horizon, once, in the ledger's order.
  ///
  /// What was corrected within the horizon's size counts as corrected, at its own place; with a smaller
  /// size it is what was known then. Corrections themselves are given where `kinds` names them.
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
    let overlay = try log.overlay(below: limit)
    var failure: LedgerError?
    do {
      try log.view.scan(0..<limit) { index, recordedAt, body, leafHash in
        do throws(LedgerError) {
          // What takes the place of an event may be of another kind.
          let wanted = overlay.isCorrected(index) ? nil : kinds
          guard
            let recorded = try log.tradeEvent(index, recordedAt, body, kinds: wanted),
            let counting = LedgerReader.counting(recorded, overlay, kinds), horizon.covers(counting)
          else { return true }
          let isOwn = counting.version == index
          let hash = isOwn ? leafHash : try self.leafHash(at: counting.version)
          visit(ScannedEvent(recorded: counting, leafHash: hash))
        } catch { failure = error }
        return failure == nil
      }
    } catch { throw LedgerError(error) }
    if let failure { throw failure }
  }

  /// What counts at an event's place, where it is of a kind that is wanted.
  private static func counting(
    _ recorded: RecordedEvent, _ overlay: CorrectionOverlay, _ kinds: Set<BodyKind>?
  ) -> RecordedEvent? {
    if recorded.isCorrection { return kinds == nil ? nil : recorded }
    guard !overlay.isEmpty else { return recorded }
    guard let counting = overlay.counting(recorded),
      kinds?.contains(counting.event.kind) ?? true
    else { return nil }
    return counting
  }

  private func leafHash(at index: UInt64) throws(LedgerError) -> LedgerFormat.Hash {
    do { return try log.view.leafHash(at: index) } catch { throw LedgerError(error) }
  }

  /// The event with the values of its private fields, as far as they were not erased.
  public func opened(_ recorded: RecordedEvent) throws(LedgerError) -> RecordedEvent {
    try log.opened(recorded)
  }
}
