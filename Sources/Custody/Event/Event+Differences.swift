public import LedgerFormat

/// In what two reports under one id differ, for whoever has to tell the wrong one.
extension Event {
  /// The fields in which this event says something else than `recorded`; empty where it is the values of
  /// private fields, or nothing at all.
  ///
  /// Compared as `hasSameContent` does.
  /// - Parameter recorded: qualified.
  public func differences(from recorded: Event) -> [EventKey] {
    var found = EventDifferences()
    found.add(.kind, unless: kind == recorded.kind)
    found.add(.time, unless: time == recorded.time)
    found.add(.site, unless: site == recorded.site)
    found.add(.document, unless: document == recorded.document)
    found.add(.owner, unless: owner == recorded.owner)
    switch (detail, recorded.detail) {
    case (.production(let own), .production(let other)): found.compare(own, other)
    case (.storage(let own), .storage(let other)):
      found.add(.action, unless: own.action == other.action)
      found.compare(own.lot, own.quantity, other.lot, other.quantity)
      found.add(.toSite, unless: own.toSite == other.toSite)
      found.add(.reason, unless: own.reason == other.reason)
    case (.trade(let own), .trade(let other)):
      found.add(.action, unless: own.action == other.action)
      found.add(.goods, unless: hasSameGoods(own.goods, other.goods))
      found.add(.counterparty, unless: own.counterparty == other.counterparty)
      found.add(.purpose, unless: own.purpose == other.purpose)
    case (.consignment(let own), .consignment(let other)):
      found.add(.consignment, unless: own.consignment == other.consignment)
      found.add(.consignee, unless: own.consignee == other.consignee)
      found.add(.carrier, unless: own.carrier == other.carrier)
      found.add(.toSite, unless: own.toSite == other.toSite)
      found.add(.goods, unless: hasSameGoods(own.goods, other.goods))
    case (.transport(let own), .transport(let other)):
      found.add(.consignment, unless: own.consignment == other.consignment)
      found.add(.action, unless: own.step == other.step)
      found.add(.vehicle, unless: own.vehicle == other.vehicle)
      found.add(.place, unless: own.place == other.place)
      found.add(
        .goods,
        unless: (own.goods == nil) == (other.goods == nil)
          && hasSameGoods(own.goods ?? [], other.goods ?? []))
      found.add(.partial, unless: (own.partial ?? false) == (other.partial ?? false))
    case (.use(let own), .use(let other)):
      found.compare(own.lot, own.quantity, other.lot, other.quantity)
      found.add(.purpose, unless: own.purpose == other.purpose)
    case (.disposal(let own), .disposal(let other)):
      found.compare(own.lot, own.quantity, other.lot, other.quantity)
      found.add(.method, unless: own.method == other.method)
    case (.loss(let own), .loss(let other)):
      found.compare(own.lot, own.quantity, other.lot, other.quantity)
      found.add(.reason, unless: own.cause == other.cause)
      found.add(.consignment, unless: own.consignment == other.consignment)
    default: break
    }
    found.add(.note, unless: note == recorded.note)
    return found.keys
  }
}

private struct EventDifferences {
  var keys: [EventKey] = []

  mutating func add(_ key: EventKey, unless isSame: Bool) {
    if !isSame { keys.append(key) }
  }

  mutating func compare(
    _ lot: LotID, _ quantity: Quantity, _ otherLot: LotID, _ otherQuantity: Quantity
  ) {
    add(.lot, unless: lot.isWritten(for: otherLot))
    add(.quantity, unless: quantity.isSameAmount(as: otherQuantity))
  }

  mutating func compare(_ own: Production, _ other: Production) {
    add(.action, unless: own.process == other.process)
    add(
      .outputs,
      unless: own.outputs.elementsEqual(other.outputs) { own, other in
        own.lot.isWritten(for: other.lot) && own.quantity.isSameAmount(as: other.quantity)
          && hasSameAmount(own.content, other.content)
          && (own.chemical ?? Chemical()) == (other.chemical ?? Chemical())
      })
    add(.inputs, unless: hasSameGoods(own.inputs, other.inputs))
    add(.loss, unless: hasSameAmount(own.loss, other.loss))
    add(.from, unless: own.from == other.from)
  }
}
