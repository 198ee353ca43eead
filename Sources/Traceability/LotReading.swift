public import Custody

/// Says of each output of a recorded production whether no event but this one names it.
///
/// False where that is not certain; empty where nothing is known of any.
public typealias UntouchedOutputs = (RecordedEvent, Production) -> [Bool]

/// Reads lots for a thread of a trace.
public struct LotReading {
  let untouched: UntouchedOutputs?
  let history: (LotID, RecordedEvent) -> LotHistory?

  /// - Parameters:
  ///   - untouched: spares the reading of lots that nothing happened to.
  ///   - history: a lot's history, where the event that made the lot is known; nil where it cannot be read.
  public init(
    untouched: UntouchedOutputs? = nil, history: @escaping (LotID, RecordedEvent) -> LotHistory?
  ) {
    self.untouched = untouched
    self.history = history
  }
}
