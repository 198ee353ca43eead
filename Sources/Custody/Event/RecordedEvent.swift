/// An event as the ledger recorded it.
public struct RecordedEvent: Equatable, Sendable {
  /// Its place in the ledger, from 0: that of its entry, or of the entry that it took the place of.
  public var index: UInt64
  /// The clock of the ledger when it was first recorded; where only a correction of it is at hand, when
  /// that was.
  public var recordedAt: Instant
  public var event: Event
  /// The entry that says so: the event's own, or the correction's that put it in its place.
  public var version: UInt64

  /// - Parameter version: nil means the entry at `index` itself.
  public init(index: UInt64, recordedAt: Instant, event: Event, version: UInt64? = nil) {
    self.index = index
    self.recordedAt = recordedAt
    self.event = event
    self.version = version ?? index
  }
}
