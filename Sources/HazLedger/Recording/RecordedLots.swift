internal import Custody
internal import LedgerFormat
internal import LedgerStore

/// The states of the lots and the openings of the consignments that recording has to do with.
///
/// Each state is the fold of its lot's chain, the open group included. What is not held any more is
/// folded again from the log, so that memory is bounded and nothing but the log is needed.
final class RecordedLots {
  /// About 1 kB a lot with its places: some 100 MB at most.
  private static let lotsMax = 60_000
  private static let consignmentsMax = 30_000
  private static let batchesMax = 60_000

  let log: EventLog
  let policy: Policy
  private var lots = GenerationCache<RecordedLot>(capacity: lotsMax)
  private var openings = GenerationCache<RecordedOpening>(capacity: consignmentsMax)
  /// The lots of each batch that was asked for, in order.
  private var batches = GenerationCache<RecordedBatch>(capacity: batchesMax)
  private var present = PresentLots()
  /// The orders that hold all that a party has; nil until they are asked for.
  private var partyHolds: [Identifier: [Hold]]?
  private var presentOpening: RecordedOpening?
  /// What events are judged by besides; nil where no rules are kept.
  var rules: RecordedRules?

  init(log: EventLog, policy: Policy) {
    self.log = log
    self.policy = policy
  }

  /// Fetches everything that admitting and applying `event` asks for.
  ///
  /// Cost: where a lot is not held, one entry read per event of its chain.
  func prepare(for event: Event) throws(LedgerError) {
    present.removeAll()
    presentOpening = nil
    if partyHolds == nil { partyHolds = try log.partyHolds() }
    if let consignment = event.consignmentReference, let opening = try opening(consignment) {
      presentOpening = opening
      try prepare(opening)
    }
    switch event.detail {
    case .storage(let storage): try prepare(storage.lot)
    case .use(let use): try prepare(use.lot)
    case .disposal(let disposal): try prepare(disposal.lot)
    case .loss(let loss): try prepare(loss.lot)
    case .transport(let transport) where transport.goods == nil: break
    default: for lot in event.lotReferences { try prepare(lot) }
    }
  }

  /// Fetches the lots of a consignment, which mostly are those that it had last.
  private func prepare(_ opening: RecordedOpening) throws(LedgerError) {
    if opening.lots.isEmpty {
      for lot in opening.consigning.lots { opening.lots.append(try fetch(lot)) }
    }
    for position in opening.lots.indices {
      let lot = opening.lots[position]
      if lot.generation != lots.generation { opening.lots[position] = try fetch(lot.lot) }
      present.append(opening.lots[position])
    }
  }

  /// All lots of a batch that were made known, the open group included, in order.
  ///
  /// Cost: where the batch is not held, one entry read per production that made a lot of it.
  func lots(ofBatch batch: Identifier) throws(LedgerError) -> [LotID] {
    if let known = batches.value(of: batch) { return known.lots }
    let lots = try meant(by: batch)
    batches.store(RecordedBatch(batch, lots))
    return lots
  }

  /// The streams of the entry of an event that was prepared for, in the order of links.
  func streams(of event: Event) -> [StreamKey] {
    event.streams(opening: presentOpening?.streams ?? [])
  }

  /// Counts a recorded event in, which was prepared for.
  ///
  /// - Parameter streams: the streams that its entry is on.
  func apply(_ event: Event, index: UInt64, streams: [StreamKey]) throws(LedgerError) {
    if event.movesLots {
      for stream in streams where stream.kind == .lot {
        guard let lot = present.lot(LotID(stream.id)) else {
          preconditionFailure("an event is on the streams of lots that were prepared")
        }
        lot.state.apply(event, index: index)
        precondition(lot.state.totals.isConserved, "a lot adds up")
      }
    }
    switch event.detail {
    case .registration: rules?.apply(event, index: index)
    case .consignment:
      if let opening = RecordedOpening(event) { openings.store(opening) }
    case .production(let production):
      for position in production.outputs.indices {
        try countIn(production.outputs[position].lot, index: index)
      }
    case .order(let order):
      if let party = order.party {
        partyHolds?[party, default: []].apply(order, of: event, index: index)
      }
    default: break
    }
  }

