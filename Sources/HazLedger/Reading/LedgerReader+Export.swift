public import Custody
public import LedgerFormat
internal import LedgerStore

/// Which entries an export gives.
public struct ExportSelection: Sendable {
  /// Only the events of this lot's own stream.
  public var lot: LotID?
  /// From this index on.
  public var from: UInt64?
  /// Up to this index, not including it.
  public var to: UInt64?
  /// Ledger events as well.
  public var includesLedgerEvents = false

  public init() {}
}

/// One exported entry.
public struct ExportedEntry: Sendable {
  public var index: UInt64
  public var recordedAt: Instant
  public var leafHash: Hash
  /// Who vouched for it; nil where nobody did, and of ledger events.
  public var vouch: Vouch?
  /// What the entry records.
  public var body: Body

  public enum Body: Sendable {
    case event(Event)
    case ledger(LedgerEvent)
  }
}

extension LedgerReader {
  /// Gives the selected entries to `visit`, in ledger order.
  ///
  /// - Throws: `LedgerError.lotUnknown`, `.lotAmbiguous`, `.sizeBeyond`; what `visit` throws ends it.
  public func export(
    _ selection: ExportSelection, visit: (ExportedEntry) -> Void
  ) throws(LedgerError) {
    let end = selection.to ?? size
    guard end <= size else { throw .sizeBeyond(asked: end, size: size) }
    let start = min(selection.from ?? 0, end)
    if let lot = selection.lot {
      let resolved = try resolve(lot)
      guard let history = try log.history(of: resolved, below: end) else {
        throw .lotUnknown(resolved)
      }
      for event in history where event.index >= start { visit(try exported(at: event.index)) }
      return
    }
    for index in start..<end {
      let entry = try exported(at: index)
      if case .ledger = entry.body, !selection.includesLedgerEvents { continue }
      visit(entry)
    }
  }

  private func exported(at index: UInt64) throws(LedgerError) -> ExportedEntry {
    let leafHash: Hash
    let recordedAt: Instant?
    let ledgerEvent: LedgerEvent?
    do {
      leafHash = try log.view.leafHash(at: index)
      // The next entry vouches for this one's bytes: what was changed is not passed on as recorded.
      let isVouchedFor =
        try index + 1 == size || log.view.entry(at: index + 1).previous == leafHash
      guard isVouchedFor else { throw LedgerError.damaged(index: index, stream: nil) }
      let entry = try log.view.entry(at: index)
      recordedAt = Instant(microseconds: entry.recordedAt)
      let isTrade = try EventStreams(body: entry.body.span).kind.isTrade
      ledgerEvent = isTrade ? nil : try LedgerEvent(body: entry.body.span)
    } catch let error as StoreError {
      throw LedgerError(error)
    } catch let error as EntryError {
      throw .notReadable(index: index, reason: error)
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only the store's and the format's errors are thrown: \(error)") }
    guard let recordedAt else {
      throw .notReadable(index: index, reason: .value(key: 2, position: 0))
    }
    if let ledgerEvent {
      return ExportedEntry(
        index: index, recordedAt: recordedAt, leafHash: leafHash, body: .ledger(ledgerEvent))
    }
    let event = try log.opened(log.recordedEvent(at: index)).event
    return ExportedEntry(
      index: index, recordedAt: recordedAt, leafHash: leafHash, vouch: try vouch(for: index),
      body: .event(event))
  }
}
