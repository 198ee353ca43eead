public import LedgerFormat

/// Everything that judging one correction needs to know.
struct CorrectionCase {
  let recorded: RecordedEvent
  /// The entry at whose place the event counts.
  let place: UInt64
  /// What counted at the place before; nil where that was withdrawn.
  let old: Event?
  /// What counts there with the correction; nil where it withdraws the event.
  let new: Event?
  let policy: Policy
  /// What counted of each lot before, and what counts with the correction.
  private(set) var lots: [LotID: Story] = [:]
  private(set) var consignments: [Identifier: Story] = [:]
  private(set) var parties: [Identifier: Story] = [:]

  /// What counts of one stream, without the correction and with it, in the order of places.
  struct Story {
    let before: [RecordedEvent]
    let after: [RecordedEvent]
  }

  init(recorded: RecordedEvent, place: UInt64, old: Event?, new: Event?, policy: Policy) {
    self.recorded = recorded
    self.place = place
    self.old = old
    self.new = new
    self.policy = policy
  }

  mutating func add<Failure: Error>(
    _ lot: LotID, _ histories: (StreamKey) throws(Failure) -> [RecordedEvent]
  ) throws(Failure) {
    guard lots[lot] == nil else { return }
    lots[lot] = story(try histories(lot.stream))
  }

  mutating func add<Failure: Error>(
    _ consignment: Identifier, _ histories: (StreamKey) throws(Failure) -> [RecordedEvent]
  ) throws(Failure) {
    guard consignments[consignment] == nil else { return }
    let stream = StreamKey(kind: .consignment, id: consignment)
    consignments[consignment] = story(try histories(stream))
  }

  mutating func addParty<Failure: Error>(
    _ party: Identifier, _ histories: (StreamKey) throws(Failure) -> [RecordedEvent]
  ) throws(Failure) {
    guard parties[party] == nil else { return }
    parties[party] = story(try histories(StreamKey(kind: .party, id: party)))
  }

  private func story(_ events: [RecordedEvent]) -> Story {
    Story(
      before: CorrectionOverlay.counting(events),
      after: CorrectionOverlay.counting(events + [recorded]))
  }

  /// The streams of the opening of the waybill that the replacement is a step of.
  var openingStreams: [StreamKey] {
    guard let new, case .transport(let transport) = new.detail,
      let opening = consignments[transport.consignment]?.after.opening(of: transport.consignment)
    else { return [] }
    return opening.event.streams(opening: [])
  }

  /// The parties whose holds could stop the replacement, or that it is an order about.
  var stoppableParties: [Identifier] {
    guard let new else { return [] }
    switch new.detail {
    case .production, .consignment, .use, .disposal: return [new.party]
    case .transport(let transport):
      let opening = consignments[transport.consignment]?.after.opening(of: transport.consignment)
      return transport.step == .load ? [opening?.event.party ?? new.party] : []
    case .order(let order): return order.party.map { [$0] } ?? []
    case .storage, .trade, .loss, .correction, .registration, .handling: return []
    }
  }

  /// Folds everything again and fills in what came of it.
  func fold(into effect: inout CorrectionEffect) {
    for (lot, story) in lots.sorted(by: { $0.key < $1.key }) {
      var shortages: [UInt64: Int64] = [:]
      var former = LotState(lot: lot, policy: policy)
      for recorded in story.before {
        let shortage = former.applyNotingShortage(recorded)
        if shortage > 0 { shortages[recorded.index] = shortage }
      }
      var state = LotState(lot: lot, policy: policy)
      for recorded in story.after {
        let shortage = state.applyNotingShortage(recorded)
        guard shortage > shortages[recorded.index] ?? 0 else { continue }
        effect.uncovered.append(
          UncoveredEvent(
            index: recorded.index, party: recorded.event.party, id: recorded.event.id, lot: lot,
            quantity: Quantity(
              amount: shortage, unit: state.unit ?? former.unit ?? .milligram)))
      }
      if state.isOverflown, effect.refusal == nil {
        effect.refusal = .sumTooLarge(.replacement, lot: lot)
      }
      if effect.refusal == nil { effect.refusal = heldRefusal(former) }
      effect.states[lot] = state
    }
    for (consignment, story) in consignments {
      effect.openings[consignment] = .some(story.after.opening(of: consignment)?.event)
    }
    for (party, story) in parties { effect.partyHolds[party] = story.after.holds(on: party) }
  }

  /// Refuses to take more of a held lot by way of a correction than its reporter had taken.
  private func heldRefusal(_ state: LotState) -> Refusal? {
    guard let new, let hold = state.holds.first else { return nil }
    let taken = old?.stoppableAmount(of: state.lot) ?? 0
    return new.stoppableAmount(of: state.lot) > taken ? .held(state.lot, hold) : nil
  }
}

extension [RecordedEvent] {
  /// The event that opens a consignment, among what counts of its stream.
  public func opening(of consignment: Identifier) -> RecordedEvent? {
    first { recorded in
      guard case .consignment(let opening) = recorded.event.detail else { return false }
      return opening.consignment == consignment
    }
  }

  /// The orders that hold all that a party has, among what counts of its stream.
  public func holds(on party: Identifier) -> [Hold] {
    var holds: [Hold] = []
    for recorded in self {
      guard case .order(let order) = recorded.event.detail, order.party == party else { continue }
      holds.apply(order, of: recorded.event, index: recorded.index)
    }
    return holds
  }
}

extension Event {
  /// The consignment that the event opens, is a step of, or lost something on.
  public var consignmentReference: Identifier? {
    switch detail {
    case .consignment(let consignment): consignment.consignment
    case .transport(let transport): transport.consignment
    case .loss(let loss): loss.consignment
    case .correction(let correction): correction.replacement?.consignmentReference
    case .production, .storage, .trade, .use, .disposal, .order, .registration, .handling: nil
    }
  }

  /// How much of a lot the event does with it what a hold stops; all there is, for a load that does
  /// not say how much.
  fileprivate func stoppableAmount(of lot: LotID) -> Int64 {
    func sum(_ goods: [Good]) -> Int64 {
      goods.reduce(0) { $1.lot == lot ? $0 &+ $1.quantity.amount : $0 }
    }
    switch detail {
    case .production(let production): return sum(production.inputs)
    case .consignment(let consignment): return sum(consignment.goods)
    case .transport(let transport):
      guard transport.step == .load else { return 0 }
      return transport.goods.map(sum) ?? .max
    case .use(let use): return use.lot == lot ? use.quantity.amount : 0
    case .disposal(let disposal): return disposal.lot == lot ? disposal.quantity.amount : 0
    case .storage, .trade, .loss, .correction, .order, .registration, .handling: return 0
    }
  }
}
