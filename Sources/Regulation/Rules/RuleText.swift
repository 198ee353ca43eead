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
    var rest = source.utf8[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
      if open > rest.startIndex { parts.append(.words(String(Substring(rest[..<open])))) }
      let behind = rest[rest.index(after: open)...]
      guard let close = behind.firstIndex(of: UInt8(ascii: "}")) else {
        throw UnknownFact(text: String(Substring(behind)))
      }
      let name = String(Substring(behind[..<close]))
      guard let fact = Fact(rawValue: name) else { throw UnknownFact(text: name) }
      parts.append(.fact(fact))
      rest = behind[behind.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.words(String(Substring(rest)))) }
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
