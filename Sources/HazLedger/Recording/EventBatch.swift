public import Custody
public import Interchange

/// Events read from JSON Lines, to be appended all or none.
///
/// Read before a ledger is opened for recording, so that nobody waits for whoever types slowly.
public struct EventBatch: Sendable {
  /// The events and the rows that they stand in.
  public private(set) var events: [(event: Event, row: Int)] = []
  /// The rows that cannot be read as events.
  public private(set) var refusals: [RowRefusal] = []

  /// What was read in spite of a flaw.
  public private(set) var warnings: [RowWarning] = []

  /// True for events that no file was read for: their form is looked at when they are recorded.
  let isMade: Bool

  /// Takes events that are made already, each with the row that it is told by.
  public init(_ events: [(event: Event, row: Int)], refusals: [RowRefusal] = []) {
    self.events = events
    self.refusals = refusals
    isMade = true
  }

  /// One event, made by the program itself.
  public init(_ event: Event) { self.init([(event, 1)]) }

  /// Reads all events; memory grows with their number.
  ///
  /// - Throws: `LedgerError.input` where the bytes cannot be read to their end, or hold nothing.
  public init(
    _ source: ByteSource, reading: ReadingSettings = ReadingSettings()
  ) throws(LedgerError) {
    isMade = false
    do {
      let format = FileFormat(encoding: .utf8, shape: .jsonLines)
      var reader = try EventFileReader(source, format: format, settings: reading)
      while let result = try reader.next() {
        switch result {
        case .faults(let faults):
          refusals.append(RowRefusal(row: faults.first?.row ?? 0, reason: .faults(faults)))
        case .event(let event, let row, let flaws):
          events.append((event, row))
          warnings += flaws
        }
      }
    } catch { throw .input(error) }
    guard !events.isEmpty || !refusals.isEmpty else { throw .input(.empty) }
  }
}
