/// Why a time is none that the ledger records.
public enum InstantError: Error, Equatable, Sendable {
  /// Not `YYYY-MM-DDThh:mm:ss`; the byte offset of the first character out of place.
  case malformed(position: Int)
  /// No `Z` and no `±hh:mm` at the end.
  case missingOffset
  case month(Int)
  /// A day that the month of that year does not have.
  case day(Int, daysInMonth: Int)
  case hour(Int)
  case minute(Int)
  case second(Int)
  /// The second 60, which a count of microseconds since 1970 has no place for.
  case leapSecond
  /// An offset of 24 hours or more, or with 60 minutes or more.
  case offset(hours: Int, minutes: Int)
  /// More than six decimals of a second.
  case tooFine(decimals: Int)
  /// Before 1970 or after 9999, in UTC.
  case outOfRange
}
