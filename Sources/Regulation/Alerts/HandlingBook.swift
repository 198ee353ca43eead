public import Custody
public import LedgerFormat

/// What was done about a finding, as an entry of the ledger says it.
public struct HandlingEntry: Equatable, Sendable {
  public let index: UInt64
  public let time: Instant
  public let recordedAt: Instant
  public let party: Identifier
  public let action: Handling.Action
  public let document: Identifier?
  public let note: String?
}

/// All handlings, by finding, in the ledger's order.
public struct HandlingBook: Sendable {
  private var entries: [Identifier: [HandlingEntry]] = [:]

  init() {}

  mutating func append(_ handling: Handling, _ recorded: RecordedEvent) {
    entries[handling.finding, default: []].append(
      HandlingEntry(
        index: recorded.index, time: recorded.event.time, recordedAt: recorded.recordedAt,
        party: recorded.event.party, action: handling.action, document: recorded.event.document,
        note: recorded.event.note))
  }

  /// What was done about a finding, in the ledger's order.
  public func entries(of finding: FindingID) -> [HandlingEntry] {
    entries[Identifier(finding.text)] ?? []
  }
}
