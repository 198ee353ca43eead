/// What is wrong with one value of one row.
public struct RowFault: Equatable, Sendable {
  /// Where in the row the value stands.
  public enum Place: Hashable, Sendable {
    /// The row as a whole.
    case row
    /// A column, by its name in the header row.
    case column(String)
    /// A JSON path, such as `$.outputs[0].quantity`.
    case path(String)
  }

  /// The row by the count that a spreadsheet shows: the first is 1, and blank rows are counted. In
  /// JSON Lines, the line on which the event begins.
  public let row: Int
  public let place: Place
  /// The field that the value was for, where it is known.
  public let field: EventField?
  /// The value as written, shortened to `valueLengthMax` characters; nil for an absent one.
  public let value: String?
  public let reason: FaultReason

  /// How many characters of a value are shown.
  public static let valueLengthMax = 80
  /// The most faults of one row that are told; a row of a million bad cells has no more.
  public static let countMax = 100

  init(row: Int, place: Place, field: EventField? = nil, value: String?, reason: FaultReason) {
    self.row = row
    self.place = place
    self.field = field
    self.value = value.map { value in
      value.count <= RowFault.valueLengthMax
        ? value : String(value.prefix(RowFault.valueLengthMax - 1)) + "…"
    }
    self.reason = reason
  }
}

/// What was read in spite of a flaw, and how.
public struct RowWarning: Equatable, Sendable {
  public enum Reason: Equatable, Sendable {
    /// A UN number had lost its zeros and was read as this.
    case padded(String)
    /// A CAS number's check digit is wrong; it was read as it stands.
    case checkDigit
  }

  public let row: Int
  public let place: RowFault.Place
  public let field: EventField
  public let value: String
  public let reason: Reason
}
