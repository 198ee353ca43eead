public import Custody

/// What a row of a file gave, in parts that can be taken out one by one.
///
/// The same as a `RowResult`, whose event cannot be had without a copy.
public struct ReadRow: Sendable {
  /// The event; nil where there are faults.
  public var event: Event?
  /// The row by the count that a spreadsheet shows.
  public let row: Int
  /// What was read in spite of a flaw.
  public let warnings: [RowWarning]
  /// Everything that is wrong with the row; none where there is an event.
  public let faults: [RowFault]

  init(_ event: consuming Event, row: Int, warnings: [RowWarning]) {
    self.event = event
    self.row = row
    self.warnings = warnings
    faults = []
  }

  init(_ faults: [RowFault], row: Int) {
    event = nil
    self.row = faults.first?.row ?? row
    warnings = []
    self.faults = faults
  }
}

extension RowResult {
  init(_ row: consuming ReadRow) {
    if let event = row.event {
      self = .event(event, row: row.row, warnings: row.warnings)
    } else {
      self = .faults(row.faults)
    }
  }
}
