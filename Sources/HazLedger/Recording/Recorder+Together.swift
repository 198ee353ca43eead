internal import LedgerStore

/// Several batches under one sync.
extension Recorder {
  /// Appends batches that wait together; the outcome of each, in their order.
  ///
  /// Batches of a single event share a group, for which one sync is enough: each is recorded or refused
  /// by itself. A batch of several has a group of its own, which stays all or none.
  func append(together batches: [EventBatch]) -> [Result<AppendOutcome, LedgerError>] {
    let singles = batches.indices.filter { batches[$0].isSingleEvent }
    guard singles.count > 1 else { return batches.map(outcome) }
    var outcomes: [Result<AppendOutcome, LedgerError>?] = batches.map { _ in nil }
    do throws(LedgerError) {
      let settled = try withWholeIndex { () throws(LedgerError) in
        try appendSingles(singles.map { batches[$0] })
      }
      for (position, outcome) in zip(singles, settled) { outcomes[position] = .success(outcome) }
    } catch {
      for position in singles { outcomes[position] = .failure(error) }
    }
    return zip(batches, outcomes).map { $1 ?? outcome(of: $0) }
  }

  private func outcome(of batch: EventBatch) -> Result<AppendOutcome, LedgerError> {
    do throws(LedgerError) { return .success(try append(batch)) } catch { return .failure(error) }
  }

  private func appendSingles(_ batches: [EventBatch]) throws(LedgerError) -> [AppendOutcome] {
    let group = try beginGroup()
    do throws(LedgerError) {
      var preparer = EventPreparer()
      var outcomes: [AppendOutcome] = []
      var isAnyRecorded = false
      for batch in batches {
        let (event, row) = batch.events[0]
        var incoming = preparer.prepare(event)
        incoming.isMade = batch.isMade
        switch try group.record(&incoming) {
        case .refused(let reason):
          outcomes.append(.refused([RowRefusal(row: row, reason: .refused(reason))]))
        case .recorded(let index, let uncovered):
          isAnyRecorded = true
          let receipt = Receipt(index: index, event, isRecorded: true, uncovered: uncovered)
          outcomes.append(.receipts([receipt]))
        case .alreadyRecorded(let index):
          outcomes.append(.receipts([Receipt(index: index, event, isRecorded: false)]))
        }
      }
      if isAnyRecorded { try commit(group) } else { try group.abort() }
      return try outcomes.map(withLeafHashes)
    } catch {
      try? group.abort()
      throw error
    }
  }

  private func withLeafHashes(_ outcome: AppendOutcome) throws(LedgerError) -> AppendOutcome {
    guard case .receipts(var receipts) = outcome else { return outcome }
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

extension EventBatch {
  /// True for a batch of one event that can be read.
  fileprivate var isSingleEvent: Bool { events.count == 1 && refusals.isEmpty }
}
