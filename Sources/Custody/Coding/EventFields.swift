internal import LedgerFormat

/// The values of an event's map as they are met, before they are known to make an event.
struct EventFields {
  var id: Identifier?
  var time: Instant?
  var party: Identifier?
  var site: Identifier?
  var document: Identifier?
  var note: String?
  var owner: Identifier?
  var action: UInt64 = 0
  var lot: LotID?
  var quantity: Quantity?
  var outputs: [Output] = []
  var inputs: [Good] = []
  var goods: [Good]?
  var loss: Quantity?
  var from: Identifier?
  var toSite: Identifier?
  var reason: String?
  var counterparty: Identifier?
  var purpose: String?
  var consignment: Identifier?
  var consignee: Identifier?
  var carrier: Identifier?
  var vehicle: Identifier?
  var place: String?
  var partial: Bool?
  var method: String?
  var privateFields: [PrivateField] = []
  var corrects: (party: Identifier, id: Identifier, target: Correction.Target)?
  var replacement: Event?
  var lots: [LotID]?
  var subject: Identifier?
  var registration = RegistrationFields()
  var finding: Identifier?

  /// The event, once all keys that its kind needs were met.
  func event(of kind: BodyKind) throws(EntryError) -> Event {
    Event(
      id: try need(id, .id), time: try need(time, .time), party: try need(party, .party),
      site: site, document: document, note: note, owner: owner, privateFields: privateFields,
      detail: try detail(of: kind))
  }

  private func detail(of kind: BodyKind) throws(EntryError) -> Event.Detail {
    switch kind {
    case .production:
      let process = try need(Production.Process(rawValue: action), .action)
      return .production(
        Production(process: process, outputs: outputs, inputs: inputs, loss: loss, from: from))
    case .storage:
      return .storage(
        Storage(
          action: try need(Storage.Action(rawValue: action), .action), lot: try need(lot, .lot),
          quantity: try need(quantity, .quantity), toSite: toSite, reason: reason))
    case .trade:
      return .trade(
        Trade(
          action: try need(Trade.Action(rawValue: action), .action),
          goods: try need(goods, .goods), counterparty: try need(counterparty, .counterparty),
          purpose: purpose))
    case .consignment:
      return .consignment(
        Consignment(
          consignment: try need(consignment, .consignment),
          consignee: try need(consignee, .consignee), carrier: carrier,
          goods: try need(goods, .goods), toSite: toSite))
    case .transport:
      return .transport(
        Transport(
          consignment: try need(consignment, .consignment),
          step: try need(TransportStep(rawValue: action), .action), vehicle: vehicle,
          place: place, goods: goods, partial: partial))
    case .use:
      return .use(
        Use(
          lot: try need(lot, .lot), quantity: try need(quantity, .quantity),
          purpose: try need(purpose, .purpose)))
    case .disposal:
      return .disposal(
        Disposal(
          lot: try need(lot, .lot), quantity: try need(quantity, .quantity),
          method: try need(method, .method)))
    case .loss:
      return .loss(
        Loss(
          lot: try need(lot, .lot), quantity: try need(quantity, .quantity),
          cause: try need(Loss.Cause(rawValue: action), .action), consignment: consignment))
    case .correction:
      let corrects = try need(corrects, .corrects)
      return .correction(
        Correction(
          party: corrects.party, id: corrects.id, reason: try need(reason, .reason),
          replacement: replacement, target: corrects.target))
    case .order: return .order(try order())
    case .registration:
      return .registration(
        try registration.registration(of: try register(), reason: reason))
    case .handling:
      return .handling(
        Handling(
          try need(Handling.Action(rawValue: action), .action),
          finding: try need(finding, .finding)))
    default: throw .newerEvent(kind: kind.rawValue, key: nil)
    }
  }

  /// An order is about lots or about a party: one of them, and never both.
  private func order() throws(EntryError) -> Order {
    let action = try need(Order.Action(rawValue: action), .action)
    switch (lots, subject) {
    case (let lots?, nil): return Order(action, .lots(lots))
    case (nil, let party?): return Order(action, .party(party))
    default: throw .missing(key: EventKey.lots.rawValue)
    }
  }

  /// What a registration registers, which stands before everything that depends on it.
  func register() throws(EntryError) -> RegisterKind {
    try need(RegisterKind(rawValue: action), .action)
  }

  private func need<Value>(_ value: Value?, _ key: EventKey) throws(EntryError) -> Value {
    guard let value else { throw .missing(key: key.rawValue) }
    return value
  }
}
