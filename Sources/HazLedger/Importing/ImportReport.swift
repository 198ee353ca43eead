public import Custody
public import Interchange
public import Regulation

/// What became of one imported file.
public struct ImportReport {
  /// The file as it was named.
  public var file: String
  /// The rows read, without the header and blank lines.
  public var rows: UInt64 = 0
  /// The events recorded; in a dry run those that would be.
  public var recorded: UInt64 = 0
  /// The rows whose event the ledger, or an earlier row, held already.
  public var alreadyRecorded: UInt64 = 0
  /// The rows refused.
  public var rejected: UInt64 = 0
  /// The ledger's size afterwards.
  public var size: UInt64 = 0
  /// How long it took.
  public var seconds: Double = 0
  /// The refused rows in the file's order, at most as many as asked for.
  public var refusals: [RowRefusal] = []
  /// What was read in spite of a flaw, at most as many as asked for.
  public var warnings: [RowWarning] = []
  /// The events that the file's corrections leave without cover, at most as many as asked for.
  public var uncovered: [UncoveredEvent] = []
  /// What rules warn of, at most as many as asked for.
  public var findings: [RowFinding] = []
  /// How many warnings of rules there were.
  public var findingCount: UInt64 = 0
  /// Why the file cannot be read to its end as a file of events; it is then refused whole.
  public var fault: InterchangeError?
  /// False where the file was refused whole: nothing of it was written.
  public var isAccepted = false

  init(file: String) { self.file = file }
}

/// What a rule warns of in a row that is recorded all the same.
public struct RowFinding {
  /// The row by the count that a spreadsheet shows.
  public var row: Int
  public var finding: Finding
}

/// Why a row is not recorded.
public struct RowRefusal: Sendable {
  public enum Reason: Sendable {
    /// The row cannot be read as an event.
    case faults([RowFault])
    /// The event cannot be recorded. Beside the value, for there are few and they are large.
    indirect case refused(RecordRefusal)
  }

  /// The row by the count that a spreadsheet shows.
  public var row: Int
  public var reason: Reason

  public init(row: Int, reason: Reason) {
    self.row = row
    self.reason = reason
  }
}

/// A refused row as it was written, for the file of rejected rows.
public struct RejectedRow {
  /// The file's columns; of JSON Lines one, `#json`.
  public var columns: [String]
  /// The row's cells as they were written.
  public var cells: [String]
  public var refusal: RowRefusal
}
