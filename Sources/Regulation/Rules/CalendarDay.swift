public import Custody

/// A day of the calendar, written `YYYY-MM-DD`.
public struct CalendarDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let number: Int64

  init(number: Int64) { self.number = number }

  /// Reads a date of the years 1970 to 9999, or gives nil.
  public init?(_ text: String) { self.init(text.utf8.span) }

  /// Reads the bytes of a date.
  init?(_ text: Span<UInt8>) {
    guard text.count == 10 else { return nil }
    var numbers = [0, 0, 0]
    var part = 0
    for position in text.indices {
      if position == 4 || position == 7 {
        guard text[position] == UInt8(ascii: "-") else { return nil }
        part += 1
      } else {
        let digit = text[position] &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        numbers[part] = numbers[part] * 10 + Int(digit)
      }
    }
    let (year, month, day) = (numbers[0], numbers[1], numbers[2])
    guard year >= 1970, let dayCount = CivilDate.dayCount(ofMonth: month, year: year),
      (1...dayCount).contains(day)
    else { return nil }
    number = CivilDate.days(year: year, month: month, day: day)
  }

  /// The day that `time` lies in, on clocks `offsetSeconds` ahead of UTC.
  public init(of time: Instant, offsetSeconds: Int) {
    let seconds = Int64(time.microseconds / 1_000_000) + Int64(offsetSeconds)
    number = seconds >= 0 ? seconds / 86_400 : -1
  }

  public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    left.number < right.number
  }

  /// True for Saturday and Sunday; 1970-01-01 was a Thursday.
  var isWeekend: Bool { [2, 3].contains(number % 7) }

  /// The day's first moment, on clocks `offsetSeconds` ahead of UTC.
  func start(offsetSeconds: Int) -> Instant {
    let seconds = max(0, number * 86_400 - Int64(offsetSeconds))
    return Instant(microseconds: UInt64(seconds) * 1_000_000) ?? .latest
  }

  public var text: String {
    String(start(offsetSeconds: 0).text.prefix(10))
  }
}

extension Instant {
  /// The end of the year 9999.
  static let latest: Instant = {
    do { return try Instant(rfc3339: "9999-12-31T23:59:59Z") } catch {
      preconditionFailure("a moment of the calendar")
    }
  }()

  /// The moment `seconds` later, at most the last one.
  func adding(seconds: Int64) -> Instant {
    let (sum, isTooLarge) = microseconds.addingReportingOverflow(UInt64(seconds) &* 1_000_000)
    return isTooLarge ? .latest : Instant(microseconds: sum) ?? .latest
  }

  /// How many whole seconds `self` is after `earlier`; negative where it is before.
  func seconds(since earlier: Instant) -> Int64 {
    Int64(bitPattern: microseconds &- earlier.microseconds) / 1_000_000
  }
}
