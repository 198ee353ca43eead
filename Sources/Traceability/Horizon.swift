public import Custody

/// How far a trace looks: at the first entries of the ledger, at what had happened by a moment, or both.
public struct Horizon: Hashable, Sendable {
  /// How many entries count, from the first: the ledger as it was known then; nil is all.
  public var size: UInt64?
  /// The latest `time` of an event that counts, folded in the ledger's order all the same; nil is all.
  public var time: Instant?

  /// Everything that the ledger knows, unless told less.
  public init(size: UInt64? = nil, time: Instant? = nil) {
    self.size = size
    self.time = time
  }

  /// True when the event counts.
  public func covers(_ recorded: RecordedEvent) -> Bool {
    if let size, recorded.index >= size { return false }
    if let time, recorded.event.time > time { return false }
    return true
  }
}
