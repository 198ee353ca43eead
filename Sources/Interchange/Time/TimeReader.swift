public import Custody

/// Reads a time as files have it: RFC 3339, or local and then by a given time zone.
///
/// A local time is `YYYY-MM-DD`, `YYYY/MM/DD`, `YYYY.MM.DD` or `YYYY年MM月DD日`, a space or `T`, and
/// `HH:MM` or `HH:MM:SS`, with month, day and hour of one or two digits. A date without an hour is no
/// time: `TimeFlaw.hourMissing`.
public enum TimeReader {
  /// Reads a time; nil `zone` refuses local ones.
  public static func instant(
    _ text: Span<UInt8>, zone: LocalTimeZone?
  ) throws(TimeFlaw) -> Instant {
    if let local = LocalTime(text) {
      guard let zone else { throw .noZone }
      return try instant(local, zone: zone)
    }
    let failure: InstantError
    do { return try Instant(rfc3339: text) } catch { failure = error }
    // Nothing of the common forms: what people write by hand comes last.
    guard text.count <= WrittenDate.sizeBytesMax, let written = WrittenDate(text) else {
      throw flaw(in: text, failure)
    }
    guard written.hasHour else { throw .hourMissing }
    guard let zone else { throw .noZone }
    guard let local = LocalTime(written.plain.utf8.span) else { throw flaw(in: text, failure) }
    return try instant(local, zone: zone)
  }

  private static func instant(
    _ local: LocalTime, zone: LocalTimeZone
  ) throws(TimeFlaw) -> Instant {
    switch zone.meaning(ofLocalSeconds: local.secondsSince1970) {
    case .once(let offsetSeconds): return try local.instant(offsetSeconds: offsetSeconds)
    case .never:
      _ = try local.instant(offsetSeconds: 0)
      throw .skipped(zone: zone.name)
    case .twice(let offsetsSeconds):
      _ = try local.instant(offsetSeconds: 0)
      throw .ambiguous(zone: zone.name, offsetsSeconds: offsetsSeconds)
    }
  }

  /// Names what a spreadsheet or a keyboard did to a time, else gives the parser's error.
  private static func flaw(in text: Span<UInt8>, _ error: InstantError) -> TimeFlaw {
    switch error {
    case .malformed, .missingOffset:
      if text.hasFullWidth { return .fullWidth }
      if isSerialNumber(text) { return .serialNumber }
      if isTurnedAround(text) { return .turnedAround }
      return .instant(error)
    default: return .instant(error)
    }
  }

  /// True for a whole number of days of five digits, with or without a fraction.
  private static func isSerialNumber(_ text: Span<UInt8>) -> Bool {
    let wholeEnd = text.endOfDigits(from: 0)
    guard wholeEnd == 5 else { return false }
    guard wholeEnd < text.count else { return true }
    return text[wholeEnd] == UInt8(ascii: ".")
      && text.endOfDigits(from: wholeEnd + 1) == text.count
  }

  /// True where one or two digits, one or two digits and four digits stand between `/`, `-` or `.`.
  private static func isTurnedAround(_ text: Span<UInt8>) -> Bool {
    var position = 0
    for _ in 0..<2 {
      let end = text.endOfDigits(from: position)
      guard (1...2).contains(end - position), end < text.count else { return false }
      switch text[end] {
      case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."): position = end + 1
      default: return false
      }
    }
    return text.endOfDigits(from: position) - position == 4
  }
}

/// The parts of a local time as they were written; not yet known to be in the calendar.
private struct LocalTime {
  private var year = 0
  private var month = 0
  private var day = 0
  private var hour = 0
  private var minute = 0
  private var second = 0

  /// Reads a text that has the shape of a local time from end to end.
  init?(_ text: Span<UInt8>) {
    // 2026-1-1 8:00 is the shortest, 2026-01-01 08:00:00 the longest.
    guard (13...19).contains(text.count) else { return nil }
    var cursor = 0
    guard let year = Self.number(text, &cursor, digits: 4...4), cursor < text.count else {
      return nil
    }
    let divider = text[cursor]
    guard divider == UInt8(ascii: "-") || divider == UInt8(ascii: "/"),
      Self.skip(divider, text, &cursor),
      let month = Self.number(text, &cursor, digits: 1...2), Self.skip(divider, text, &cursor),
      let day = Self.number(text, &cursor, digits: 1...2),
      Self.skip(UInt8(ascii: " "), text, &cursor) || Self.skip(UInt8(ascii: "T"), text, &cursor),
      let hour = Self.number(text, &cursor, digits: 1...2),
      Self.skip(UInt8(ascii: ":"), text, &cursor),
      let minute = Self.number(text, &cursor, digits: 2...2)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
    (self.hour, self.minute) = (hour, minute)
    guard cursor < text.count else { return }
    guard Self.skip(UInt8(ascii: ":"), text, &cursor),
      let second = Self.number(text, &cursor, digits: 2...2), cursor == text.count
    else { return nil }
    self.second = second
  }

  /// Seconds from 1970-01-01 00:00:00 on the same wall.
  var secondsSince1970: Int64 {
    let days = CivilDate.days(year: year, month: month, day: day)
    return days * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
  }

  func instant(offsetSeconds: Int) throws(TimeFlaw) -> Instant {
    do {
      return try Instant(
        localYear: year, month: month, day: day, hour: hour, minute: minute, second: second,
        offsetSeconds: offsetSeconds)
    } catch {
      throw .instant(error)
    }
  }

  private static func number(
    _ text: Span<UInt8>, _ cursor: inout Int, digits: ClosedRange<Int>
  ) -> Int? {
    var value = 0
    var count = 0
    while cursor < text.count, count < digits.upperBound {
      let digit = text[cursor] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      value = value * 10 + Int(digit)
      count += 1
      cursor += 1
    }
    return count >= digits.lowerBound ? value : nil
  }

  private static func skip(_ byte: UInt8, _ text: Span<UInt8>, _ cursor: inout Int) -> Bool {
    guard cursor < text.count, text[cursor] == byte else { return false }
    cursor += 1
    return true
  }
}

extension Span where Element == UInt8 {
  /// Where the ASCII digits end that begin at `start`.
  func endOfDigits(from start: Int) -> Int {
    var position = start
    while position < count && self[position] &- UInt8(ascii: "0") < 10 { position += 1 }
    return position
  }

  /// True where a full-width digit, letter or sign (U+FF01 to U+FF5E) stands.
  var hasFullWidth: Bool {
    var position = 0
    while let lead = firstIndex(of: 0xEF, from: position), lead + 2 < count {
      if self[lead + 1] == 0xBC || (self[lead + 1] == 0xBD && self[lead + 2] <= 0x9E) {
        return true
      }
      position = lead + 1
    }
    return false
  }
}
