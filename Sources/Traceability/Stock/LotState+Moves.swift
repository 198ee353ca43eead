public import Custody
internal import LedgerFormat

/// What an event moves, read off the state before and after it: the fold itself is Custody's alone.
extension LotState {
  /// Folds an event in and gives every change of a place that it makes, none of them zero.
  ///
  /// The changes of an event add up to what it adds to the lot's whole, less what ends by it; those of
  /// all events, by place, to what is at each place. Cost: that of `apply`, and a few look-ups.
  public mutating func apply(_ recorded: RecordedEvent, _ visit: (StockMove) -> Void) {
    let event = recorded.event
    switch event.detail {
    case .transport(let transport):
      switch transport.step {
      case .load, .return: shift(transport, recorded, visit)
      case .deliver: deliver(transport, recorded, visit)
      default: apply(event, index: recorded.index)
      }
    case .loss(let loss) where loss.consignment != nil:
      guard let consignment = loss.consignment else { return }
      let before = consignments[consignment]
      apply(event, index: recorded.index)
      report(before, consignment, .lost, visit)
    case .storage(let storage): store(storage, recorded, visit)
    case .production, .use, .disposal, .loss: change(recorded, visit)
    default: apply(event, index: recorded.index)
    }
  }

  /// What happens at the place of the event alone.
  private mutating func change(_ recorded: RecordedEvent, _ visit: (StockMove) -> Void) {
    let event = recorded.event
    let change = apply(event, index: recorded.index)
    let place = StockPlace.held(party: event.party, site: event.site)
    func report(_ amount: Int64, _ cause: StockMoveCause) {
      if amount != 0 { visit(StockMove(place: place, amount: amount, cause: cause)) }
    }
    report(0 &- change.transformed, .transformed)
    if case .production(let production) = event.detail {
      report(change.produced, StockMoveCause(production.process))
    }
    report(change.found, .found)
    report(0 &- change.used, .used)
    report(0 &- change.disposed, .disposed)
    report(0 &- change.lost, .lost)
  }

  private mutating func store(
    _ storage: Storage, _ recorded: RecordedEvent, _ visit: (StockMove) -> Void
  ) {
    let event = recorded.event
    let party = event.party
    let from = storage.action == .in ? nil : event.site
    let change = apply(event, index: recorded.index)
    func report(_ amount: Int64, _ site: Identifier?, _ cause: StockMoveCause) {
      guard amount != 0 else { return }
      visit(StockMove(place: .held(party: party, site: site), amount: amount, cause: cause))
    }
    guard storage.action != .count else {
      return report(change.found &- change.lost, event.site, .counted)
    }
    let to =
      switch storage.action {
      case .in: event.site
      case .out: Identifier?.none
      case .move, .count: storage.toSite
      }
    guard storage.lot == lot, from != to else { return }
    report(0 &- storage.quantity.amount, from, .moved)
    report(storage.quantity.amount, to, .moved)
  }

  /// A load or a return: between the consignor's place and the carriers.
  private mutating func shift(
    _ transport: Transport, _ recorded: RecordedEvent, _ visit: (StockMove) -> Void
  ) {
    guard let before = consignments[transport.consignment] else { return }
    apply(recorded.event, index: recorded.index)
    guard let after = consignments[transport.consignment] else { return }
    let isLoad = transport.step == .load
    let amount =
      isLoad ? before.loaded &- after.loaded : after.returned &- before.returned
    let cause = isLoad ? StockMoveCause.loaded : .returned
    if amount != 0 {
      let place = StockPlace.held(party: before.consignor, site: before.site)
      visit(StockMove(place: place, amount: amount, cause: cause))
    }
    report(before, transport.consignment, cause, visit)
  }

  private mutating func deliver(
    _ transport: Transport, _ recorded: RecordedEvent, _ visit: (StockMove) -> Void
  ) {
    let before = consignments[transport.consignment]
    let delivery = delivery(of: recorded.event)
    apply(recorded.event, index: recorded.index)
    guard let before, let delivery else { return }
    if delivery.isFromTransit {
      report(before, transport.consignment, .delivered, visit)
    } else if delivery.received != 0 {
      visit(
        StockMove(
          place: .held(party: before.consignor, site: before.site),
          amount: 0 &- delivery.received, cause: .delivered))
    }
    let place = StockPlace.held(party: delivery.consignee, site: delivery.site)
    if delivery.taken != 0 {
      visit(StockMove(place: place, amount: delivery.taken, cause: .delivered))
    }
    if delivery.excess != 0 {
      visit(StockMove(place: place, amount: delivery.excess, cause: .excess))
    }
  }

  /// What changed with the carriers of a consignment; what a delivery left out is told apart.
  private func report(
    _ before: ConsignmentShare?, _ consignment: Identifier, _ cause: StockMoveCause,
    _ visit: (StockMove) -> Void
  ) {
    guard let before, let after = consignments[consignment] else { return }
    for (position, carrier) in after.carriers.enumerated() {
      // Carriers keep their place: new ones come behind.
      let was = position < before.carriers.count ? before.carriers[position] : nil
      let transit = carrier.inTransit &- (was?.inTransit ?? 0)
      let unaccounted = carrier.unaccounted &- (was?.unaccounted ?? 0)
      let leftOut = cause == .delivered ? unaccounted : 0
      let places = [
        (StockPlace.inTransit(consignment: consignment, carrier: carrier.carrier), transit),
        (.unaccounted(consignment: consignment, carrier: carrier.carrier), unaccounted),
      ]
      if leftOut != 0 {
        visit(StockMove(place: places[0].0, amount: 0 &- leftOut, cause: .leftOut))
        visit(StockMove(place: places[1].0, amount: leftOut, cause: .leftOut))
      }
      let rest = [transit &+ leftOut, unaccounted &- leftOut]
      for (place, amount) in zip(places, rest) where amount != 0 {
        visit(StockMove(place: place.0, amount: amount, cause: cause))
      }
    }
  }
}

extension StockMoveCause {
  /// How an output of a process came to be there.
  init(_ process: Production.Process) {
    switch process {
    case .import: self = .imported
    case .receipt: self = .purchased
    case .opening: self = .declared
    case .produce, .repack, .blend, .react, .waste: self = .produced
    }
  }
}
