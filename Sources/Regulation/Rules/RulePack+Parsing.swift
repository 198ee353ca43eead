internal import Custody

/// The text of a rule pack; the page on rules describes it.
///
/// | line | says |
/// |---|---|
/// | `hazledger-rules v1` | first |
/// | `name TEXT`, `edition TEXT` | what it is called |
/// | `offset +08:00` | whose days its dates are |
/// | `holiday DAY[..DAY]`, `workday DAY[..DAY]` | the calendar, any number of times |
/// | `group NAME cas:NUMBER… label:LABEL…` | chemicals that rules name |
/// | `rule ID` | begins a rule; its own words follow, one a line |
///
/// Blank lines and lines that begin with `#` say nothing; indentation says nothing.
extension RulePack {
  /// Reads a pack; strict: what is not known is an error, in its line.
  public init(_ bytes: Span<UInt8>) throws(RulePackError) {
    guard bytes.count <= RulePack.sizeBytesMax else {
      throw RulePackError(
        line: 1, .tooLarge(sizeBytes: bytes.count, sizeBytesMax: RulePack.sizeBytesMax))
    }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for position in bytes.indices { text.append(bytes[position]) }
    guard let valid = String(validating: text, as: UTF8.self) else {
      throw RulePackError(line: RulePack.lineOfFlaw(text), .notUTF8)
    }
    try self.init(valid)
  }

  public init(_ text: String) throws(RulePackError) {
    var reader = RulePackReader()
    var number = 0
    // By scalars: a carriage return and a line feed are one character.
    for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      try reader.read(Substring(line), number)
    }
    self = try reader.pack()
  }

  /// The first line that is not UTF-8.
  private static func lineOfFlaw(_ bytes: [UInt8]) -> Int {
    var line = 1
    for part in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if String(validating: part, as: UTF8.self) == nil { return line }
      line += 1
    }
    return 1
  }
}

/// Reads a pack line by line.
private struct RulePackReader {
  private static let headWords = [
    "name", "edition", "offset", "holiday", "workday", "group", "rule",
  ]

  private var isBegun = false
  private var head: [String: String] = [:]
  private var offsetSeconds = 28_800
  private var holidays: Set<Int64> = []
  private var workdays: Set<Int64> = []
  private var groups: [ChemicalGroup] = []
  private var drafts: [RuleDraft] = []
  private var lastLine = 1

  mutating func read(_ raw: Substring, _ number: Int) throws(RulePackError) {
    lastLine = number
    var line = raw
    if number == 1, line.unicodeScalars.first == "\u{FEFF}" {
      line = Substring(line.unicodeScalars.dropFirst())
    }
    if line.unicodeScalars.last == "\r" { line = Substring(line.unicodeScalars.dropLast()) }
    for scalar in line.unicodeScalars
    where (scalar.value < 0x20 && scalar != "\t") || (0x7F...0x9F).contains(scalar.value) {
      throw RulePackError(line: number, .controlCharacter(scalar.value))
    }
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    line = line.drop(while: isBlank)
    while let last = line.last, isBlank(last) { line.removeLast() }
    if line.isEmpty || line.hasPrefix("#") { return }
    guard isBegun else {
      guard line == "hazledger-rules v1" else {
        throw RulePackError(line: number, .notAPack(found: String(line.prefix(60))))
      }
      isBegun = true
      return
    }
    let word = String(line.prefix { !isBlank($0) })
    let value = String(line.dropFirst(word.count).drop(while: isBlank))
    try read(word, value, number)
  }

  /// The pack, once all lines were read.
  func pack() throws(RulePackError) -> RulePack {
    guard isBegun else { throw RulePackError(line: 1, .notAPack(found: "")) }
    var rules: [Rule] = []
    for draft in drafts {
      let rule = try Rule(draft, offsetSeconds: offsetSeconds)
      if let other = rules.first(where: { $0.id == rule.id && $0.overlaps(rule) }) {
        throw RulePackError(line: rule.line, .overlap(rule: rule.id, otherLine: other.line))
      }
      for pair in rule.parameters.pairs {
        for name in [pair.first, pair.second] where !groups.contains(where: { $0.name == name }) {
          throw RulePackError(line: draft.lines["pairs"] ?? rule.line, .unknownGroup(name))
        }
      }
      rules.append(rule)
    }
    guard !rules.isEmpty else { throw RulePackError(line: lastLine, .noRules) }
    guard let name = head["name"], let edition = head["edition"] else {
      throw RulePackError(
        line: 1, .missing(rule: "", word: head["name"] == nil ? "name" : "edition"))
    }
    let calendar = WorkCalendar(
      offsetSeconds: offsetSeconds, holidays: holidays, workdays: workdays)
    return RulePack(
      name: name, edition: edition, calendar: calendar, groups: groups, rules: rules)
  }

