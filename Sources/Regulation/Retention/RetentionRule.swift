public import Custody
public import LedgerFormat

/// How long a kind of record must be kept, by which law.
public struct RetentionRule: Equatable, Sendable {
  /// How long, from the event's own time.
  public enum Period: Equatable, Sendable {
    case months(Int)
    case permanent
  }

  /// Which events a rule is about.
  public enum Scope: Equatable, Sendable {
    /// All events of these kinds.
    case kinds([BodyKind])
    /// Events of these kinds with a lot of a chemical on one of these lists.
    case flagged([BodyKind], [ChemicalRecord.Flag])
    /// Events of these kinds with a lot that is waste.
    case waste([BodyKind])
    /// Disposals of waste into a landfill.
    case landfill
  }

  /// Stable, for scripts: `waybill`.
  public let id: String
  public let record: (chinese: String, english: String)
  public let scope: Scope
  public let period: Period
  /// The instrument, and its article where one was read.
  public let law: (chinese: String, english: String)
  public let article: String?
  public let confidence: Confidence

  init(
    _ id: String, _ record: (String, String), _ scope: Scope, _ period: Period,
    _ law: (String, String), article: String?, _ confidence: Confidence
  ) {
    self.id = id
    self.record = record
    self.scope = scope
    self.period = period
    self.law = law
    self.article = article
    self.confidence = confidence
  }

  public static func == (left: RetentionRule, right: RetentionRule) -> Bool { left.id == right.id }

  /// The last day on which the record of an event at `time` must be kept; nil for ever.
  public func lastDay(of time: Instant) -> Day? {
    guard case .months(let months) = period else { return nil }
    return Day(inChina: time).adding(months: months)
  }
}

extension Day {
  /// The same day of the month so many months later, or the month's last.
  func adding(months: Int) -> Day? {
    let (year, month, day) = (Int(number / 10_000), Int(number / 100 % 100), Int(number % 100))
    let all = year * 12 + month - 1 + months
    let (newYear, newMonth) = (all / 12, all % 12 + 1)
    guard let dayCount = CivilDate.dayCount(ofMonth: newMonth, year: newYear) else { return nil }
    return Day(number: UInt64(newYear * 10_000 + newMonth * 100 + min(day, dayCount)))
  }
}
