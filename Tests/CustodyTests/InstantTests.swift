import Custody
import LedgerFormat
import Testing

@Suite("Times as files write them")
struct InstantTests {
  @Test(
    "RFC 3339 is read to the microsecond, and printed in UTC",
    arguments: [
      ("2026-01-01T08:00:42+08:00", "2026-01-01T00:00:42Z"),
      ("2026-01-01T00:00:42Z", "2026-01-01T00:00:42Z"),
      ("2026-01-01t00:00:42z", "2026-01-01T00:00:42Z"),
      ("2026-01-01 00:00:42Z", "2026-01-01T00:00:42Z"),
      ("2026-01-01T00:00:42.5Z", "2026-01-01T00:00:42.500000Z"),
      ("2026-01-01T00:00:42.000001Z", "2026-01-01T00:00:42.000001Z"),
      ("2026-01-01T00:00:42.000000Z", "2026-01-01T00:00:42Z"),
      ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
      ("1970-01-01T05:30:00+05:30", "1970-01-01T00:00:00Z"),
      ("1969-12-31T16:00:00-08:00", "1970-01-01T00:00:00Z"),
      ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
      ("2024-02-29T12:00:00-00:00", "2024-02-29T12:00:00Z"),
      ("2000-02-29T23:59:59-23:59", "2000-03-01T23:58:59Z"),
    ])
  func reads(text: String, printed: String) throws {
    #expect(try Instant(rfc3339: text).text == printed)
  }

  @Test(
    "what is no time is refused, with what was found",
    arguments: [
      ("", .malformed(position: 0)), ("2026-01-01", .malformed(position: 10)),
      ("2026-01-01T00:00:00", .missingOffset), ("2026-01-01T00:00:00.5", .missingOffset),
      ("2026-1-01T00:00:00Z", .malformed(position: 6)),
      ("26-01-01T00:00:00Z", .malformed(position: 2)),
      ("2026-01-01T00:00Z", .malformed(position: 16)),
      ("2026-01-01T00:00:00.Z", .malformed(position: 20)),
      ("2026-01-01T00:00:00Zx", .malformed(position: 20)),
      ("2026-01-01T00:00:00+0800", .malformed(position: 22)),
      ("2026-01-01T00:00:00+08:00x", .malformed(position: 25)),
      ("2026-01-01T00:00:00 Z", .malformed(position: 19)),
      ("2026-13-01T00:00:00Z", .month(13)), ("2026-00-01T00:00:00Z", .month(0)),
      ("2026-02-29T00:00:00Z", .day(29, daysInMonth: 28)),
      ("1900-02-29T00:00:00Z", .day(29, daysInMonth: 28)),
      ("2026-04-31T00:00:00Z", .day(31, daysInMonth: 30)),
      ("2026-04-00T00:00:00Z", .day(0, daysInMonth: 30)),
      ("2026-01-01T24:00:00Z", .hour(24)), ("2026-01-01T00:60:00Z", .minute(60)),
      ("2026-01-01T00:00:61Z", .second(61)), ("2016-12-31T23:59:60Z", .leapSecond),
      ("2026-01-01T00:00:00+24:00", .offset(hours: 24, minutes: 0)),
      ("2026-01-01T00:00:00+08:60", .offset(hours: 8, minutes: 60)),
      ("2026-01-01T00:00:00.1234567Z", .tooFine(decimals: 7)),
      ("0000-01-01T00:00:00Z", .outOfRange),
      ("1969-12-31T23:59:59.999999Z", .outOfRange), ("1970-01-01T00:00:00+00:01", .outOfRange),
      ("9999-12-31T23:59:59-00:01", .outOfRange),
    ] as [(String, InstantError)])
  func refuses(text: String, error: InstantError) {
    #expect(throws: error) { try Instant(rfc3339: text) }
  }

  @Test("every day from 1970 to 9999 is counted like a calendar on the wall")
  func everyDay() throws {
    var (year, month, day) = (1970, 1, 1)
    var count: UInt64 = 0
    while year < 10_000 {
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      if day == 1 || day == lengths[month - 1] {
        let instant = try Instant(
          localYear: year, month: month, day: day, hour: 0, minute: 0, offsetSeconds: 0)
        try #require(instant.microseconds == count * 86_400_000_000)
        try #require(try Instant(rfc3339: instant.text) == instant)
      }
      count += 1
      day += 1
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(count * 86_400_000_000 == Limits.instantMax + 1)
  }

  @Test("an instant past the last microsecond of 9999 is none")
  func limit() {
    #expect(Instant(microseconds: Limits.instantMax) != nil)
    #expect(Instant(microseconds: Limits.instantMax + 1) == nil)
  }
}
