internal import Custody
internal import LedgerFormat

/// What the steps of one consignment say, whatever the order they are reported in.
struct ConsignmentRecord {
  /// A step that is the latest of its kind so far.
  struct Latest {
    let time: Instant
    let step: TransportStep
  }

  let opening: RecordedEvent
  let consignment: Consignment
  let lots: [Int]
  private(set) var latest: Latest?
  private(set) var vehicle: (time: Instant, plate: Identifier)?
  private(set) var place: (time: Instant, text: String)?
  private(set) var dispatchedAt: Instant?
  /// True once it was seen anywhere behind the road: arrived, unloaded, delivered, refused, returned.
  private(set) var hasArrived = false
  private(set) var isRefused = false
  private(set) var isLastDeliveryPartial = false
  private(set) var unloaded: [LotID: Int64] = [:]
  /// All steps, where they are kept.
  private(set) var steps: [RecordedEvent] = []
  let keepsSteps: Bool

  init(
    opening: RecordedEvent, _ consignment: Consignment, lots: [Int], keepsSteps: Bool
  ) {
    self.opening = opening
    self.consignment = consignment
    self.lots = lots
    self.keepsSteps = keepsSteps
  }

  /// Takes a step in, in the ledger's order.
  mutating func take(_ transport: Transport, _ recorded: RecordedEvent) {
    let time = recorded.event.time
    if latest.map({ ($0.time, $0.step.rank) <= (time, transport.step.rank) }) ?? true {
      latest = Latest(time: time, step: transport.step)
    }
    if let plate = transport.vehicle, vehicle.map({ $0.time <= time }) ?? true {
      vehicle = (time, plate)
    }
    if let text = transport.place, place.map({ $0.time <= time }) ?? true { place = (time, text) }
    switch transport.step {
    case .load, .depart: dispatchedAt = min(dispatchedAt ?? time, time)
    case .unload:
      hasArrived = true
      for good in transport.goods ?? [] { unloaded[good.lot, default: 0] &+= good.quantity.amount }
    case .deliver:
      hasArrived = true
      isLastDeliveryPartial = transport.partial == true
    case .refuse:
      hasArrived = true
      isRefused = true
    case .arrive, .return: hasArrived = true
    case .accept, .position, .stop: break
    }
    if keepsSteps { steps.append(recorded) }
  }

  /// The state that the amounts and the latest step make.
  func state(_ shares: [ConsignmentShare]) -> ConsignmentState {
    let isInTransit = shares.contains { $0.inTransit != 0 }
    let isReceived = shares.contains { $0.deliveredFromTransit != 0 || $0.deliveredUnloaded != 0 }
    if isInTransit {
      guard let latest else { return isReceived ? .partlyDelivered : .loaded }
      // A return of a part leaves the rest where it was: on the road.
      return latest.step == .return ? .underway : ConsignmentState(latest.step)
    }
    if isReceived {
      let isLoaded = shares.contains(where: \.isLoaded)
      let isToCome =
        isLastDeliveryPartial
        && shares.contains { isLoaded ? $0.loadable > 0 : $0.deliverableUnloaded > 0 }
      return isToCome ? .partlyDelivered : .delivered
    }
    if shares.contains(where: { $0.unaccounted != 0 }) { return .missing }
    if shares.contains(where: { $0.returned != 0 }) { return .returned }
    if shares.contains(where: { $0.lost != 0 }) { return .lost }
    if isRefused { return .refused }
    return latest.map { ConsignmentState($0.step) } ?? .consigned
  }
}

extension TransportStep {
  /// Where on a journey the step comes.
  fileprivate var rank: Int {
    switch self {
    case .accept: 0
    case .load: 1
    case .depart: 2
    case .position: 3
    case .stop: 4
    case .arrive: 5
    case .unload: 6
    case .refuse: 7
    case .deliver: 8
    case .return: 9
    }
  }
}

extension ConsignmentState {
  /// The state that a step as the latest one makes of a consignment that is not at its end.
  fileprivate init(_ step: TransportStep) {
    switch step {
    case .accept: self = .accepted
    case .load: self = .loaded
    case .depart: self = .departed
    case .position: self = .underway
    case .stop: self = .stopped
    case .arrive: self = .arrived
    case .unload: self = .unloaded
    case .deliver: self = .partlyDelivered
    case .refuse: self = .refused
    case .return: self = .returned
    }
  }
}
