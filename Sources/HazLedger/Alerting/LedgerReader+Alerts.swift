public import Custody
internal import LedgerFormat
internal import LedgerStore
public import Regulation
public import Traceability

extension LedgerReader {
  /// What a rule pack finds in the ledger, fed and ready to be asked.
  ///
  /// - Parameter horizon: how many entries count, and up to which `time`.
  /// - Throws: what `scan` throws. Cost: one scan, and memory for the state of every lot.
  public func findings(
    _ pack: RulePack, horizon: Horizon = Horizon()
  ) throws(LedgerError) -> FindingsEngine {
    let engine = FindingsEngine(
      pack: pack, policy: Policy(identity.policy), ledgerStart: try log.recordedAt(0))
    try scan(horizon) { engine.consume($0.recorded) }
    return engine
  }

  /// The time that findings are asked about where none is named.
  public static func now() -> Instant { WallClock.now() }
}
