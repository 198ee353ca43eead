internal import Custody
internal import LedgerFormat
internal import LedgerStore
internal import Regulation

/// What the law asks of an event's record: needs the register, and what the event's lots are made of.
extension EventLog {
  /// The rules by which the record of an event must still be kept on `day`.
  ///
  /// Cost: the register, and the history of each lot that the event names.
  func runningRetention(
    of event: Event, on day: Day
  ) throws(LedgerError) -> [RetentionRule] {
    var lots = event.lotReferences
    if lots.isEmpty, case .transport(let transport) = event.detail,
      let opening = try opening(of: transport.consignment)
    {
      lots = opening.event.lotReferences
    }
    let register = try register(below: view.size)
    var flags: Set<ChemicalRecord.Flag> = []
    var isWaste = false
    for lot in lots {
      guard let making = try making(of: lot) else { continue }
      if making.process == .waste { isWaste = true }
      let declared = making.outputs.first { $0.lot == lot }?.chemical ?? Chemical()
      for chemical in register.chemicals(declaredAs: declared, at: event.time) {
        flags.formUnion(chemical.record.flags)
      }
      flags.formUnion(Classification(declared).listedFlags)
    }
    return Retention.running(for: event, flags: flags, isWaste: isWaste, on: day)
  }

  /// The production that made a lot known; nil where the ledger does not know the lot.
  private func making(of lot: LotID) throws(LedgerError) -> Production? {
    for recorded in try history(of: lot) ?? [] {
      guard case .production(let production) = recorded.event.detail,
        production.outputs.contains(where: { $0.lot == lot })
      else { continue }
      return production
    }
    return nil
  }
}
