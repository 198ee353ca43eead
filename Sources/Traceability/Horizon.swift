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

  /// True when the entry is part of the history: recorded within the size, of the time or before.
  ///
  /// A correction is shown whenever it was made, for it changes what counts at any time.
  public func covers(_ recorded: RecordedEvent) -> Bool {
    if let size, recorded.index >= size { return false }
    if let time, recorded.event.time > time { return recorded.isCorrection }
    return true
  }

  /// What of a history was recorded within the size.
  public func known(_ history: LotHistory) -> LotHistory {
    guard let size, let last = history.last, last.index >= size else { return history }
    return history.filter { $0.index < size }
  }

  /// What of a history counts: as corrected within the size, of the time or before.
  public func counting(_ history: LotHistory) -> [RecordedEvent] {
    let counting = CorrectionOverlay.counting(known(history))
    guard let time else { return counting }
    return counting.filter { $0.event.time <= time }
  }
}
