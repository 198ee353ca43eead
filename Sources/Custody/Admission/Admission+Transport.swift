internal import LedgerFormat

/// Consignments and what happens to them on the way.
extension Admission {
  static func check<World: AdmissionWorld & ~Copyable>(
    _ consignment: Consignment, of event: Event, in world: borrowing World
  ) throws(Refusal) {
    let id = consignment.consignment
    if let consigning = world.consigning(of: id) {
      let share = consigning.lots.first.flatMap { world.state(of: $0)?.consignments[id] }
      throw .consignmentExists(id, index: share?.index)
    }
    try checkList(.goods, consignment.goods)
    for good in try summed(.goods, consignment.goods) {
      let state = try state(of: good.lot, written: good.quantity, in: world)
      try checkHeld(good.quantity.amount, of: state, by: event.party, at: event.site)
      try checkNotHeld(state, of: event.party, in: world)
    }
  }

  static func check<World: AdmissionWorld & ~Copyable>(
    _ transport: Transport, of event: Event, in world: borrowing World
  ) throws(Refusal) {
    let consigning = try consigning(transport.consignment, in: world)
    try checkReporter(transport, of: event, consigning, in: world)
    if let goods = transport.goods { try check(goods, transport, consigning, in: world) }
    switch transport.step {
    case .load, .deliver, .return: break
    case .accept, .depart, .position, .stop, .arrive, .unload, .refuse: return
    }
    var isMoving = false
    for lot in consigning.lots {
      guard let state = world.state(of: lot),
        let share = state.consignments[transport.consignment]
      else { continue }
      let isMoved =
        switch transport.step {
        case .load: try checkLoad(transport, state, share)
        case .deliver: try checkDelivery(transport, of: event, state, share)
        default: try checkReturn(transport, state, share)
        }
      if isMoved {
        isMoving = true
        if transport.step == .load { try checkNotHeld(state, of: share.consignor, in: world) }
      }
    }
    guard isMoving else {
      throw .nothingToMove(consignment: transport.consignment, transport.step)
    }
  }

  /// Checks a loss that happened on a consignment.
  static func check<World: AdmissionWorld & ~Copyable>(
    _ loss: Loss, on id: Identifier, of event: Event, in world: borrowing World
  ) throws(Refusal) {
    guard loss.cause != .found else { throw .foundOnConsignment(id) }
    try checkPositive(.quantity, loss.lot, loss.quantity)
    let state = try state(of: loss.lot, written: loss.quantity, in: world)
    let consigning = try consigning(id, in: world)
    guard let share = state.consignments[id] else {
      throw .notConsigned(loss.lot, consignment: id, consigned: consigning.lots)
    }
    let permitted = share.carriers.map(\.carrier) + [share.consignor, share.consignee]
    guard permitted.contains(event.party) else {
      throw .reporter(
        ReporterRefusal(
          reporter: event.party, consignment: id, step: nil, permitted: permitted))
    }
    try checkUnderway(loss.quantity.amount, state, share)
  }

  private static func consigning<World: AdmissionWorld & ~Copyable>(
    _ id: Identifier, in world: borrowing World
  ) throws(Refusal) -> Consigning {
    guard let consigning = world.consigning(of: id) else { throw .unknownConsignment(id) }
    return consigning
  }

  /// Checks that what the step names was consigned, in its dimension, and no sum overflows.
  private static func check<World: AdmissionWorld & ~Copyable>(
    _ goods: [Good], _ transport: Transport, _ consigning: Consigning,
    in world: borrowing World
  ) throws(Refusal) {
    guard !goods.isEmpty else { throw .emptyList(.goods) }
    for good in goods {
      let isZeroAllowed = transport.step == .deliver
      guard good.quantity.amount > 0 || (isZeroAllowed && good.quantity.amount == 0) else {
        throw .notPositive(.goods, lot: good.lot, good.quantity)
      }
    }
    for good in try summed(.goods, goods) {
      let state = try state(of: good.lot, written: good.quantity, in: world)
      guard state.consignments[transport.consignment] != nil else {
        throw .notConsigned(
          good.lot, consignment: transport.consignment, consigned: consigning.lots)
      }
    }
  }

  private static func checkLoad(
    _ transport: Transport, _ state: LotState, _ share: ConsignmentShare
  ) throws(Refusal) -> Bool {
    let amount: Int64
    if let goods = transport.goods {
      amount = state.amount(in: goods) ?? 0
      guard amount <= share.loadable else {
        throw .loadTooLarge(
          lot: state.lot, written: state.quantity(amount),
          loadable: state.quantity(share.loadable), consigned: state.quantity(share.consigned))
      }
    } else {
      amount = share.loadable
    }
    try checkHeld(amount, of: state, by: share.consignor, at: share.site)
    return amount > 0
  }

  private static func checkDelivery(
    _ transport: Transport, of event: Event, _ state: LotState, _ share: ConsignmentShare
  ) throws(Refusal) -> Bool {
    let delivery = state.delivery(of: event, transport, share)
    if delivery.isBeyondTolerance {
      let written = state.quantity(delivery.received)
      let available = state.quantity(delivery.available)
      guard delivery.isFromTransit else {
        throw .beyondConsigned(lot: state.lot, written: written, deliverable: available)
      }
      throw .beyondTolerance(
        lot: state.lot, written: written, inTransit: available,
        tolerance: state.quantity(delivery.tolerance))
    }
    if !delivery.isFromTransit {
      try checkHeld(delivery.received, of: state, by: share.consignor, at: share.site)
    }
    try checkGrowth(of: state, by: delivery.excess, .goods)
    // A report that nothing arrived is one, as long as there was something to arrive.
    return delivery.available > 0
  }

  private static func checkReturn(
    _ transport: Transport, _ state: LotState, _ share: ConsignmentShare
  ) throws(Refusal) -> Bool {
    guard let goods = transport.goods else { return share.underway > 0 }
    let amount = state.amount(in: goods) ?? 0
    try checkUnderway(amount, state, share)
    return amount > 0
  }

  /// Checks that at least `amount` is in transit and unaccounted together.
  private static func checkUnderway(
    _ amount: Int64, _ state: LotState, _ share: ConsignmentShare
  ) throws(Refusal) {
    guard amount > share.underway else { return }
    throw .beyondUnderway(
      lot: state.lot, written: state.quantity(amount),
      inTransit: state.quantity(share.inTransit), unaccounted: state.quantity(share.unaccounted))
  }
}
