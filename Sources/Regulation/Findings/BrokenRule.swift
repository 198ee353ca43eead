/// A rule that refused an event: what it is, whose it is, and what it says.
public struct BrokenRule: Error, Equatable, Sendable {
  public let rule: String
  public let instrument: String
  public let article: String
  public let chinese: String
  public let english: String

  public init(_ finding: Finding) {
    rule = finding.rule.id
    instrument = finding.rule.instrument
    article = finding.rule.article
    chinese = finding.chinese
    english = finding.english
  }
}
