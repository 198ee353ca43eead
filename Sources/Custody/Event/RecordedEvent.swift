/// An event as the ledger recorded it.
public struct RecordedEvent: Equatable, Sendable {
  /// Its entry's place in the ledger, from 0.
  public var index: UInt64
  /// The clock of the ledger when it was recorded.
  public var recordedAt: Instant
  public var event: Event

  public init(index: UInt64, recordedAt: Instant, event: Event) {
    self.index = index
    self.recordedAt = recordedAt
    self.event = event
  }
}
