extension Event {
  /// Calls `body` with every lot that the event itself names, as often as it names it.
  ///
  /// Cost: allocates nothing, and copies no output or good for the sake of its lot.
  public func forEachLot(_ body: (LotID) -> Void) {
    switch detail {
    case .production(let production):
      for place in production.outputs.indices { body(production.outputs[place].lot) }
      forEachLot(of: production.inputs, body)
    case .storage(let storage): body(storage.lot)
    case .trade(let trade): forEachLot(of: trade.goods, body)
    case .consignment(let consignment): forEachLot(of: consignment.goods, body)
    case .transport(let transport):
      if let goods = transport.goods { forEachLot(of: goods, body) }
    case .use(let use): body(use.lot)
    case .disposal(let disposal): body(disposal.lot)
    case .loss(let loss): body(loss.lot)
    case .correction(let correction): correction.replacement?.forEachLot(body)
    case .order(let order): for lot in order.lots { body(lot) }
    case .registration, .handling: break
    }
  }

  private func forEachLot(of goods: [Good], _ body: (LotID) -> Void) {
    for place in goods.indices { body(goods[place].lot) }
  }

  /// The lot of an event whose kind names just one; nil for kinds that have lists. Cost: constant.
  public var onlyLot: LotID? {
    switch detail {
    case .storage(let storage): storage.lot
    case .use(let use): use.lot
    case .disposal(let disposal): disposal.lot
    case .loss(let loss): loss.lot
    case .production, .trade, .consignment, .transport, .correction, .order, .registration,
      .handling:
      nil
    }
  }

  /// False for events that change nothing about where a lot is, or how much of it there is.
  public var movesLots: Bool {
    switch detail {
    case .trade, .registration, .handling: false
    case .transport(let transport): transport.step.movesGoods
    case .production, .storage, .consignment, .use, .disposal, .loss, .correction, .order: true
    }
  }

  /// The lots that the event itself names, each once, in the order of their first mention.
  public var lotReferences: [LotID] {
    var lots: [LotID] = []
    var known: Set<LotID> = []
    forEachLot { lot in
      guard lots.last != lot else { return }
      if lots.count < 8 {
        if !lots.contains(lot) { lots.append(lot) }
        return
      }
      if known.isEmpty { known = Set(lots) }
      if known.insert(lot).inserted { lots.append(lot) }
    }
    return lots
  }

  /// The event with every lot put through `resolve`; a production's outputs are made the reporter's.
  ///
  /// A bare batch means the reporter's own in `outputs`; elsewhere it is for `resolve` to say which
  /// lot of that batch is meant, or to refuse it. Lots that are qualified are left as they are.
  public func resolvingLots<Failure: Error>(
    _ resolve: (LotID) throws(Failure) -> LotID
  ) throws(Failure) -> Event {
    var event = self
    try event.resolveLots(resolve)
    return event
  }

  /// Puts every lot through `resolve`, as `resolvingLots` does; after an error some lots are resolved.
  public mutating func resolveLots<Failure: Error>(
    _ resolve: (LotID) throws(Failure) -> LotID
  ) throws(Failure) {
    func resolved(_ lot: LotID) throws(Failure) -> LotID {
      lot.isQualified ? lot : try resolve(lot)
    }
    func resolved(_ goods: [Good]) throws(Failure) -> [Good] {
      guard goods.contains(where: { !$0.lot.isQualified }) else { return goods }
      var goods = goods
      for position in goods.indices { goods[position].lot = try resolved(goods[position].lot) }
      return goods
    }
    qualifyOutputs()
    switch detail {
    case .production(var production):
      production.inputs = try resolved(production.inputs)
      detail = .production(production)
    case .storage(var storage):
      storage.lot = try resolved(storage.lot)
      detail = .storage(storage)
    case .trade(var trade):
      trade.goods = try resolved(trade.goods)
      detail = .trade(trade)
    case .consignment(var consignment):
      consignment.goods = try resolved(consignment.goods)
      detail = .consignment(consignment)
    case .transport(var transport):
      if let goods = transport.goods { transport.goods = try resolved(goods) }
      detail = .transport(transport)
    case .use(var use):
      use.lot = try resolved(use.lot)
      detail = .use(use)
    case .disposal(var disposal):
      disposal.lot = try resolved(disposal.lot)
      detail = .disposal(disposal)
    case .loss(var loss):
      loss.lot = try resolved(loss.lot)
      detail = .loss(loss)
    case .correction(var correction):
      correction.replacement = try correction.replacement?.resolvingLots(resolve)
      detail = .correction(correction)
    case .order(var order):
      guard case .lots(var lots) = order.subject else { break }
      for position in lots.indices { lots[position] = try resolved(lots[position]) }
      order.subject = .lots(lots)
      detail = .order(order)
    case .registration, .handling: break
    }
  }

  /// Makes a production's outputs that are written without a party the reporter's; nobody need be asked.
  public mutating func qualifyOutputs() {
    guard hasBareOutputs else { return }
    // Taken out for the while, so that its outputs are changed where they are.
    guard case .production(var production) = exchange(&detail, with: .unread) else { return }
    for position in production.outputs.indices
    where !production.outputs[position].lot.isQualified {
      let batch = production.outputs[position].lot.id
      production.outputs[position].lot = LotID(party: party, batch: batch)
    }
    detail = .production(production)
  }

  private var hasBareOutputs: Bool {
    guard case .production(let production) = detail else { return false }
    return production.outputs.contains { !$0.lot.isQualified }
  }

  /// True when some lot is written without its party.
  public var hasBareLots: Bool {
    var isBare = false
    forEachLot { if !$0.isQualified { isBare = true } }
    return isBare
  }
}
