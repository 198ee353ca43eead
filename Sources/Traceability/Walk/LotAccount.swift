internal import Custody
internal import LedgerFormat

/// One lot's history, folded once: its state, and the events that a trace goes on from.
struct LotAccount: Sendable {
  /// A production that took some of the lot.
  struct Taking: Sendable {
    let recorded: RecordedEvent
    let production: Production
    let amount: Int64
  }

  /// An event that some of the lot ended in.
  struct Ending: Sendable {
    enum Section: Sendable { case used, disposed, lost }
    let section: Section
    let place: EventPlace
    let amount: Int64
  }

  let lot: LotID
  /// The unit the lot was declared in, be it after the horizon.
  let unit: Unit
  private(set) var state: LotState
  /// The events that count, in the ledger's order.
  private let counted: [RecordedEvent]
  /// Which of them made the lot known; nil before it.
  private var makingPosition: Int?
  private(set) var takings: [Taking] = []
  private(set) var endings: [Ending] = []
  private(set) var handovers: [Handover] = []
  /// True when nothing lies within the horizon.
  private(set) var isEmpty = true

  /// Folds what lies within the horizon. Cost: linear in the events and the goods they name.
  init(_ lot: LotID, _ history: [RecordedEvent], policy: Policy, horizon: Horizon) {
    self.lot = lot
    unit = LotAccount.unit(of: lot, history)
    state = LotState(lot: lot, policy: policy)
    counted = horizon.counting(history)
    for position in counted.indices { fold(position) }
  }

  /// The production that made the lot known, and its event; nil before it.
  var making: (recorded: RecordedEvent, production: Production)? {
    guard let makingPosition,
      case .production(let production) = counted[makingPosition].event.detail
    else { return nil }
    return (counted[makingPosition], production)
  }

  var origin: LotOrigin? { state.origin }

  /// True unless the lot was made after something took of it, which a damaged ledger may say.
  ///
  /// A walk that follows only such productions goes forward, and so ends.
  func isMade(before taking: Taking) -> Bool {
    makingPosition.map { counted[$0].index < taking.recorded.index } ?? true
  }

  /// Produced and found.
  var whole: Int64 { state.totals.whole }

  private mutating func fold(_ position: Int) {
    isEmpty = false
    if let delivery = state.delivery(of: counted[position].event), delivery.received > 0 {
      record(delivery, counted[position])
    }
    let change = state.apply(counted[position].event, index: counted[position].index)
    if makingPosition == nil, state.origin != nil { makingPosition = position }
    if change.transformed > 0, case .production(let production) = counted[position].event.detail {
      takings.append(
        Taking(recorded: counted[position], production: production, amount: change.transformed))
    }
    if change.used > 0 { end(.used, change.used, counted[position]) }
    if change.disposed > 0 { end(.disposed, change.disposed, counted[position]) }
    if change.lost > 0 { end(.lost, change.lost, counted[position]) }
  }

  private mutating func end(_ section: Ending.Section, _ amount: Int64, _ recorded: RecordedEvent) {
    let detail: EventPlace.Detail
    switch recorded.event.detail {
    case .use(let use): detail = .purpose(use.purpose)
    case .disposal(let disposal): detail = .method(disposal.method)
    case .loss(let loss): detail = .cause(.reported(loss.cause))
    case .storage: detail = .cause(.count)
    case .production, .trade, .consignment, .transport, .correction, .order, .registration,
      .handling:
      return
    }
    endings.append(Ending(section: section, place: EventPlace(recorded, detail), amount: amount))
  }

  private mutating func record(_ delivery: Delivery, _ recorded: RecordedEvent) {
    let share = state.consignments[delivery.consignment]
    handovers.append(
      Handover(
        index: recorded.index, lot: lot, consignment: delivery.consignment,
        from: delivery.consignor, to: delivery.consignee,
        carrier: state.draws(of: delivery).first?.carrier ?? share?.carrier,
        quantity: Quantity(amount: delivery.received, unit: unit), time: recorded.event.time))
  }

  private static func unit(of lot: LotID, _ history: [RecordedEvent]) -> Unit {
    if CorrectionOverlay.hasCorrections(history),
      let unit = declaredUnit(of: lot, CorrectionOverlay.counting(history))
    {
      return unit
    }
    return declaredUnit(of: lot, history) ?? .piece
  }

  private static func declaredUnit(of lot: LotID, _ events: [RecordedEvent]) -> Unit? {
    for position in events.indices {
      let production: Production
      switch events[position].event.detail {
      case .production(let stated): production = stated
      case .correction(let correction):
        guard case .production(let stated)? = correction.replacement?.detail else { continue }
        production = stated
      default: continue
      }
      for place in production.outputs.indices where production.outputs[place].lot == lot {
        return production.outputs[place].quantity.unit
      }
    }
    return nil
  }
}

extension EventPlace {
  init(_ recorded: RecordedEvent, _ detail: Detail) {
    self.init(
      index: recorded.index, party: recorded.event.party, time: recorded.event.time, detail: detail)
  }
}
