extension Instant {
  /// Makes an instant of a date and a time of day at an offset from UTC.
  ///
  /// The offset is what the place's clocks were ahead of UTC by, in seconds.
  /// - Throws: `InstantError` for a date that is not in the calendar, a time that is not in the day,
  ///   the second 60, or an instant outside the years 1970 to 9999 in UTC.
  public init(
    localYear year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int = 0,
    microsecond: Int = 0, offsetSeconds: Int
  ) throws(InstantError) {
    guard (0...9_999).contains(year) else { throw .outOfRange }
    guard let daysInMonth = CivilDate.dayCount(ofMonth: month, year: year) else {
      throw .month(month)
    }
    guard (1...daysInMonth).contains(day) else { throw .day(day, daysInMonth: daysInMonth) }
    guard (0...23).contains(hour) else { throw .hour(hour) }
    guard (0...59).contains(minute) else { throw .minute(minute) }
    guard second != 60 else { throw .leapSecond }
    guard (0...59).contains(second) else { throw .second(second) }
    guard (0...999_999).contains(microsecond) else { throw .outOfRange }
    guard offsetSeconds.magnitude < 86_400 else {
      throw .offset(hours: offsetSeconds / 3_600, minutes: offsetSeconds / 60 % 60)
    }
    let days = CivilDate.days(year: year, month: month, day: day)
    let secondOfDay = Int64(hour * 3_600 + minute * 60 + second - offsetSeconds)
    let microseconds = (days * 86_400 + secondOfDay) * 1_000_000 + Int64(microsecond)
    guard microseconds >= 0, let instant = Instant(microseconds: UInt64(microseconds)) else {
      throw .outOfRange
    }
    self = instant
  }

  /// RFC 3339 in UTC, with six decimals where the instant has microseconds.
  public var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what `text` says. Cost: no string is made.
  public func append(to bytes: inout [UInt8]) {
    let seconds = microseconds / 1_000_000
    let date = CivilDate.date(days: Int64(seconds / 86_400))
    let secondOfDay = Int(seconds % 86_400)
    Instant.append(date.year, digitCount: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    Instant.append(date.month, digitCount: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    Instant.append(date.day, digitCount: 2, to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    Instant.append(secondOfDay / 3_600, digitCount: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    Instant.append(secondOfDay / 60 % 60, digitCount: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    Instant.append(secondOfDay % 60, digitCount: 2, to: &bytes)
    let fraction = Int(microseconds % 1_000_000)
    if fraction != 0 {
      bytes.append(UInt8(ascii: "."))
      Instant.append(fraction, digitCount: 6, to: &bytes)
    }
    bytes.append(UInt8(ascii: "Z"))
  }

  private static func append(_ number: Int, digitCount: Int, to bytes: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<digitCount { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}

extension Instant: CustomStringConvertible {
  public var description: String { text }
}
