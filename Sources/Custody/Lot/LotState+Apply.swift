internal import LedgerFormat

extension LotState {
  /// Folds an event in, and says by how much each amount changed; never refuses.
  ///
  /// `event` is qualified, as recorded, and `index` its entry's. An event that does not touch the lot
  /// changes nothing; neither does a step of a consignment whose opening was not folded in, nor a
  /// second production of the lot. Amounts are taken to be of the lot's dimension.
  /// Cost: linear in the goods that the event names, constant in the lot's holders.
  @discardableResult
  public mutating func apply(_ event: Event, index: UInt64) -> LotTotals {
    let before = totals
    switch event.detail {
    case .production(let production): apply(production, of: event, index: index)
    case .storage(let storage): apply(storage, of: event)
    case .trade, .registration, .handling: break
    case .consignment(let consignment): open(consignment, of: event, index: index)
    case .transport(let transport): apply(transport, of: event)
    case .use(let use):
      guard use.lot == lot else { break }
      take(use.quantity.amount, at: event)
      totals.used.add(use.quantity.amount, &isOverflown)
    case .disposal(let disposal):
      guard disposal.lot == lot else { break }
      take(disposal.quantity.amount, at: event)
      totals.disposed.add(disposal.quantity.amount, &isOverflown)
    case .loss(let loss): apply(loss, of: event)
    case .correction: break
    case .order(let order): apply(order, of: event, index: index)
    }
    return totals.change(since: before)
  }

  private mutating func apply(_ production: Production, of event: Event, index: UInt64) {
    if let amount = amount(in: production.inputs) {
      take(amount, at: event)
      totals.transformed.add(amount, &isOverflown)
    }
    guard origin == nil,
      let place = production.outputs.indices.first(where: { production.outputs[$0].lot == lot })
    else { return }
    let output = production.outputs[place]
    origin = LotOrigin(event, production, output: output, index: index)
    totals.produced.add(output.quantity.amount, &isOverflown)
    hold(output.quantity.amount, party: event.party, site: event.site)
  }

  private mutating func apply(_ storage: Storage, of event: Event) {
    guard storage.lot == lot else { return }
    let amount = storage.quantity.amount
    let party = event.party
    switch storage.action {
    case .in: move(amount, of: party, from: nil, to: event.site)
    case .out: move(amount, of: party, from: event.site, to: nil)
    case .move: move(amount, of: party, from: event.site, to: storage.toSite)
    case .count: count(amount, party: party, site: event.site)
    }
  }

  private mutating func apply(_ loss: Loss, of event: Event) {
    guard loss.lot == lot else { return }
    if let consignment = loss.consignment {
      lose(loss.quantity.amount, on: consignment, reporter: event.party)
    } else if loss.cause == .found {
      totals.found.add(loss.quantity.amount, &isOverflown)
      hold(loss.quantity.amount, party: event.party, site: event.site)
    } else {
      take(loss.quantity.amount, at: event)
      totals.lost.add(loss.quantity.amount, &isOverflown)
    }
  }

  /// Sets what is held at a place to what was counted there; the difference is lost or found.
  private mutating func count(_ counted: Int64, party: Identifier, site: Identifier?) {
    let known = places.amount(party: party, site: site)
    let (difference, isTooLarge) = counted.subtractingReportingOverflow(known)
    if isTooLarge { isOverflown = true }
    hold(difference, party: party, site: site)
    if difference < 0 {
      totals.lost.add(0 &- difference, &isOverflown)
    } else {
      totals.found.add(difference, &isOverflown)
    }
  }

  private mutating func move(
    _ amount: Int64, of party: Identifier, from source: Identifier?, to target: Identifier?
  ) {
    guard source != target else { return }
    hold(0 &- amount, party: party, site: source)
    hold(amount, party: party, site: target)
  }
}

extension LotState {
  /// Changes what is held at a place, and the total with it.
  mutating func hold(_ amount: Int64, party: Identifier, site: Identifier?) {
    if places.add(amount, party: party, site: site) { isOverflown = true }
    totals.held.add(amount, &isOverflown)
  }

  /// Takes from where the event happened.
  private mutating func take(_ amount: Int64, at event: Event) {
    hold(0 &- amount, party: event.party, site: event.site)
  }

  /// What a list says of this lot, added up; nil where it does not name the lot.
  ///
  /// A sum beyond Int64 stays at its end; no such event is admitted.
  func amount(in goods: [Good]) -> Int64? {
    var total: Int64?
    for place in goods.indices where goods[place].lot == lot {
      let amount = goods[place].quantity.amount
      let (sum, isTooLarge) = (total ?? 0).addingReportingOverflow(amount)
      total = isTooLarge ? Int64.max : sum
    }
    return total
  }
}

extension Int64 {
  /// Adds, and where the sum leaves Int64 wraps and says so.
  mutating func add(_ amount: Int64, _ isOverflown: inout Bool) {
    let (sum, isTooLarge) = addingReportingOverflow(amount)
    self = sum
    if isTooLarge { isOverflown = true }
  }
}
