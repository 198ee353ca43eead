public import Custody
public import LedgerFormat

/// How a finding stands in the closed loop of 发现 → 签收 → 说明 → 关闭.
public enum AlertState: String, Hashable, Sendable, CaseIterable {
  /// Nobody did anything about it.
  case open
  case acknowledged
  case explained
  case closed
  /// Its cause came back after it was closed.
  case reopened
  /// Its cause went away by itself.
  case ended

  /// True where somebody still has to do something.
  public var isOpen: Bool { self != .closed && self != .ended }
}

/// A finding, and what was done about it.
public struct Alert: Sendable {
  public let finding: Finding
  /// In the ledger's order.
  public let handlings: [HandlingEntry]
  public let state: AlertState

  /// Joins a finding with its handlings.
  ///
  /// Closed is closed until an entry after the closing is a cause of the finding again.
  public init(_ finding: Finding, handlings: [HandlingEntry]) {
    self.finding = finding
    self.handlings = handlings
    guard let last = handlings.last else {
      state = finding.ended == nil ? .open : .ended
      return
    }
    switch last.action {
    case .close: state = finding.lastIndex > last.index ? .reopened : .closed
    case _ where finding.ended != nil: state = .ended
    case .explain: state = .explained
    case .acknowledge: state = .acknowledged
    }
  }

  /// True where the term ran out and it is not done.
  public func isOverdue(at time: Instant) -> Bool {
    finding.done == nil && finding.ended == nil && (finding.due.map { $0 <= time } ?? false)
  }
}

/// Which alerts are wanted; nil means any.
public struct AlertFilter: Sendable {
  public var party: Identifier?
  public var rule: String?
  public var level: FindingLevel?
  /// The mildest severity.
  public var severity = Severity.info
  public var isOpenOnly = false

  public init() {}

  public func covers(_ alert: Alert) -> Bool {
    let finding = alert.finding
    if let party, finding.party != party, !finding.others.contains(party) { return false }
    if let rule, finding.rule.id != rule { return false }
    if let level, finding.level != level { return false }
    return finding.severity >= severity && (!isOpenOnly || alert.state.isOpen)
  }
}

extension FindingsEngine {
  /// The alerts as of a time, the gravest first.
  public func alerts(asOf time: Instant, _ filter: AlertFilter = AlertFilter()) -> [Alert] {
    findings(asOf: time).lazy.map { finding in
      Alert(finding, handlings: self.handlings.entries(of: finding.id))
    }.filter(filter.covers)
  }
}
