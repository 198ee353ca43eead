internal import Custody
internal import LedgerFormat

/// One lot's history, folded once: its state, and the events that a trace goes on from.
struct LotAccount {
  /// A production that took some of the lot.
  struct Taking {
    let recorded: RecordedEvent
    let production: Production
    let amount: Int64
  }

  /// An event that some of the lot ended in.
  struct Ending {
    enum Section { case used, disposed, lost }
    let section: Section
    let place: EventPlace
    let amount: Int64
  }

  let lot: LotID
  /// The unit the lot was declared in, be it after the horizon.
  let unit: Unit
  private(set) var state: LotState
  /// The production that made the lot known, and its event; nil before it.
  private(set) var making: (recorded: RecordedEvent, production: Production)?
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
    for recorded in horizon.counting(history) { fold(recorded) }
  }

  var origin: LotOrigin? { state.origin }

  /// True unless the lot was made after something took of it, which a damaged ledger may say.
  ///
  /// A walk that follows only such productions goes forward, and so ends.
  func isMade(before taking: Taking) -> Bool {
    making.map { $0.recorded.index < taking.recorded.index } ?? true
  }

  /// Produced and found.
  var whole: Int64 { state.totals.whole }

  private mutating func fold(_ recorded: RecordedEvent) {
    let event = recorded.event
    isEmpty = false
    if let delivery = state.delivery(of: event), delivery.received > 0 {
      record(delivery, recorded)
    }
    let change = state.apply(event, index: recorded.index)
    if case .production(let production) = event.detail {
      if making == nil, state.origin != nil { making = (recorded, production) }
      if change.transformed > 0 {
        takings.append(
          Taking(recorded: recorded, production: production, amount: change.transformed))
      }
    }
    end(.used, change.used, recorded)
    end(.disposed, change.disposed, recorded)
    end(.lost, change.lost, recorded)
  }

  private mutating func end(_ section: Ending.Section, _ amount: Int64, _ recorded: RecordedEvent) {
    guard amount > 0 else { return }
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
    for recorded in CorrectionOverlay.counting(history) + history {
      guard case .production(let production)? = recorded.statement?.detail else { continue }
      for place in production.outputs.indices where production.outputs[place].lot == lot {
        return production.outputs[place].quantity.unit
      }
    }
    return .piece
  }
}

extension EventPlace {
  init(_ recorded: RecordedEvent, _ detail: Detail) {
    self.init(
      index: recorded.index, party: recorded.event.party, time: recorded.event.time, detail: detail)
  }
}
