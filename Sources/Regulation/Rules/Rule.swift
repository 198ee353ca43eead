public import Custody

/// What happens where a rule is broken.
public enum Severity: String, Comparable, Hashable, Sendable, CaseIterable {
  /// The event is not recorded.
  case refuse
  /// It is recorded, and a finding is raised.
  case warn
  /// It is worth knowing.
  case info

  /// Orders from the mildest to the gravest.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warn: 1
    case .refuse: 2
    }
  }
}

/// How grave a finding is: 红橙黄蓝.
public enum FindingLevel: String, Comparable, Hashable, Sendable, CaseIterable {
  case red, orange, yellow, blue

  /// Orders from the mildest to the gravest.
  public static func < (left: FindingLevel, right: FindingLevel) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .blue: 0
    case .yellow: 1
    case .orange: 2
    case .red: 3
    }
  }
}

/// What an event does that needs a licence.
public enum LicensedAct: String, Hashable, Sendable, CaseIterable {
  /// Makes a lot by `produce` or `react`.
  case produce
  /// Sells, or consigns to another.
  case sell
  /// Consumes, or takes as an input of `react`.
  case use
  /// Loads or accepts a consignment.
  case carry
  /// Loads with this vehicle.
  case drive
  /// Buys.
  case purchase
  /// Disposes of.
  case dispose
}

/// A rule of a pack: what to look for, since when, how strictly, and by which law.
public final class Rule: Sendable {
  /// Unique in its pack at any time; several with one id hold one after another.
  public let id: String
  public let check: RuleCheck
  public let severity: Severity
  public let level: FindingLevel
  /// The law, regulation or standard, with its edition.
  public let instrument: String
  public let article: String
  /// The first day that it holds, and the first that it holds no more; nil where it still does.
  public let validFrom: CalendarDay
  public let validUntil: CalendarDay?
  public let confidence: Confidence
  public let parameters: RuleParameters
  /// The words of the parameters, ready to be looked for.
  let words: RuleWords
  /// The sentence, with facts in braces.
  public let chinese: RuleText
  public let english: RuleText
  /// Where the rule begins in its pack.
  public let line: Int

  let from: Instant
  let until: Instant?

  init(_ draft: RuleDraft, offsetSeconds: Int) throws(RulePackError) {
    id = draft.id
    line = draft.line
    check = try draft.check()
    severity = try draft.word("severity", Severity.self)
    level = try draft.word("level", FindingLevel.self)
    instrument = try draft.text("instrument")
    article = try draft.text("article")
    validFrom = try draft.day("from")
    validUntil = try draft.dayIfAny("until")
    confidence = try draft.word("confidence", Confidence.self)
    chinese = try draft.sentence("zh")
    english = try draft.sentence("en")
    parameters = try RuleParameters(draft, check: check)
    words = RuleWords(parameters.words)
    from = validFrom.start(offsetSeconds: offsetSeconds)
    until = validUntil?.start(offsetSeconds: offsetSeconds)
    if let validUntil, validUntil <= validFrom {
      throw RulePackError(line: draft.line(of: "until"), .emptyValidity(rule: id))
    }
    if severity == .refuse, confidence == .c {
      throw RulePackError(line: draft.line(of: "severity"), .unverifiedRefusal(rule: id))
    }
    if severity == .refuse, !check.mayRefuse {
      throw RulePackError(
        line: draft.line(of: "severity"), .cannotRefuse(rule: id, check: check))
    }
  }

  /// True where the rule holds at `time`.
  public func holds(at time: Instant) -> Bool {
    time >= from && until.map { time < $0 } ?? true
  }

  /// True where both hold at some time.
  func overlaps(_ other: Rule) -> Bool {
    (other.until.map { from < $0 } ?? true) && (until.map { other.from < $0 } ?? true)
  }
}
