import TestSupport

@testable import LedgerStore

/// Which calls of a simulated disk fail, and how.
struct SimulatedFaults {
  /// What becomes of one call.
  enum Verdict: Equatable {
    case done
    /// Only a part of a read or write is done, and says so.
    case short
    /// The call fails; before that nothing, a part or all of it was done.
    case failed(code: Int, donePercent: Int)
  }

  /// Of so many calls one is interrupted or short, which must not be noticed; 0 for none.
  var nuisanceOneIn = 0
  /// Of so many calls one fails; 0 for none.
  var failureOneIn = 0
  /// The number of the one call that fails, counted from 1; 0 for none.
  var failingCall = 0
  /// The number of the change at which the power or the process ends; 0 for none.
  var endingChange = 0

  /// The calls and the changes since the faults were set.
  private(set) var calls = 0
  private(set) var changes = 0
  private(set) var failures = 0
  private(set) var nuisances = 0
  /// True from the end on; no call succeeds then.
  private(set) var isEnded = false

  static let inputOutput = 5
  static let noSpace = 28

  /// Decides about the next call.
  mutating func verdict(
    _ call: SystemCall, isChange: Bool, _ random: inout SeededGenerator
  ) -> Verdict {
    if isEnded { return .failed(code: SimulatedFaults.inputOutput, donePercent: 0) }
    calls += 1
    if isChange {
      changes += 1
      if changes == endingChange {
        isEnded = true
        return failed(SimulatedFaults.inputOutput, &random)
      }
    }
    if calls == failingCall || failureOneIn > 0 && random.chance(1, in: failureOneIn) {
      failures += 1
      let codes =
        isChange
        ? [SimulatedFaults.inputOutput, SimulatedFaults.noSpace] : [SimulatedFaults.inputOutput]
      return failed(random.pick(codes), &random)
    }
    guard nuisanceOneIn > 0, random.chance(1, in: nuisanceOneIn) else { return .done }
    return nuisance(call, &random)
  }

  private mutating func nuisance(
    _ call: SystemCall, _ random: inout SeededGenerator
  ) -> Verdict {
    switch call {
    case .read, .write:
      nuisances += 1
      if random.chance(1, in: 2) { return .short }
      return .failed(code: ErrorNumber.interrupted, donePercent: 0)
    case .open, .truncate, .lock:
      nuisances += 1
      return .failed(code: ErrorNumber.interrupted, donePercent: 0)
    default: return .done
    }
  }

  private func failed(_ code: Int, _ random: inout SeededGenerator) -> Verdict {
    .failed(code: code, donePercent: random.pick([0, 50, 100]))
  }
}
