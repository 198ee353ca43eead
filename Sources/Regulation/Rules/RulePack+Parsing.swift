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
  ///
  /// Cost: one pass over the bytes; text is made only of what is kept.
  public init(_ bytes: Span<UInt8>) throws(RulePackError) {
    guard bytes.count <= RulePack.sizeBytesMax else {
      throw RulePackError(
        line: 1, .tooLarge(sizeBytes: bytes.count, sizeBytesMax: RulePack.sizeBytesMax))
    }
    let text: UTF8Span
    do { text = try UTF8Span(validating: bytes) } catch {
      let before = bytes.extracting(0..<error.byteOffsets.lowerBound)
      throw RulePackError(line: 1 + before.count(of: UInt8(ascii: "\n")), .notUTF8)
    }
    self = try RulePackReader.pack(of: text.span)
  }

  public init(_ text: String) throws(RulePackError) {
    self = try RulePackReader.pack(of: text.utf8.span)
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

  /// Reads a whole pack, which is UTF-8.
  static func pack(of text: Span<UInt8>) throws(RulePackError) -> RulePack {
    var reader = RulePackReader()
    var number = 1
    var start = 0
    for position in text.indices where text[position] == UInt8(ascii: "\n") {
      try reader.read(text.extracting(start..<position), number)
      start = position + 1
      number += 1
    }
    try reader.read(text.extracting(start..<text.count), number)
    return try reader.pack()
  }

  private mutating func read(_ raw: Span<UInt8>, _ number: Int) throws(RulePackError) {
    lastLine = number
    var line = raw
    if number == 1, line.hasPrefix([0xEF, 0xBB, 0xBF]) { line = line.extracting(droppingFirst: 3) }
    if let last = line.indices.last, line[last] == UInt8(ascii: "\r") {
      line = line.extracting(droppingLast: 1)
    }
    if let scalar = line.controlCharacter {
      throw RulePackError(line: number, .controlCharacter(scalar))
    }
    line = line.extracting(line.trimmed)
    if line.isEmpty || line[0] == UInt8(ascii: "#") { return }
    guard isBegun else {
      guard line.hasPrefix(Array("hazledger-rules v1".utf8)), line.count == 18 else {
        throw RulePackError(line: number, .notAPack(found: String(line.text.prefix(60))))
      }
      isBegun = true
      return
    }
    let end = line.indices.first { line[$0].isBlank } ?? line.count
    let word = line.extracting(0..<end).text
    let rest = line.extracting(droppingFirst: end)
    try read(word, rest.extracting(rest.trimmed).text, number)
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
          throw RulePackError(line: draft.line(of: "pairs"), .unknownGroup(name))
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
    let bytes = value.utf8.span
    guard bytes.count == 10 || bytes.count == 22 && value.dropFirst(10).hasPrefix(".."),
      let first = CalendarDay(bytes.extracting(first: 10)),
      let last = CalendarDay(bytes.extracting(last: 10)), first <= last,
      last.number - first.number <= 366
    else { throw refusal }
    return Set(first.number...last.number)
  }

  private func group(_ value: String, _ line: Int) throws(RulePackError) -> ChemicalGroup {
    let words = value.parts(between: UInt8(ascii: " "))
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

extension UInt8 {
  /// True for a blank and for a tabulator.
  fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

extension Span<UInt8> {
  /// The text of bytes that were found to be UTF-8.
  fileprivate var text: String {
    do { return String(copying: try UTF8Span(validating: self)) } catch {
      preconditionFailure("a part of valid UTF-8 between ASCII is valid")
    }
  }

  /// The range without the blanks at both ends.
  fileprivate var trimmed: Range<Int> {
    var (start, end) = (0, count)
    while start < end, self[start].isBlank { start += 1 }
    while end > start, self[end - 1].isBlank { end -= 1 }
    return start..<end
  }

  /// The first control character but tabulators, of C0, C1 and DEL; nil where there is none.
  fileprivate var controlCharacter: UInt32? {
    for position in indices {
      let byte = self[position]
      if byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F { return UInt32(byte) }
      // U+0080 to U+009F are C2 80 to C2 9F.
      if byte == 0xC2, self[position + 1] < 0xA0 { return UInt32(self[position + 1]) }
    }
    return nil
  }

  fileprivate func hasPrefix(_ prefix: [UInt8]) -> Bool {
    guard count >= prefix.count else { return false }
    for position in prefix.indices where self[position] != prefix[position] { return false }
    return true
  }

  fileprivate func count(of wanted: UInt8) -> Int {
    var found = 0
    for position in indices where self[position] == wanted { found += 1 }
    return found
  }
}
