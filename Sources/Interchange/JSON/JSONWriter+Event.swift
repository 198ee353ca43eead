public import Custody
internal import LedgerFormat

extension JSONWriter {
  /// Writes the fields of an event into the object that is open: `id`, `kind`, `time`, `party`, then
  /// the kind's own fields, then the common ones that the event has.
  ///
  /// The names and words are those that files are read by. A private field is written while its
  /// value is open; a sealed one is left out, so put the values that still exist into the event first.
  public mutating func fields(of event: Event) {
    field("id", event.id.text)
    field("kind", event.kind.word?.english)
    field("time", event.time.text)
    field("party", event.party.text)
    field("site", event.site?.text)
    switch event.detail {
    case .production(let production): fields(of: production)
    case .storage(let storage): fields(of: storage)
    case .trade(let trade): fields(of: trade)
    case .consignment(let consignment): fields(of: consignment)
    case .transport(let transport): fields(of: transport)
    case .use(let use):
      fields(lot: use.lot, use.quantity)
      field("purpose", use.purpose)
    case .disposal(let disposal):
      fields(lot: disposal.lot, disposal.quantity)
      field("method", disposal.method)
    case .loss(let loss):
      fields(lot: loss.lot, loss.quantity)
      field("cause", loss.cause.word.english)
      field("consignment", loss.consignment?.text)
    case .correction(let correction): fields(of: correction)
    case .order(let order): fields(of: order)
    case .registration(let registration): fields(of: registration)
    case .handling(let handling):
      field("action", handling.action.word.english)
      field("finding", handling.finding.text)
    }
    field("document", event.document?.text)
    field("note", event.note)
    field("owner", event.owner?.text)
    for privateField in event.privateFields {
      if case .open(let value) = privateField.content { field(privateField.name.key, value) }
    }
  }

  private mutating func fields(of production: Production) {
    field("process", production.process.word.english)
    if !production.inputs.isEmpty { goods("inputs", production.inputs) }
    key("outputs")
    array(production.outputs) { writer, output in writer.value(output) }
    field("loss", production.loss?.text)
    field("from", production.from?.text)
  }

  private mutating func fields(of storage: Storage) {
    field("action", storage.action.word.english)
    fields(lot: storage.lot, storage.quantity)
    field("toSite", storage.toSite?.text)
    field("reason", storage.reason)
  }

  private mutating func fields(of trade: Trade) {
    field("action", trade.action.word.english)
    goods("goods", trade.goods)
    field("counterparty", trade.counterparty.text)
    field("purpose", trade.purpose)
  }

  private mutating func fields(of consignment: Consignment) {
    field("consignment", consignment.consignment.text)
    field("consignee", consignment.consignee.text)
    field("carrier", consignment.carrier?.text)
    goods("goods", consignment.goods)
    field("toSite", consignment.toSite?.text)
  }

  private mutating func fields(of transport: Transport) {
    field("consignment", transport.consignment.text)
    field("step", transport.step.word.english)
    field("vehicle", transport.vehicle?.text)
    field("place", transport.place)
    if let goods = transport.goods { self.goods("goods", goods) }
    if let partial = transport.partial { field("partial", partial) }
  }

  private mutating func fields(lot: LotID, _ quantity: Quantity) {
    field("lot", lot.text)
    field("quantity", quantity.text)
  }

  /// Writes a field that lists lots and quantities.
  public mutating func goods(_ name: String, _ goods: [Good]) {
    key(name)
    array(goods) { writer, good in
      writer.object { writer in
        writer.fields(lot: good.lot, good.quantity)
        writer.field("packages", good.packages)
      }
    }
  }

  /// Writes an output as an object.
  public mutating func value(_ output: Output) {
    object { writer in
      writer.fields(lot: output.lot, output.quantity)
      writer.field("content", output.content?.text)
      if let chemical = output.chemical { writer.field("chemical", chemical) }
    }
  }

  /// Writes a chemical as an object of the fields that it has.
  public mutating func field(_ name: String, _ chemical: Chemical) {
    key(name)
    value(chemical)
  }
}

extension PrivateField.Name {
  /// The field's key in JSON.
  fileprivate var key: String {
    switch self {
    case .handler: "handler"
    case .checker: "checker"
    case .contact: "contact"
    case .driver: "driver"
    case .escort: "escort"
    case .agent: "agent"
    case .identityNumber: "identityNumber"
    case .personName: "personName"
    }
  }
}
