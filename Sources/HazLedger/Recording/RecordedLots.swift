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

  private let log: EventLog
  private let policy: Policy
  private var lots = GenerationCache<LotID, LotState>(capacity: lotsMax)
  private var openings = GenerationCache<Identifier, Event>(capacity: consignmentsMax)
  /// The lots of each batch that was asked for, in order.
  private var batches = GenerationCache<Identifier, [LotID]>(capacity: batchesMax)

  init(log: EventLog, policy: Policy) {
    self.log = log
    self.policy = policy
  }

  /// Fetches everything that admitting and applying `event` asks for.
  ///
  /// Cost: where a lot is not held, one entry read per event of its chain.
  func prepare(for event: Event) throws(LedgerError) {
    lots.makeRoom()
    openings.makeRoom()
    if let consignment = event.consignmentReference {
      try prepare(consignment)
      if let opening = openings[touched: consignment] {
        for lot in opening.lotReferences { try prepare(lot) }
      }
    }
    for lot in event.lotReferences { try prepare(lot) }
  }

  /// All lots of a batch that were made known, the open group included, in order.
  ///
  /// Cost: where the batch is not held, one entry read per production that made a lot of it.
  func lots(ofBatch batch: Identifier) throws(LedgerError) -> [LotID] {
    batches.makeRoom()
    if batches.touch(batch), let known = batches[touched: batch] { return known }
    let lots = try log.lots(meantBy: LotID(batch), below: log.view.size)
    batches.store(lots, for: batch)
    return lots
  }

  /// Counts a recorded event in.
  ///
  /// - Parameter lots: the lots whose streams its entry is on.
  func apply(_ event: Event, index: UInt64, lots streams: [StreamKey]) throws(LedgerError) {
    for stream in streams where stream.kind == .lot {
      lots.update(LotID(stream.id)) { state in _ = state.apply(event, index: index) }
    }
    switch event.detail {
    case .consignment(let consignment): openings.store(event, for: consignment.consignment)
    case .production(let production):
      for position in production.outputs.indices {
        try countIn(production.outputs[position].lot, index: index)
      }
    default: break
    }
  }

  /// Forgets everything, as when a group was dropped.
  func removeAll() {
    lots.removeAll()
    openings.removeAll()
    batches.removeAll()
  }

  /// Adds a new lot to its batch.
  ///
  /// What is made is mostly named soon, so a batch that no other lot has is held from now on; one
  /// whose other lots are not at hand waits until it is asked for.
  private func countIn(_ lot: LotID, index: UInt64) throws(LedgerError) {
    let batch = lot.batch
    guard batches.touch(batch) else {
      if try log.isOnlyEntry(index, ofBatch: batch) { batches.store([lot], for: batch) }
      return
    }
    batches.update(batch) { lots in
      let place = lots.firstIndex { !($0 < lot) } ?? lots.endIndex
      lots.insert(lot, at: place)
    }
  }

  private func prepare(_ lot: LotID) throws(LedgerError) {
    guard !lots.touch(lot) else { return }
    var state = LotState(lot: lot, policy: policy)
    for recorded in try log.history(of: lot) ?? [] {
      state.apply(recorded.event, index: recorded.index)
    }
    lots.store(state, for: lot)
  }

  private func prepare(_ consignment: Identifier) throws(LedgerError) {
    guard !openings.touch(consignment) else { return }
    guard let opening = try log.opening(of: consignment) else { return }
    openings.store(opening.event, for: consignment)
  }
}

extension RecordedLots: AdmissionWorld {
  func state(of lot: LotID) -> LotState? { lots[touched: lot] }
  func opening(of consignment: Identifier) -> Event? { openings[touched: consignment] }
}

extension Event {
  /// The consignment whose opening decides about the event, or would be this event.
  fileprivate var consignmentReference: Identifier? {
    switch detail {
    case .consignment(let consignment): consignment.consignment
    case .transport(let transport): transport.consignment
    case .loss(let loss): loss.consignment
    case .production, .storage, .trade, .use, .disposal: nil
    }
  }
}
