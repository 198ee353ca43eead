internal import LedgerFormat

/// What can be told from the event alone: names, texts, and how many lots.
extension Admission {
  /// Refuses an event whose names, texts or number of lots cannot stand in the ledger.
  public static func checkForm(_ event: Event) throws(Refusal) {
    try checkName(.id, event.id)
    try checkParty(.party, event.party)
    try checkName(.site, event.site)
    try checkName(.document, event.document)
    try checkName(.owner, event.owner)
    try checkText(.note, event.note)
    if !event.privateFields.isEmpty { try checkForm(event.privateFields, of: event.kind) }
    switch event.detail {
    case .production(let production): try checkForm(production)
    case .storage(let storage):
      try checkLot(.lot, storage.lot)
      try checkName(.toSite, storage.toSite)
      try checkText(.reason, storage.reason)
    case .trade(let trade):
      try checkForm(.goods, trade.goods)
      try checkName(.counterparty, trade.counterparty)
      try checkText(.purpose, trade.purpose)
    case .consignment(let consignment):
      try checkName(.consignment, consignment.consignment)
      try checkParty(.consignee, consignment.consignee)
      try checkParty(.carrier, consignment.carrier)
      try checkName(.toSite, consignment.toSite)
      try checkForm(.goods, consignment.goods)
    case .transport(let transport):
      try checkName(.consignment, transport.consignment)
      try checkName(.vehicle, transport.vehicle)
      try checkText(.place, transport.place)
      if let goods = transport.goods { try checkForm(.goods, goods) }
    case .use(let use):
      try checkLot(.lot, use.lot)
      try checkText(.purpose, use.purpose)
    case .disposal(let disposal):
      try checkLot(.lot, disposal.lot)
      try checkText(.method, disposal.method)
    case .loss(let loss):
      try checkLot(.lot, loss.lot)
      try checkName(.consignment, loss.consignment)
    case .correction(let correction):
      try checkParty(.corrects, correction.party)
      try checkName(.corrects, correction.id)
      try checkText(.reason, correction.reason)
      if let replacement = correction.replacement { try checkForm(replacement) }
    case .order(let order):
      try checkParty(.subject, order.party)
      for lot in order.lots { try checkLot(.lots, lot) }
      if order.lots.count > Limits.lotsPerEventMax { try checkCount(of: Set(order.lots)) }
    case .registration(let registration): try checkForm(registration)
    case .handling(let handling):
      guard handling.isWellFormed else { throw .findingID(handling.finding) }
      let hasEvidence = event.note != nil || (handling.action == .close && event.document != nil)
      if handling.action != .acknowledge, !hasEvidence {
        throw .handlingWithoutEvidence(handling.action)
      }
    }
  }

  private static func checkForm(
    _ fields: [PrivateField], of kind: BodyKind
  ) throws(Refusal) {
    for (position, field) in fields.enumerated() {
      let isFirst = !fields[..<position].contains { $0.name == field.name }
      guard isFirst, field.name.isKnown(in: kind) else {
        throw .privateField(field.name, kind: kind)
      }
      if case .open(let value) = field.content { try checkText(.privateFields, value) }
    }
  }

  private static func checkForm(_ production: Production) throws(Refusal) {
    try checkName(.from, production.from)
    try checkForm(.inputs, production.inputs)
    for output in production.outputs {
      try checkLot(.outputs, output.lot)
      if let chemical = output.chemical { try checkForm(chemical, of: output.lot) }
    }
    guard production.outputs.count + production.inputs.count > Limits.lotsPerEventMax else {
      return
    }
    var lots = Set(production.outputs.map(\.lot))
    lots.formUnion(production.inputs.map(\.lot))
    try checkCount(of: lots)
  }

  private static func checkForm(_ chemical: Chemical, of lot: LotID) throws(Refusal) {
    switch chemical.name {
    case nil: break
    case .plain(let name): try checkText(.outputs, name)
    case .bilingual(let zh, let en):
      try checkText(.outputs, zh)
      try checkText(.outputs, en)
    }
    try checkText(.outputs, chemical.cas)
    try checkText(.outputs, chemical.hazardClass)
    try checkText(.outputs, chemical.packingGroup)
    try checkText(.outputs, chemical.concentration)
    try checkText(.outputs, chemical.state)
    try checkText(.outputs, chemical.form)
    guard let number = chemical.un else { return }
    let isNumber = number.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
    guard number.utf8.count == 4, isNumber else { throw .unNumber(lot: lot, number) }
  }

  private static func checkForm(_ key: EventKey, _ goods: [Good]) throws(Refusal) {
    for good in goods {
      try checkLot(key, good.lot)
      try checkText(key, good.packages)
    }
    guard goods.count > Limits.lotsPerEventMax else { return }
    try checkCount(of: Set(goods.map(\.lot)))
  }

  private static func checkCount(of lots: Set<LotID>) throws(Refusal) {
    guard lots.count <= Limits.lotsPerEventMax else {
      throw .tooManyLots(count: lots.count, countMax: Limits.lotsPerEventMax)
    }
  }

  static func checkName(_ key: EventKey, _ name: Identifier?) throws(Refusal) {
    guard let name else { return }
    do { try name.withBytes(IdentifierRule.check) } catch { throw .text(key, error) }
  }

  static func checkParty(_ key: EventKey, _ name: Identifier?) throws(Refusal) {
    guard let name else { return }
    do { try name.withBytes(IdentifierRule.checkParty) } catch { throw .text(key, error) }
  }

  static func checkLot(_ key: EventKey, _ lot: LotID) throws(Refusal) {
    do {
      try lot.id.withBytes { (name: Span<UInt8>) throws(TextError) in
        try IdentifierRule.checkLot(name)
      }
    } catch { throw .text(key, error) }
  }

  static func checkText(_ key: EventKey, _ text: String?) throws(Refusal) {
    guard var text else { return }
    text.makeContiguousUTF8()
    do { try TextRule.check(text.utf8.span) } catch { throw .text(key, error) }
  }
}
