internal import Custody

/// Events that were decoded lately, for a reader whose ledger does not move.
///
/// The lots of one production are mostly asked for one after another, and the same entry is on the
/// chain of each. One place for each remainder of an index; whoever comes later takes it.
final class DecodedEvents {
  private static let placeCount = 1_024

  private var places = [RecordedEvent?](repeating: nil, count: placeCount)

  /// The event of an entry; nil where it is not held.
  func event(at index: UInt64) -> RecordedEvent? {
    guard let held = places[place(of: index)], held.index == index else { return nil }
    return held
  }

  /// Holds an event.
  func keep(_ event: RecordedEvent) { places[place(of: event.index)] = event }

  private func place(of index: UInt64) -> Int {
    Int(truncatingIfNeeded: index) & (DecodedEvents.placeCount - 1)
  }
}
