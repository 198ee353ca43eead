public import Custody

/// What corrections did to the events of a lot's history.
public struct HistoryCorrections: Equatable, Sendable {
  /// By an entry that does not count any more, the correction that took its place.
  public private(set) var correctedBy: [UInt64: UInt64] = [:]
  /// By an entry that counts, how much of what it takes of the lot nothing covers.
  public private(set) var uncovered: [UInt64: Quantity] = [:]

  /// No corrections.
  public init() {}

  init(_ lot: LotID, _ history: LotHistory, horizon: Horizon, policy: Policy) {
    guard history.contains(where: \.isCorrection) else { return }
    let known = horizon.known(history)
    let overlay = CorrectionOverlay(known)
    for recorded in known {
      correctedBy[recorded.index] = overlay.correction(of: recorded.index)
    }
    var state = LotState(lot: lot, policy: policy)
    for recorded in horizon.counting(history) {
      let shortage = state.applyNotingShortage(recorded)
      guard shortage > 0 else { continue }
      uncovered[recorded.version] = state.quantity(shortage)
    }
  }
}
