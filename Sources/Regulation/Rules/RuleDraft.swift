/// A rule as its lines say it, before its words are known to mean something.
struct RuleDraft {
  /// All words that a rule may have.
  private static let words =
    [
      "check", "severity", "level", "instrument", "article", "from", "until", "confidence", "zh",
      "en",
    ] + RuleParameter.allCases.map(\.rawValue)

  let id: String
  /// Where the rule begins.
  let line: Int
  /// What was said, at most once for each word: so few that looking through them is fastest.
  private var lines: [(word: String, value: String, line: Int)] = []

  init(id: String, line: Int) {
    self.id = id
    self.line = line
    lines.reserveCapacity(16)
  }

  mutating func add(_ word: String, _ value: String, line: Int) throws(RulePackError) {
    guard RuleDraft.words.contains(word) else {
      throw RulePackError(line: line, .unknownWord(word, known: RuleDraft.words))
    }
    guard self.value(of: word) == nil else {
      throw RulePackError(line: line, .twice(word: word))
    }
    lines.append((word, value, line))
  }

  /// What stands behind a word; nil where the rule does not have it.
  func value(of word: String) -> String? { lines.first { $0.word == word }?.value }

  /// The line of a word; the rule's own where it does not have it.
  func line(of word: String) -> Int { lines.first { $0.word == word }?.line ?? line }

  func text(_ word: String) throws(RulePackError) -> String {
    guard let value = value(of: word), !value.isEmpty else {
      throw RulePackError(line: line(of: word), .missing(rule: id, word: word))
    }
    return value
  }

  func check() throws(RulePackError) -> RuleCheck {
    let name = try text("check")
    guard let check = RuleCheck(name: name) else {
      let names = RuleCheck.allCases.map(\.name).joined(separator: " ")
      throw refusal(of: "check", name, accepted: names)
    }
    return check
  }

  func sentence(_ word: String) throws(RulePackError) -> RuleText {
    let source = try text(word)
    do { return try RuleText(source) } catch {
      throw RulePackError(line: line(of: word), .unknownFact(error.text))
    }
  }

  func word<Value: RawRepresentable & CaseIterable>(
    _ word: String, _ type: Value.Type
  ) throws(RulePackError) -> Value where Value.RawValue == String {
    let text = try text(word)
    guard let value = Value(rawValue: text) else {
      throw refusal(of: word, text, accepted: RuleDraft.list(of: type))
    }
    return value
  }

  func words<Value: RawRepresentable & CaseIterable>(
    _ word: String, _ type: Value.Type
  ) throws(RulePackError) -> [Value] where Value.RawValue == String {
    var values: [Value] = []
    for item in try list(word) {
      guard let value = Value(rawValue: item) else {
        throw refusal(of: word, item, accepted: RuleDraft.list(of: type))
      }
      values.append(value)
    }
    return values
  }

  func list(_ word: String) throws(RulePackError) -> [String] {
    try text(word).parts(between: UInt8(ascii: " "))
  }

  func number(_ word: String, in range: ClosedRange<Int>) throws(RulePackError) -> Int {
    let text = try text(word)
    guard text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let number = Int(text),
      range.contains(number)
    else {
      throw refusal(of: word, text, accepted: "\(range.lowerBound) – \(range.upperBound)")
    }
    return number
  }

  /// A percentage such as `0.5%`, in parts per million.
  func percentage(_ word: String) throws(RulePackError) -> Int {
    let text = try text(word)
    guard text.hasSuffix("%"), let value = Percentage.partsPerMillion(text), value <= 1_000_000
    else { throw refusal(of: word, text, accepted: "0% – 100%") }
    return value
  }

  func day(_ word: String) throws(RulePackError) -> CalendarDay {
    let text = try text(word)
    guard let day = CalendarDay(text) else { throw refusal(of: word, text, accepted: "YYYY-MM-DD") }
    return day
  }

  func dayIfAny(_ word: String) throws(RulePackError) -> CalendarDay? {
    value(of: word) == nil ? nil : try day(word)
  }

  func refusal(of word: String, _ found: String, accepted: String) -> RulePackError {
    RulePackError(
      line: line(of: word), .value(word: word, found: found, accepted: accepted))
  }

  private static func list<Value: RawRepresentable & CaseIterable>(
    of type: Value.Type
  ) -> String where Value.RawValue == String {
    type.allCases.map(\.rawValue).joined(separator: " ")
  }
}
