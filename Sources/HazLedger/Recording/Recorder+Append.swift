internal import LedgerStore

/// What became of appended events.
public enum AppendOutcome: Sendable {
  /// All are in the ledger; a receipt for each, in their order.
  case receipts([Receipt])
  /// None was recorded; why.
  case refused([RowRefusal])
}

extension Recorder {
  /// Appends a batch of events: all of them, or none.
  ///
  /// - Throws: what the store throws; nothing of the batch was then acknowledged.
  public func append(_ batch: EventBatch) throws(LedgerError) -> AppendOutcome {
    try withWholeIndex { () throws(LedgerError) in
      let group = try beginGroup()
      do throws(LedgerError) {
        return try append(batch, to: group)
      } catch {
        try? group.abort()
        throw error
      }
    }
  }

  private func append(
    _ batch: EventBatch, to group: RecordingGroup
  ) throws(LedgerError) -> AppendOutcome {
    var receipts: [Receipt] = []
    findings = []
    var refusals = batch.refusals
    var preparer = EventPreparer()
    for (event, row) in batch.events {
      var incoming = preparer.prepare(event)
      incoming.isMade = batch.isMade
      switch try group.record(&incoming) {
      case .refused(let reason):
        refusals.append(RowRefusal(row: row, reason: .refused(reason)))
      case .recorded(let index, let uncovered):
        receipts.append(Receipt(index: index, event, isRecorded: true, uncovered: uncovered))
        findings += book.rules?.warnings ?? []
      case .alreadyRecorded(let index):
        receipts.append(Receipt(index: index, event, isRecorded: false))
      }
    }
    guard refusals.isEmpty else {
      try group.abort()
      return .refused(refusals.sorted { $0.row < $1.row })
    }
    if receipts.contains(where: \.isRecorded) {
      try commit(group)
    } else {
      try group.abort()
    }
    for position in receipts.indices {
      let index = receipts[position].index
      do { receipts[position].leafHash = try writer.view.leafHash(at: index) } catch {
        throw LedgerError(error)
      }
      receipts[position].vouch = try log.vouch(for: index, genesis)
    }
    return .receipts(receipts)
  }
}
