internal import Custody

/// The lots that a production made, as they were read.
///
/// To most lots nothing happened but that they were made. What such a one amounts to stands in the production,
/// so nothing is read or folded of it.
struct OutputAccounts: Sendable {
  /// For each output whether nothing happened to it since; empty where that is known of none.
  private(set) var untouched: [Bool] = []
  /// The others, in their order.
  private(set) var folded: [LotAccount] = []

  /// Reads the outputs of a production; nil where `account` gives nil for one.
  init?<Failure: Error>(
    of production: Production, _ recorded: RecordedEvent, untouched: UntouchedOutputs?,
    account: (LotID) throws(Failure) -> LotAccount?
  ) throws(Failure) {
    let outputs = production.outputs
    // What was corrected has more entries than its own.
    if let untouched, recorded.version == recorded.index {
      self.untouched = untouched(recorded, production)
    }
    if self.untouched.count != outputs.count { self.untouched = [] }
    for position in outputs.indices {
      let lot = outputs[position].lot
      if isUntouched(position) {
        if !production.takes(lot) { continue }
        self.untouched[position] = false
      }
      guard let account = try account(lot) else { return nil }
      folded.append(account)
    }
  }

  /// Whether nothing happened to the output at a position but that it was made.
  func isUntouched(_ position: Int) -> Bool { !untouched.isEmpty && untouched[position] }
}

extension Production {
  /// True where a lot is among the inputs.
  fileprivate func takes(_ lot: LotID) -> Bool {
    for position in inputs.indices where inputs[position].lot == lot { return true }
    return false
  }
}
