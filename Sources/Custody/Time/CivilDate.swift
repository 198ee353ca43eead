/// Days of the proleptic Gregorian calendar, counted from 1970-01-01.
///
/// The calendar repeats every 400 years, which are 146,097 days. Years are taken to begin in March, so
/// that the leap day comes last and the months before a month have 153 days in every five.
/// Source: Richards, "Mapping time", 1998, chapter 25; tests compare it with a day-by-day count.
public enum CivilDate {
  private static let daysPerEra: Int64 = 146_097
  /// From 0000-03-01 to 1970-01-01.
  private static let daysToEpoch: Int64 = 719_468

  /// How many days a month has; nil for a month that there is not.
  public static func dayCount(ofMonth month: Int, year: Int) -> Int? {
    switch month {
    case 1, 3, 5, 7, 8, 10, 12: 31
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    default: nil
    }
  }

  /// True for a year with a 29 February.
  public static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  /// The days from 1970-01-01 to a date of the years 0 to 9999; negative before it.
  public static func days(year: Int, month: Int, day: Int) -> Int64 {
    let monthFromMarch = Int64((month + 9) % 12)
    let yearFromMarch = Int64(year) - (month <= 2 ? 1 : 0)
    let era = (yearFromMarch >= 0 ? yearFromMarch : yearFromMarch - 399) / 400
    let yearOfEra = yearFromMarch - era * 400
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
    let leapDays = yearOfEra / 4 - yearOfEra / 100
    return era * daysPerEra + yearOfEra * 365 + leapDays + dayOfYear - daysToEpoch
  }

  /// The date that is `days` after 1970-01-01, for days that are not negative.
  static func date(days: Int64) -> (year: Int, month: Int, day: Int) {
    let shifted = days + daysToEpoch
    let era = shifted / daysPerEra
    let dayOfEra = shifted - era * daysPerEra
    let leapDays = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / (daysPerEra - 1)
    let yearOfEra = (dayOfEra - leapDays) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(day))
  }
}
