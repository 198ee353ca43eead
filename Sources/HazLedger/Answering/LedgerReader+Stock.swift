public import Custody
public import LedgerFormat
public import Traceability

/// What is where, what came and what went.
extension LedgerReader {
  /// Who has how much of what, where.
  ///
  /// - Throws: `LedgerError.lotUnknown`, `.lotAmbiguous`, `.notKnown`, `.sizeBeyond`.
  /// Cost: a scan of the ledger and a fold of its lots; of one lot where one is named.
  public func holdings(
    _ selection: StockSelection, horizon: Horizon = Horizon()
  ) throws(LedgerError) -> HoldingsAnswer {
    let limit = try limit(horizon.size)
    let selection = try resolved(selection, below: limit)
    var fold = HoldingsFold(
      selection, policy: Policy(identity.policy), horizon: Horizon(size: limit, time: horizon.time))
    var names = NamedInEvents(selection)
    try events(of: selection.lot, below: limit) { scanned in
      names.look(at: scanned.recorded.event)
      fold.take(scanned.recorded)
    }
    try check(names)
    return fold.answer()
  }

  /// What was there, what came, what went and what is left, by lot and by chemical.
  ///
  /// - Throws: as `holdings`. Cost: the same, and a second fold where the period has a beginning.
  public func balance(
    _ selection: StockSelection, period: Period = Period(), atSize: UInt64? = nil
  ) throws(LedgerError) -> BalanceAnswer {
    let limit = try limit(atSize)
    let selection = try resolved(selection, below: limit)
    var fold = BalanceFold(
      selection, period: period, policy: Policy(identity.policy), size: limit)
    var names = NamedInEvents(selection)
    try events(of: selection.lot, below: limit) { scanned in
      names.look(at: scanned.recorded.event)
      fold.take(scanned.recorded)
    }
    try check(names)
    return fold.answer()
  }

  /// Gives the lines of the in-and-out book, in the ledger's order.
  ///
  /// - Parameters:
  ///   - opening: is given what the book begins with, before any line.
  ///   - visit: is given each line with its entry's leaf hash, its private fields opened as far as they
  ///     were not erased.
  /// - Returns: what is left at the book's end.
  /// - Throws: as `holdings`. Cost: a scan, or two where the period has a beginning.
  public func book(
    _ selection: StockSelection, period: Period = Period(), atSize: UInt64? = nil,
    opening: ([BookBalance]) -> Void, visit: (BookLine, LedgerFormat.Hash) -> Void
  ) throws(LedgerError) -> [BookBalance] {
    let limit = try limit(atSize)
    let selection = try resolved(selection, below: limit)
    var fold = BookFold(selection, period: period, policy: Policy(identity.policy))
    var names = NamedInEvents(selection)
    if fold.needsPreparation {
      try events(of: selection.lot, below: limit) { fold.prepare($0.recorded) }
    }
    opening(fold.begin())
    var failure: LedgerError?
    try events(of: selection.lot, below: limit) { scanned in
      names.look(at: scanned.recorded.event)
      fold.take(scanned.recorded) { line in
        do throws(LedgerError) {
          var line = line
          line.event = try opened(scanned.recorded).event
          if failure == nil { visit(line, scanned.leafHash) }
        } catch { failure = failure ?? error }
      }
    }
    if let failure { throw failure }
    try check(names)
    return fold.remaining()
  }

  /// How far consignments have come, and what is on its way.
  ///
  /// - Parameters:
  ///   - now: the moment that "overdue" is judged at; nil is the horizon's time, else the clock's.
  ///   - overdueAfterSeconds: how long a consignment may be in transit.
  /// - Throws: as `holdings`. Cost: a scan of the ledger and a fold of its lots.
  public func consignments(
    _ selection: ConsignmentSelection, horizon: Horizon = Horizon(), now: Instant? = nil,
    overdueAfterSeconds: UInt64 = LedgerReader.overdueAfterSecondsDefault
  ) throws(LedgerError) -> ConsignmentsAnswer {
    let limit = try limit(horizon.size)
    var selection = selection
    let stock = try resolved(
      StockSelection(
        party: selection.party, chemical: selection.chemical, lot: selection.lot), below: limit)
    (selection.party, selection.chemical, selection.lot) = (stock.party, stock.chemical, stock.lot)
    var fold = ConsignmentsFold(
      selection, policy: Policy(identity.policy), horizon: Horizon(size: limit, time: horizon.time))
    var names = NamedInEvents(
      StockSelection(party: selection.party, chemical: selection.chemical))
    try scan(Horizon(size: limit)) { scanned in
      names.look(at: scanned.recorded.event)
      fold.take(scanned.recorded)
    }
    try check(names)
    let unknown = fold.unknown
    guard unknown.isEmpty else { throw .notKnown(.consignments(unknown)) }
    if let vehicle = selection.vehicle, !fold.isVehicleKnown { throw .notKnown(.vehicle(vehicle)) }
    let clock = Instant(microseconds: WallClock.microseconds())
    let moment = now ?? horizon.time ?? clock ?? Instant.latest
    var answer = fold.answer(now: moment, overdueAfterSeconds: overdueAfterSeconds)
    for row in answer.rows.indices {
      for step in answer.rows[row].steps.indices {
        answer.rows[row].steps[step] = try opened(answer.rows[row].steps[step])
      }
    }
    return answer
  }

  /// Three days: the longest that a road transport within the country takes, with its rests.
  public static let overdueAfterSecondsDefault: UInt64 = 3 * 86_400

  /// Refuses an answer about what is named nowhere.
  func check(_ names: NamedInEvents) throws(LedgerError) {
    if let party = names.unknownParty { throw .notKnown(.party(party)) }
    if let site = names.unknownSite { throw .notKnown(.site(site.text)) }
    if let chemical = names.unknownChemical { throw .notKnown(.chemical(chemical.text)) }
  }
}

extension Instant {
  /// The end of the year 9999.
  fileprivate static let latest: Instant = {
    guard let latest = Instant(microseconds: Limits.instantMax) else {
      preconditionFailure("the limit is within itself")
    }
    return latest
  }()
}
