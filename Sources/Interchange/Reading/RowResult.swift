public import Custody

/// What a row of a file gave.
public enum RowResult: Equatable, Sendable {
  /// An event, and what was read in spite of a flaw.
  case event(Event, row: Int, warnings: [RowWarning])
  /// Everything that is wrong with the row; at least one.
  case faults([RowFault])
}
