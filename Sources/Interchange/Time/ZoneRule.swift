internal import Custody

/// The rule by which a zone's offsets go on after its last recorded change.
///
/// Source: POSIX.1-2017, Base Definitions §8.3 (`TZ`), with the hours from -167 to 167 of RFC 8536
/// §3.3.1; `CST-8` or `EST5EDT,M3.2.0,M11.1.0`.
struct ZoneRule {
  /// A day of every year and a time on it.
  private enum Day {
    /// The `week`th (5: the last) of a weekday (0: Sunday) in a month.
    case weekday(month: Int, week: Int, weekday: Int)
    /// 1 to 365; 29 February is never counted.
    case withoutLeapDay(Int)
    /// 0 to 365; 29 February is counted.
    case withLeapDay(Int)
  }

  private struct Change {
    var day: Day
    /// Seconds from the day's start, as the wall clock shows them before the change.
    var seconds = 7_200
  }

  private var text: ArraySlice<UInt8>
  private var standardOffset = 0
  /// The other half of the year; nil where the offset never changes.
  private var summer: (offset: Int, start: Change, end: Change)?

  /// Reads a rule; nil for what is none.
  init?(_ bytes: [UInt8]) {
    text = bytes[...]
    guard skipName(), let standard = readSeconds(hoursMax: 24) else { return nil }
    standardOffset = -standard
    if text.isEmpty { return }
    guard skipName() else { return nil }
    var offset = standardOffset + 3_600
    if text.first != UInt8(ascii: ",") {
      guard let written = readSeconds(hoursMax: 24) else { return nil }
      offset = -written
    }
    guard let start = readChange(), let end = readChange(), text.isEmpty else { return nil }
    summer = (offset, start, end)
  }

  /// Appends the spans from the last one on to the end of the year 9999.
  func appendSpans(to spans: inout [LocalTimeZone.OffsetSpan]) {
    guard let last = spans.last else { return }
    guard let summer else {
      if last.offsetSeconds != standardOffset && last.start == .min {
        spans = [LocalTimeZone.OffsetSpan(start: .min, offsetSeconds: standardOffset)]
      }
      return
    }
    let firstYear = max(1970, 1970 + Int(max(last.start, 0) / 31_556_952) - 1)
    for year in firstYear...9_999 {
      let start = moment(of: summer.start, year: year, offset: standardOffset)
      let end = moment(of: summer.end, year: year, offset: summer.offset)
      let changes = [(start, summer.offset), (end, standardOffset)].sorted { $0.0 < $1.0 }
      for (moment, offset) in changes where moment > last.start {
        spans.append(LocalTimeZone.OffsetSpan(start: moment, offsetSeconds: offset))
      }
    }
  }

  /// When a change comes in a year, the wall clock being `offset` seconds ahead of UTC before it.
  private func moment(of change: Change, year: Int, offset: Int) -> Int64 {
    let firstDay = CivilDate.days(year: year, month: 1, day: 1)
    let day: Int64
    switch change.day {
    case .withLeapDay(let number): day = firstDay + Int64(number)
    case .withoutLeapDay(let number):
      day = firstDay + Int64(number - 1 + (CivilDate.isLeap(year) && number >= 60 ? 1 : 0))
    case .weekday(let month, let week, let weekday):
      let monthStart = CivilDate.days(year: year, month: month, day: 1)
      // 1 January 1970 was a Thursday, weekday 4.
      let startWeekday = Int((monthStart + 4) % 7)
      let first = monthStart + Int64((weekday - startWeekday + 7) % 7)
      let dayCount = CivilDate.dayCount(ofMonth: month, year: year) ?? 31
      let wanted = first + Int64(7 * (week - 1))
      day = wanted < monthStart + Int64(dayCount) ? wanted : wanted - 7
    }
    return day * 86_400 + Int64(change.seconds - offset)
  }
}

// MARK: Reading

extension ZoneRule {
  private mutating func skipName() -> Bool {
    let isQuoted = text.first == UInt8(ascii: "<")
    let rest: ArraySlice<UInt8>
    if isQuoted {
      guard let end = text.firstIndex(of: UInt8(ascii: ">")) else { return false }
      rest = text[(end + 1)...]
    } else {
      rest = text.drop { byte in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
    }
    guard rest.startIndex - text.startIndex >= 3 else { return false }
    text = rest
    return true
  }

  private mutating func take(_ letter: Unicode.Scalar) -> Bool {
    guard text.first == UInt8(ascii: letter) else { return false }
    text.removeFirst()
    return true
  }

  private mutating func readNumber(_ range: ClosedRange<Int>) -> Int? {
    var number = 0
    var digitCount = 0
    while let byte = text.first, (0x30...0x39).contains(byte), digitCount < 4 {
      number = number * 10 + Int(byte) - 0x30
      digitCount += 1
      text.removeFirst()
    }
    return digitCount > 0 && range.contains(number) ? number : nil
  }

  /// Reads `[+-]hh[:mm[:ss]]` as seconds.
  private mutating func readSeconds(hoursMax: Int) -> Int? {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard let hours = readNumber(0...hoursMax) else { return nil }
    var seconds = hours * 3_600
    if take(":") {
      guard let minutes = readNumber(0...59) else { return nil }
      seconds += minutes * 60
      if take(":") {
        guard let rest = readNumber(0...59) else { return nil }
        seconds += rest
      }
    }
    return isNegative ? -seconds : seconds
  }

  /// Reads `,M3.2.0`, `,J60` or `,59`, each with or without `/time`.
  private mutating func readChange() -> Change? {
    guard take(","), let day = readDay() else { return nil }
    guard take("/") else { return Change(day: day) }
    guard let seconds = readSeconds(hoursMax: 167) else { return nil }
    return Change(day: day, seconds: seconds)
  }

  private mutating func readDay() -> Day? {
    if take("M") {
      guard let month = readNumber(1...12), take("."), let week = readNumber(1...5), take("."),
        let weekday = readNumber(0...6)
      else { return nil }
      return .weekday(month: month, week: week, weekday: weekday)
    }
    if take("J") { return readNumber(1...365).map { number in .withoutLeapDay(number) } }
    return readNumber(0...365).map { number in .withLeapDay(number) }
  }
}
