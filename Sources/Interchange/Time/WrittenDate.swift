/// A date, and perhaps a time of day, as people in China write it: `2026年1月6日 8:30`, `2026.1.6 8:30`,
/// `2026年1月6日8时30分`; also `2026/1/6` and `2026-01-06` without an hour.
///
/// Looked at only where a text is no time in the common forms, so that those cost nothing more.
struct WrittenDate {
  /// `YYYY-M-D`, and ` H:MM[:SS]` where an hour was written.
  private(set) var plain: String
  private(set) var hasHour = false
  /// The most bytes that such a text has, with some to spare.
  static let sizeBytesMax = 64

  /// Reads the bytes of a text.
  init?(_ text: Span<UInt8>) {
    var bytes: [UInt8] = []
    for position in text.indices { bytes.append(text[position]) }
    self.init(String(decoding: bytes, as: UTF8.self))
  }

  /// Nil for anything else; nothing is guessed at.
  init?(_ text: String) {
    var rest = Substring(text)
    guard let year = WrittenDate.number(&rest, 4...4), let first = rest.popFirst(),
      "年./-".contains(first), let month = WrittenDate.number(&rest, 1...2),
      let second = rest.popFirst(), second == (first == "年" ? "月" : first),
      let day = WrittenDate.number(&rest, 1...2)
    else { return nil }
    if first == "年", let mark = rest.first, "日号".contains(mark) { rest.removeFirst() }
    plain = "\(year)-\(month)-\(day)"
    if rest.first == "T" { rest.removeFirst() } else { rest = rest.drop { $0 == " " } }
    guard !rest.isEmpty else { return }
    guard let hour = WrittenDate.number(&rest, 1...2), let mark = rest.popFirst(),
      ":时点".contains(mark), let minute = WrittenDate.number(&rest, 2...2)
    else { return nil }
    plain += " \(hour):\(minute)"
    hasHour = true
    if mark != ":", rest.first == "分" { rest.removeFirst() }
    guard !rest.isEmpty else { return }
    if mark == ":" {
      guard rest.popFirst() == ":" else { return nil }
    }
    guard let seconds = WrittenDate.number(&rest, 2...2) else { return nil }
    if mark != ":", rest.first == "秒" { rest.removeFirst() }
    guard rest.isEmpty else { return nil }
    plain += ":\(seconds)"
  }

  private static func number(_ rest: inout Substring, _ digits: ClosedRange<Int>) -> Substring? {
    let number = rest.prefix { ("0"..."9").contains($0) }
    guard digits.contains(number.count) else { return nil }
    rest = rest[number.endIndex...]
    return number
  }
}