  private mutating func read(
    _ word: String, _ value: String, _ line: Int
  ) throws(RulePackError) {
    if word == "rule" {
      guard RulePackReader.isName(value) else {
        throw RulePackError(line: line, .value(word: word, found: value, accepted: "a-z 0-9 -"))
      }
      drafts.append(RuleDraft(id: value, line: line))
    } else if !drafts.isEmpty {
      try drafts[drafts.count - 1].add(word, value, line: line)
    } else {
      try readHead(word, value, line)
    }
  }

  private mutating func readHead(
    _ word: String, _ value: String, _ line: Int
  ) throws(RulePackError) {
    guard RulePackReader.headWords.contains(word) else {
      throw RulePackError(line: line, .unknownWord(word, known: RulePackReader.headWords))
    }
    guard !value.isEmpty else {
      throw RulePackError(line: line, .value(word: word, found: "", accepted: "…"))
    }
    switch word {
    case "holiday": holidays.formUnion(try days(word, value, line))
    case "workday": workdays.formUnion(try days(word, value, line))
    case "group": groups.append(try group(value, line))
    default:
      guard head.updateValue(value, forKey: word) == nil else {
        throw RulePackError(line: line, .twice(word: word))
      }
      if word == "offset" { offsetSeconds = try offset(value, line) }
    }
  }

  private func offset(_ value: String, _ line: Int) throws(RulePackError) -> Int {
    // Read as the offset of a time, which has the same rule.
    do {
      let time = try Instant(rfc3339: "2000-01-02T00:00:00" + value)
      let zero = try Instant(rfc3339: "2000-01-02T00:00:00Z")
      return -Int(time.seconds(since: zero))
    } catch {
      throw RulePackError(line: line, .value(word: "offset", found: value, accepted: "+08:00"))
    }
  }

  /// A day, or the days of a range, both ends included.
  private func days(
    _ word: String, _ value: String, _ line: Int
  ) throws(RulePackError) -> Set<Int64> {
    let refusal = RulePackError(
      line: line, .value(word: word, found: value, accepted: "YYYY-MM-DD[..YYYY-MM-DD]"))
    let ends = value.split(separator: ".", omittingEmptySubsequences: true)
    guard ends.count <= 2, let first = ends.first.flatMap({ CalendarDay($0) }),
      let last = ends.last.flatMap({ CalendarDay($0) }), first <= last,
      last.number - first.number <= 366,
      value == first.text || value == "\(first.text)..\(last.text)"
    else { throw refusal }
    return Set(first.number...last.number)
  }

  private func group(_ value: String, _ line: Int) throws(RulePackError) -> ChemicalGroup {
    let words = value.split(separator: " ").map(String.init)
    var casNumbers: Set<String> = []
    var labels: Set<String> = []
    for word in words.dropFirst() {
      if word.hasPrefix("cas:"), word.utf8.count > 8 {
        casNumbers.insert(String(word.dropFirst(4)))
      } else if word.hasPrefix("label:"), word.utf8.count > 6 {
        labels.insert(String(word.dropFirst(6)))
      } else {
        throw RulePackError(
          line: line, .value(word: "group", found: word, accepted: "cas:NUMBER label:LABEL"))
      }
    }
    guard let name = words.first, RulePackReader.isName(name), words.count > 1 else {
      throw RulePackError(
        line: line, .value(word: "group", found: value, accepted: "NAME cas:NUMBER label:LABEL"))
    }
    guard !groups.contains(where: { $0.name == name }) else {
      throw RulePackError(line: line, .twice(word: "group \(name)"))
    }
    return ChemicalGroup(name: name, casNumbers: casNumbers, labels: labels)
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 60
      && text.utf8.allSatisfy {
        ($0 | 0x20) &- UInt8(ascii: "a") < 26 && $0 >= UInt8(ascii: "a")
          || $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: "-")
      }
  }
}
