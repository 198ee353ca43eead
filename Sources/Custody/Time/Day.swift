/// A day of the calendar, as documents name it; ordered by time.
public struct Day: Hashable, Sendable {
  /// Year, month and day as one number: 20260501.
  public let number: UInt64

  /// Takes a number such as 20260501; nil for a day that is not in the calendar of 1900 to 9999.
  public init?(number: UInt64) {
    guard (1900_01_01...9999_12_31).contains(number) else { return nil }
    let (year, month, day) = (Int(number / 10_000), Int(number / 100 % 100), Int(number % 100))
    guard let dayCount = CivilDate.dayCount(ofMonth: month, year: year),
      (1...dayCount).contains(day)
    else { return nil }
    self.number = number
  }

  /// Reads `2026-05-01`, also with `/`, `.` or 年月日, and one digit for month and day; nil otherwise.
  public init?(_ text: String) {
    var parts: [UInt64] = []
    var digits = 0
    var number: UInt64 = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9":
        number = number * 10 + UInt64(scalar.value - 0x30)
        digits += 1
        guard digits <= 4 else { return nil }
      case "-", "/", ".", "年", "月":
        guard digits > 0, parts.count < 2 else { return nil }
        parts.append(number)
        (number, digits) = (0, 0)
      case "日" where parts.count == 2 && digits > 0 && text.unicodeScalars.last == scalar: break
      default: return nil
      }
    }
    guard parts.count == 2, (1...2).contains(digits), parts[0] >= 1900, parts[1] <= 12 else {
      return nil
    }
    self.init(number: parts[0] * 10_000 + parts[1] * 100 + number)
  }

  /// The day that it is in China (UTC+8 all the year), whose law the documents are of.
  public init(inChina instant: Instant) {
    let days = (instant.microseconds / 1_000_000 + 8 * 3_600) / 86_400
    let date = CivilDate.date(days: Int64(days))
    number = UInt64(date.year) * 10_000 + UInt64(date.month) * 100 + UInt64(date.day)
  }

  /// The days since 1970-01-01, negative before.
  public var days: Int64 {
    CivilDate.days(
      year: Int(number / 10_000), month: Int(number / 100 % 100), day: Int(number % 100))
  }

  /// `2026-05-01`.
  public var text: String {
    let digits = Array(String(number))
    return String(digits[0..<4]) + "-" + String(digits[4..<6]) + "-" + String(digits[6..<8])
  }
}

extension Day: Comparable, CustomStringConvertible {
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
  public var description: String { text }
}
