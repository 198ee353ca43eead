internal import Custody
internal import LedgerFormat
internal import LedgerStore
internal import Traceability

/// The events that an answer is made of.
extension LedgerReader {
  /// Gives the events that an answer about a selection needs: those of a lot alone where one is named,
  /// else all below the horizon's size, whatever their times.
  ///
  /// Of a lot without a chemical of its own the productions that it has it from come first.
  /// Cost: a scan; for a lot a read for each of its events.
  func events(
    of lot: LotID?, below size: UInt64, _ visit: (ScannedEvent) -> Void
  ) throws(LedgerError) {
    guard let lot else { return try scan(Horizon(size: size), visit) }
    guard let history = try countingHistory(of: lot, below: size) else { throw .lotUnknown(lot) }
    var declaring: [RecordedEvent] = []
    var next = LedgerReader.declaringInput(of: lot, history)
    while let input = next, let inputHistory = try countingHistory(of: input, below: size) {
      guard let production = LedgerReader.production(of: input, inputHistory),
        production.index < declaring.last?.index ?? .max
      else { break }
      declaring.append(production)
      next = LedgerReader.declaringInput(of: input, inputHistory)
    }
    for recorded in declaring.reversed() + history {
      let leafHash: Hash
      do { leafHash = try log.view.leafHash(at: recorded.version) } catch {
        throw LedgerError(error)
      }
      visit(ScannedEvent(recorded: recorded, leafHash: leafHash))
    }
  }

  /// The size that a horizon means, where the ledger is that large.
  func limit(_ horizonSize: UInt64?) throws(LedgerError) -> UInt64 {
    let limit = horizonSize ?? size
    guard limit <= size else { throw .sizeBeyond(asked: limit, size: size) }
    return limit
  }

  /// The selection with its lot's whole name, and with what the register knows of its party and chemical.
  func resolved(
    _ selection: StockSelection, below size: UInt64
  ) throws(LedgerError) -> StockSelection {
    var selection = selection
    if let lot = selection.lot { selection.lot = try resolve(lot, below: size) }
    guard selection.party != nil || selection.chemical != nil else { return selection }
    return RegisteredNames(register: try log.register(below: size)).resolved(selection)
  }

  /// What counts of a lot's own history; nil for an unknown lot.
  private func countingHistory(
    of lot: LotID, below size: UInt64
  ) throws(LedgerError) -> LotHistory? {
    try log.history(of: lot, below: size).map(CorrectionOverlay.counting)
  }

  private static func production(of lot: LotID, _ history: LotHistory) -> RecordedEvent? {
    history.first { recorded in
      guard case .production(let production) = recorded.event.detail else { return false }
      return production.outputs.contains { $0.lot == lot }
    }
  }

  /// The lot that another has its chemical from; nil where it declares its own.
  private static func declaringInput(of lot: LotID, _ history: LotHistory) -> LotID? {
    guard case .production(let production)? = production(of: lot, history)?.event.detail,
      production.process == .repack, let input = production.inputs.first?.lot,
      production.inputs.allSatisfy({ $0.lot == input }),
      production.outputs.first(where: { $0.lot == lot })?.chemical == nil
    else { return nil }
    return input
  }
}
