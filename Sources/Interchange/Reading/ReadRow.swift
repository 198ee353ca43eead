internal import Custody

/// What is to be said of a row that was read; its event stands in the place that was given for it.
public struct ReadRow: Sendable {
  /// The row by the count that a spreadsheet shows.
  public let row: Int
  /// What was read in spite of a flaw.
  public let warnings: [RowWarning]
  /// Everything that is wrong with the row; none where there is an event.
  public let faults: [RowFault]
  /// True where an event was read.
  public let hasEvent: Bool

  /// A row whose event was read.
  public init(row: Int, warnings: [RowWarning] = []) {
    hasEvent = true
    self.row = row
    self.warnings = warnings
    faults = []
  }

  init(_ faults: [RowFault], row: Int) {
    hasEvent = false
    self.row = faults.first?.row ?? row
    warnings = []
    self.faults = faults
  }
}

extension RowResult {
  init(_ row: ReadRow, _ event: Event) {
    self =
      row.hasEvent
      ? .event(event, row: row.row, warnings: row.warnings) : .faults(row.faults)
  }
}