  /// Counts a recorded correction in.
  func apply(_ effect: CorrectionEffect) {
    // What was known of chemicals and of the register may have been corrected.
    rules?.removeAll()
    for (lot, state) in effect.states {
      if let held = lots.value(of: lot.id) {
        held.state = state
      } else {
        lots.store(RecordedLot(state))
      }
    }
    for consignment in effect.openings.keys { openings.remove(consignment) }
    for batch in effect.batches { batches.remove(batch) }
    for (party, holds) in effect.partyHolds {
      partyHolds?[party] = holds.isEmpty ? nil : holds
    }
    // Rules ask the register, and what lots were declared to be.
    if effect.changesRegister || !effect.batches.isEmpty { rules?.removeAll() }
    present.removeAll()
    presentOpening = nil
  }

  /// Forgets everything, as when a group was dropped.
  func removeAll() {
    rules?.removeAll()
    lots.removeAll()
    openings.removeAll()
    batches.removeAll()
    present.removeAll()
    presentOpening = nil
    partyHolds = nil
  }

  /// The lots of a batch; of several those whose production was not withdrawn.
  private func meant(by batch: Identifier) throws(LedgerError) -> [LotID] {
    let lots = try log.lots(meantBy: LotID(batch), below: log.view.size)
    guard lots.count > 1, try log.hasCorrections() else { return lots }
    var counting: [LotID] = []
    for lot in lots where try state(folding: lot).origin != nil { counting.append(lot) }
    return counting.isEmpty ? lots : counting
  }

  private func state(folding lot: LotID) throws(LedgerError) -> LotState {
    var state = LotState(lot: lot, policy: policy)
    for recorded in CorrectionOverlay.counting(try log.events(on: lot.stream)) {
      state.apply(recorded.event, index: recorded.index)
    }
    return state
  }

  /// Adds a new lot to its batch.
  ///
  /// What is made is mostly named soon, so a batch that no other lot has is held from now on; one
  /// whose other lots are not at hand waits until it is asked for.
  private func countIn(_ lot: LotID, index: UInt64) throws(LedgerError) {
    let batch = lot.batch
    guard let known = batches.value(of: batch) else {
      if try log.isOnlyEntry(index, ofBatch: batch) { batches.store(RecordedBatch(batch, [lot])) }
      return
    }
    known.lots.insert(lot, at: known.lots.firstIndex { !($0 < lot) } ?? known.lots.endIndex)
  }

  private func prepare(_ lot: LotID) throws(LedgerError) {
    if present.lot(lot) == nil { present.append(try fetch(lot)) }
  }

  /// The lot of this name, folded from the log where it is not held.
  private func fetch(_ lot: LotID) throws(LedgerError) -> RecordedLot {
    if let held = lots.value(of: lot.id) {
      held.generation = lots.generation
      return held
    }
    let held = RecordedLot(try state(folding: lot))
    lots.store(held)
    held.generation = lots.generation
    return held
  }

  private func opening(_ consignment: Identifier) throws(LedgerError) -> RecordedOpening? {
    if let held = openings.value(of: consignment) { return held }
    guard let recorded = try log.opening(of: consignment),
      let opening = RecordedOpening(recorded.event)
    else { return nil }
    openings.store(opening)
    return opening
  }
}

extension RecordedLots: AdmissionWorld {
  func state(of lot: LotID) -> LotState? { present.lot(lot)?.state }

  /// A lot that was prepared.
  func recordedLot(_ lot: LotID) -> RecordedLot? { present.lot(lot) }

  func holds(on party: Identifier) -> [Hold] {
    guard let partyHolds, !partyHolds.isEmpty else { return [] }
    return partyHolds[party] ?? []
  }

  func consigning(of consignment: Identifier) -> Consigning? {
    presentOpening?.name == consignment ? presentOpening?.consigning : nil
  }
}
