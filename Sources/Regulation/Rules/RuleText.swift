/// A fact that a sentence of a rule may name, in braces.
public enum Fact: String, Hashable, Sendable, CaseIterable {
  case party, other, lot, quantity, expected, difference, consignment, vehicle, site, place
  case chemical, cas, un
  case hazardClass = "class"
  case first, second, licence, number, scope, cause
  case time, due, elapsed, limit, ratio, hazard, level, field, event
}

/// A sentence with facts in braces, such as `{party} lost {quantity} of {lot}`.
public struct RuleText: Equatable, Sendable {
  enum Part: Equatable, Sendable {
    case words(String)
    case fact(Fact)
  }

  /// As the pack writes it.
  public let source: String
  let parts: [Part]

  /// - Throws: the text in braces that is no fact, or the brace that is not closed.
  init(_ source: String) throws(UnknownFact) {
    var parts: [Part] = []
    // By bytes, for braces are ASCII and sentences are not.
    let bytes = source.utf8.span
    var start = 0
    while let open = bytes.firstPosition(of: UInt8(ascii: "{"), from: start) {
      if open > start { parts.append(.words(source.part(start..<open))) }
      guard let close = bytes.firstPosition(of: UInt8(ascii: "}"), from: open + 1) else {
        throw UnknownFact(text: source.part(open + 1..<bytes.count))
      }
      let name = source.part(open + 1..<close)
      guard let fact = Fact(rawValue: name) else { throw UnknownFact(text: name) }
      parts.append(.fact(fact))
      start = close + 1
    }
    if start < bytes.count { parts.append(.words(source.part(start..<bytes.count))) }
    self.source = source
    self.parts = parts
  }

  struct UnknownFact: Error, Equatable { var text: String }

  /// The sentence with its facts; a fact that is not known is `—`.
  public func filled(_ value: (Fact) -> String?) -> String {
    parts.map { part in
      switch part {
      case .words(let words): words
      case .fact(let fact): value(fact) ?? "—"
      }
    }.joined()
  }
}

/// A fact's value; most are the same in both languages.
public struct FactText: Equatable, Sendable, ExpressibleByStringInterpolation {
  public let chinese: String
  public let english: String

  public init(zh chinese: String, en english: String) {
    self.chinese = chinese
    self.english = english
  }

  public init(_ text: String) { (chinese, english) = (text, text) }

  public init(stringLiteral text: String) { self.init(text) }
}

extension String {
  /// The text of some of the bytes.
  fileprivate func part(_ range: Range<Int>) -> String {
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return String(self[start..<utf8.index(start, offsetBy: range.count)])
  }

  /// The parts between all bytes of one kind, without the empty ones; by bytes, for characters would be made first.
  func parts(between separator: UInt8) -> [String] {
    utf8.split(separator: separator).map { String(Substring($0)) }
  }
}

extension Span<UInt8> {
  /// Where a byte comes next; nil where it does not.
  fileprivate func firstPosition(of wanted: UInt8, from start: Int) -> Int? {
    for position in start..<count where self[position] == wanted { return position }
    return nil
  }
}
