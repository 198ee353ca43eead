public import Interchange
internal import LedgerStore

/// What became of appended events.
public enum AppendOutcome {
  /// All are in the ledger; a receipt for each, in their order.
  case receipts([Receipt])
  /// None was recorded; why.
  case refused([RowRefusal])
}

extension Recorder {
  /// Appends the events of JSON Lines: all of them, or none.
  ///
  /// - Parameters:
  ///   - source: the bytes, read once.
  ///   - reading: the zone of local times, and how names are normalised.
  /// - Throws: `LedgerError.input` where the bytes cannot be read to their end, after which nothing
  ///   was written; what the store throws. Memory grows with the number of events.
  public func append(
    _ source: ByteSource, reading: ReadingSettings = ReadingSettings()
  ) throws(LedgerError) -> AppendOutcome {
    let group = try RecordingGroup(writer, book)
    do {
      let format = FileFormat(encoding: .utf8, shape: .jsonLines)
      var reader = try EventFileReader(source, format: format, settings: reading)
      var receipts: [Receipt] = []
      var refusals: [RowRefusal] = []
      while let result = try reader.next() {
        switch result {
        case .faults(let faults):
          refusals.append(RowRefusal(row: faults.first?.row ?? 0, reason: .faults(faults)))
        case .event(let event, let row, _):
          switch try group.record(event) {
          case .refused(let reason):
            refusals.append(RowRefusal(row: row, reason: .refused(reason)))
          case .recorded(let index):
            receipts.append(Receipt(index: index, event, isRecorded: true))
          case .alreadyRecorded(let index):
            receipts.append(Receipt(index: index, event, isRecorded: false))
          }
        }
      }
      return try end(group, receipts, refusals)
    } catch {
      try? group.abort()
      switch error {
      case let error as InterchangeError: throw .input(error)
      case let error as LedgerError: throw error
      default: preconditionFailure("only reading and recording throw here: \(error)")
      }
    }
  }

  private func end(
    _ group: RecordingGroup, _ receipts: [Receipt], _ refusals: [RowRefusal]
  ) throws(LedgerError) -> AppendOutcome {
    guard refusals.isEmpty, !receipts.isEmpty else {
      try group.abort()
      if refusals.isEmpty { throw .input(.empty) }
      return .refused(refusals)
    }
    if receipts.contains(where: \.isRecorded) {
      _ = try group.commit()
    } else {
      try group.abort()
    }
    var receipts = receipts
    for position in receipts.indices {
      do {
        receipts[position].leafHash = try writer.view.leafHash(at: receipts[position].index)
      } catch { throw LedgerError(error) }
    }
    return .receipts(receipts)
  }
}
