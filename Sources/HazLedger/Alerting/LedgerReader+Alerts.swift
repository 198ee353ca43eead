public import Custody
public import LedgerFormat
internal import LedgerStore
public import Regulation
public import Traceability

extension LedgerReader {
  /// What a rule pack finds in the ledger, fed and ready to be asked.
  ///
  /// - Parameters:
  ///   - horizon: how many entries count, and up to which `time`.
  ///   - party: somebody who must be named by some event: an answer about a misspelt party would be an
  ///     all-clear.
  /// - Throws: what `scan` throws; `LedgerError.notKnown` where nobody is called `party`. Cost: one scan, and memory for the state of every lot.
  public func findings(
    _ pack: RulePack, horizon: Horizon = Horizon(), of party: Identifier? = nil
  ) throws(LedgerError) -> FindingsEngine {
    let engine = FindingsEngine(
      pack: pack, policy: Policy(identity.policy), ledgerStart: try log.recordedAt(0))
    var names = NamedInEvents(StockSelection(party: party))
    try scan(Horizon(size: horizon.size)) { scanned in
      names.look(at: scanned.recorded.event)
      if horizon.covers(scanned.recorded) { engine.consume(scanned.recorded) }
    }
    try check(names)
    return engine
  }

  /// The party that a name means: its id, else the only registered party of that name.
  ///
  /// - Throws: what reading the register throws.
  public func party(called name: Identifier) throws(LedgerError) -> Identifier {
    RegisteredNames(register: try log.register(below: size)).party(name)
  }

  /// The time that findings are asked about where none is named.
  public static func now() -> Instant { WallClock.now() }
}
