public import Custody

/// Which days are working days (工作日).
///
/// Monday to Friday, but for the pack's holidays, and the pack's other workdays besides. Days are those
/// of the pack's offset from UTC. A term of n working days begins on the day after the event and ends
/// with the end of the n-th working day.
public struct WorkCalendar: Equatable, Sendable {
  public let offsetSeconds: Int
  let holidays: Set<Int64>
  let workdays: Set<Int64>

  func isWorkday(_ day: CalendarDay) -> Bool {
    workdays.contains(day.number) || (!day.isWeekend && !holidays.contains(day.number))
  }

  /// The first moment after a term of `count` working days.
  public func end(ofWorkdays count: Int, after time: Instant) -> Instant {
    var day = CalendarDay(of: time, offsetSeconds: offsetSeconds)
    var left = count
    while left > 0 {
      day = CalendarDay(number: day.number + 1)
      if isWorkday(day) { left -= 1 }
    }
    return CalendarDay(number: day.number + 1).start(offsetSeconds: offsetSeconds)
  }

  /// The first moment after a term of `count` days, the event's own not counted.
  public func end(ofDays count: Int, after time: Instant) -> Instant {
    let day = CalendarDay(of: time, offsetSeconds: offsetSeconds)
    return CalendarDay(number: day.number + Int64(count) + 1).start(offsetSeconds: offsetSeconds)
  }
}
