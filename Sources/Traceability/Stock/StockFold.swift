internal import Custody

/// The states of many lots, folded side by side.
///
/// Lots are named by their numbers in a `LotDirectory`, which several folds may share.
/// Memory: some 500 bytes for each lot.
struct StockFold {
  let policy: Policy
  private(set) var states: [LotState] = []

  init(policy: Policy) { self.policy = policy }

  /// Folds an event into the states of some lots, and gives each lot's moves.
  mutating func take(
    _ recorded: RecordedEvent, lots: [Int], of directory: LotDirectory,
    _ visit: (_ lot: Int, _ move: StockMove) -> Void
  ) {
    for number in lots {
      while states.count <= number {
        states.append(LotState(lot: directory.entries[states.count].lot, policy: policy))
      }
      states[number].apply(recorded) { visit(number, $0) }
    }
  }
}
