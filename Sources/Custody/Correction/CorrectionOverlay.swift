/// Which events count, where some were corrected: the one place that puts corrections into effect.
///
/// A correction takes no part in the order itself. What it puts in the place of an event counts at that
/// event's place, as if it had been recorded there; what it withdraws does not count. Of several
/// corrections of one event the newest counts. Built of the entries up to some size it says what was
/// known then, built of all of them what is known now.
public struct CorrectionOverlay: Sendable {
  /// By the entry of an event, its newest correction.
  private var newest: [UInt64: RecordedEvent] = [:]
  /// By an entry whose version was corrected, the correction.
  private var successors: [UInt64: UInt64] = [:]

  /// An overlay that changes nothing.
  public init() {}

  /// Takes the corrections among `events`, which are in the ledger's order.
  public init(_ events: some Sequence<RecordedEvent>) {
    for recorded in events { add(recorded) }
  }

  /// True where nothing was corrected.
  public var isEmpty: Bool { newest.isEmpty }

  /// Takes a correction, newer than all taken before; passes over other events. Cost: constant.
  public mutating func add(_ recorded: RecordedEvent) {
    guard case .correction(let correction) = recorded.event.detail,
      let target = correction.target
    else { return }
    newest[target.index] = recorded
    successors[target.version] = recorded.index
  }

  /// What counts at the place of an event: itself, what took its place, or nothing.
  ///
  /// Nil for a correction, which has no place of its own. Cost: constant.
  public func counting(_ recorded: RecordedEvent) -> RecordedEvent? {
    if case .correction = recorded.event.detail { return nil }
    guard !newest.isEmpty, let correction = newest[recorded.index] else { return recorded }
    var counting = CorrectionOverlay.replacement(of: correction)
    // Who reported in time and corrected later was in time.
    counting?.recordedAt = recorded.recordedAt
    return counting
  }

  /// True where something else, or nothing, counts at the place of an event. Cost: constant.
  public func isCorrected(_ place: UInt64) -> Bool { !newest.isEmpty && newest[place] != nil }

  /// The correction that took the place of the version in an entry; nil where that is the newest.
  public func correction(of entry: UInt64) -> UInt64? { successors[entry] }

  /// What counts of a stream's events, in the order of their places.
  ///
  /// What was put in place from another stream is among it, at its own place.
  /// Cost: a look at each event, where none is a correction.
  /// - Parameter events: all of the stream up to some size, in the ledger's order.
  public static func counting(_ events: [RecordedEvent]) -> [RecordedEvent] {
    guard hasCorrections(events) else { return events }
    let overlay = CorrectionOverlay(events)
    var counting: [RecordedEvent] = []
    counting.reserveCapacity(events.count)
    var elsewhere = overlay.newest
    for recorded in events {
      elsewhere[recorded.index] = nil
      if let counted = overlay.counting(recorded) { counting.append(counted) }
    }
    guard !elsewhere.isEmpty else { return counting }
    counting += elsewhere.values.compactMap(replacement)
    return counting.sorted { $0.index < $1.index }
  }

  /// True where one of the events is a correction. Cost: a look at each, of which none is copied.
  public static func hasCorrections(_ events: [RecordedEvent]) -> Bool {
    for position in events.indices {
      if case .correction = events[position].event.detail { return true }
    }
    return false
  }

  /// The replacement, as recorded at the place of what it replaces.
  private static func replacement(of recorded: RecordedEvent) -> RecordedEvent? {
    guard case .correction(let correction) = recorded.event.detail,
      let replacement = correction.replacement, let target = correction.target
    else { return nil }
    return RecordedEvent(
      index: target.index, recordedAt: recorded.recordedAt, event: replacement,
      version: recorded.index)
  }
}

extension RecordedEvent {
  /// True for a correction, which has no place of its own in the order.
  public var isCorrection: Bool {
    if case .correction = event.detail { true } else { false }
  }

  /// What the entry says of the event that it first recorded or corrects: itself, the replacement, or
  /// nil where it withdraws it.
  public var statement: Event? {
    if case .correction(let correction) = event.detail { correction.replacement } else { event }
  }
}
