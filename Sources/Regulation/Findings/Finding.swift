public import Custody
public import LedgerFormat

/// An event that a finding rests on.
public struct Cause: Hashable, Sendable {
  /// Its entry; nil where it is not recorded, as on the way in.
  public let index: UInt64?
  public let party: Identifier
  public let id: Identifier

  init(_ recorded: RecordedEvent) {
    index = recorded.index
    party = recorded.event.party
    id = recorded.event.id
  }

  init(_ event: Event, index: UInt64?) {
    self.index = index
    party = event.party
    id = event.id
  }
}

/// What a rule found: what should not be, or should have been and is not.
public struct Finding: Sendable {
  /// Follows from the cause; see `FindingID`.
  public let id: FindingID
  public let rule: Rule
  /// True where the register or the tables do not decide: 需核实, which never refuses or warns.
  public var isUnverified = false
  /// Whose it is to answer.
  public var party: Identifier
  /// Who else has to do with it.
  public var others: [Identifier] = []
  public var lots: [LotID] = []
  public var site: Identifier?
  public var consignment: Identifier?
  public var vehicle: Identifier?
  public var facts: [Fact: FactText] = [:]
  /// The events that it rests on, the newest last.
  public var causes: [Cause] = []
  /// When it came to be, as reported.
  public var since: Instant
  /// When what should be done is due; nil where there is no term.
  public var due: Instant?
  /// When it was done, late; nil where it is not.
  public var done: Instant?
  /// When its cause went away by itself; nil while it stands. An event that happened stays.
  public var ended: Instant?
  /// How often its cause came to be.
  public var occurrences = 1
  /// Takes the place of the rule's own level, where the finding has one of its own.
  public var ownLevel: FindingLevel?

  init(_ rule: Rule, cause: [String], party: Identifier, since: Instant) {
    id = FindingID(rule: rule.id, cause: cause)
    self.rule = rule
    self.party = party
    self.since = since
  }

  /// The rule's severity, or `info` where it is to be verified.
  public var severity: Severity { rule.severity(isUnverified: isUnverified) }

  public var level: FindingLevel { isUnverified ? .blue : ownLevel ?? rule.level }

  /// The newest entry that it rests on.
  public var lastIndex: UInt64 { causes.lazy.compactMap(\.index).max() ?? 0 }

  /// The sentence in Chinese.
  public var chinese: String {
    rule.chinese.filled { facts[$0]?.chinese } + (isUnverified ? "(需核实)" : "")
  }

  /// The sentence in English.
  public var english: String {
    rule.english.filled { facts[$0]?.english } + (isUnverified ? " (to be verified)" : "")
  }

  /// Orders the gravest first, then the oldest, then by id.
  public static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    if left.level != right.level { return left.level > right.level }
    if left.since != right.since { return left.since < right.since }
    return left.id < right.id
  }
}
