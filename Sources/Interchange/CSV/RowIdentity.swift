internal import Custody
internal import LedgerFormat

/// What makes a row of a short sheet the row it is: the values that were read, not how they were written.
///
/// A time is its instant, an amount its smallest unit, a word its meaning, a lot its batch, with or
/// without the party. Remarks, documents and persons are left out: a sheet that was given one more such
/// column has the same rows, which the ledger then finds changed instead of new.
struct RowIdentity {
  private(set) var message: [UInt8] = []

  init(_ event: Event) {
    add(event.kind.rawValue)
    add(event.time.microseconds)
    add(event.party.text)
    add(event.site?.text)
    switch event.detail {
    case .production(let production):
      add(production.process.rawValue)
      add(production.from?.text)
      for output in production.outputs { add(output.lot, output.quantity) }
      add(nil as String?)
      add(production.inputs)
    case .storage(let storage):
      add(storage.action.rawValue)
      add(storage.lot, storage.quantity)
      add(storage.toSite?.text)
      add(storage.reason)
    case .trade(let trade):
      add(trade.action.rawValue)
      add(trade.counterparty.text)
      add(trade.purpose)
      add(trade.goods)
    case .consignment(let consignment):
      add(consignment.consignment.text)
      add(consignment.consignee.text)
      add(consignment.carrier?.text)
      add(consignment.toSite?.text)
      add(consignment.goods)
    case .transport(let transport):
      add(transport.consignment.text)
      add(transport.step.rawValue)
      add(transport.vehicle?.text)
      add(transport.place)
      add(transport.goods ?? [])
    case .use(let use):
      add(use.lot, use.quantity)
      add(use.purpose)
    case .disposal(let disposal):
      add(disposal.lot, disposal.quantity)
      add(disposal.method)
    case .loss(let loss):
      add(loss.cause.rawValue)
      add(loss.lot, loss.quantity)
      add(loss.consignment?.text)
    case .handling(let handling):
      add(handling.action.rawValue)
      add(handling.finding.text)
    case .correction, .order, .registration: break
    }
  }

  private mutating func add(_ goods: [Good]) {
    for good in goods { add(good.lot, good.quantity) }
  }

  private mutating func add(_ lot: LotID, _ quantity: Quantity) {
    add(lot.batch.text)
    add(quantity.dimension.rawValue)
    add(quantity.amount)
  }

  private mutating func add(_ number: some BinaryInteger) { add(String(number)) }

  /// A value, ended by a byte that stands in none; an absent one is not an empty one.
  private mutating func add(_ text: String?) {
    message.append(contentsOf: (text ?? "\u{1}").utf8)
    message.append(0)
  }
}
