internal import Custody
internal import LedgerFormat

/// The states of the lots and the openings of the consignments that recording has to do with.
///
/// Each state is the fold of its lot's chain, the open group included. What is not held any more is
/// folded again from the log, so that memory is bounded and nothing but the log is needed.
final class RecordedLots {
  /// About 1 kB a lot with its places: some 100 MB at most.
  private static let lotsMax = 60_000
  private static let consignmentsMax = 30_000

  private let log: EventLog
  private let policy: Policy
  private var lots = GenerationCache<LotID, LotState>(capacity: lotsMax)
  private var openings = GenerationCache<Identifier, Event>(capacity: consignmentsMax)

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

  /// Counts a recorded event in.
  ///
  /// - Parameter lots: the lots whose streams its entry is on.
  func apply(_ event: Event, index: UInt64, lots streams: [StreamKey]) {
    for stream in streams where stream.kind == .lot {
      lots.update(LotID(stream.id)) { state in _ = state.apply(event, index: index) }
    }
    if case .consignment(let consignment) = event.detail {
      openings.store(event, for: consignment.consignment)
    }
  }

  /// Forgets everything, as when a group was dropped.
  func removeAll() {
    lots.removeAll()
    openings.removeAll()
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
