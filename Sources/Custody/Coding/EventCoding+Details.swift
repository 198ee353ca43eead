internal import LedgerFormat

extension EventCoding {
  /// Writes the keys 8 to 26, in ascending order for every kind.
  static func encode(_ detail: Event.Detail, into writer: inout CBORWriter) {
    switch detail {
    case .production(let production): encode(production, into: &writer)
    case .storage(let storage):
      writer.unsigned(.action, storage.action.rawValue)
      writer.lot(storage.lot, storage.quantity)
      writer.name(.toSite, storage.toSite)
      writer.text(.reason, storage.reason)
    case .trade(let trade):
      writer.unsigned(.action, trade.action.rawValue)
      writer.goods(.goods, trade.goods)
      writer.name(.counterparty, trade.counterparty)
      writer.text(.purpose, trade.purpose)
    case .consignment(let consignment):
      writer.goods(.goods, consignment.goods, hasPackages: true)
      writer.name(.toSite, consignment.toSite)
      writer.name(.consignment, consignment.consignment)
      writer.name(.consignee, consignment.consignee)
      writer.name(.carrier, consignment.carrier)
    case .transport(let transport): encode(transport, into: &writer)
    case .use(let use):
      writer.lot(use.lot, use.quantity)
      writer.text(.purpose, use.purpose)
    case .disposal(let disposal):
      writer.lot(disposal.lot, disposal.quantity)
      writer.text(.method, disposal.method)
    case .loss(let loss):
      writer.unsigned(.action, loss.cause.rawValue)
      writer.lot(loss.lot, loss.quantity)
      writer.name(.consignment, loss.consignment)
    case .correction(let correction): writer.text(.reason, correction.reason)
    case .order(let order): writer.unsigned(.action, order.action.rawValue)
    case .registration(let registration): encode(registration, into: &writer)
    case .handling(let handling): writer.unsigned(.action, handling.action.rawValue)
    }
  }

  private static func encode(_ production: Production, into writer: inout CBORWriter) {
    writer.unsigned(.action, production.process.rawValue)
    writer.key(.outputs)
    writer.array(count: production.outputs.count)
    for output in production.outputs { writer.output(output) }
    if !production.inputs.isEmpty { writer.goods(.inputs, production.inputs) }
    if let loss = production.loss {
      writer.key(.loss)
      writer.quantity(loss)
    }
    writer.name(.from, production.from)
  }

  private static func encode(_ transport: Transport, into writer: inout CBORWriter) {
    writer.unsigned(.action, transport.step.rawValue)
    if let goods = transport.goods { writer.goods(.goods, goods) }
    writer.name(.consignment, transport.consignment)
    writer.name(.vehicle, transport.vehicle)
    writer.text(.place, transport.place)
    if let partial = transport.partial {
      writer.key(.partial)
      writer.boolean(partial)
    }
  }
}

extension Event {
  /// How many keys the event's map has.
  var keyCount: Int {
    var count = 4 + detail.keyCount
    if site != nil { count += 1 }
    if document != nil { count += 1 }
    if note != nil { count += 1 }
    if owner != nil { count += 1 }
    if !privateFields.isEmpty { count += 1 }
    return count
  }
}

extension Event.Detail {
  fileprivate var keyCount: Int {
    switch self {
    case .production(let production):
      return 2 + (production.inputs.isEmpty ? 0 : 1) + (production.loss == nil ? 0 : 1)
        + (production.from == nil ? 0 : 1)
    case .storage(let storage):
      return 3 + (storage.toSite == nil ? 0 : 1) + (storage.reason == nil ? 0 : 1)
    case .trade(let trade): return 3 + (trade.purpose == nil ? 0 : 1)
    case .consignment(let consignment):
      return 3 + (consignment.carrier == nil ? 0 : 1) + (consignment.toSite == nil ? 0 : 1)
    case .transport(let transport):
      let named = 2 + (transport.vehicle == nil ? 0 : 1) + (transport.place == nil ? 0 : 1)
      return named + (transport.goods == nil ? 0 : 1) + (transport.partial == nil ? 0 : 1)
    case .use, .disposal: return 3
    case .loss(let loss): return 3 + (loss.consignment == nil ? 0 : 1)
    case .correction(let correction): return 2 + (correction.replacement == nil ? 0 : 1)
    case .order: return 2
    case .registration(let registration): return registration.keyCount
    case .handling: return 2
    }
  }
}
