public import Custody

/// Why a text is not a time that can be recorded.
public enum TimeFlaw: Error, Equatable, Sendable {
  /// Not RFC 3339, or a date and time that no calendar and no ledger has.
  case instant(InstantError)
  /// A date alone: an event has its time of day.
  case hourMissing
  /// A local time, and no time zone was given to read it by.
  case noZone
  /// The zone's clocks were put forward over this time; write it with its offset.
  case skipped(zone: String)
  /// The zone's clocks were put back over this time, so it came twice; write it with its offset,
  /// which is one of these, in seconds.
  case ambiguous(zone: String, offsetsSeconds: [Int])
  /// The year stands last, as in `03/01/2026`: nobody can tell the day from the month.
  case turnedAround
  /// The number by which a spreadsheet counts days, as in `46023.5`.
  case serialNumber
  /// Full-width digits or signs.
  case fullWidth
}
