import Custody
import LedgerFormat
import TestSupport

/// Random events over a world so small that they often meet; about half of them break the model.
struct RandomWorld {
  var random: SeededGenerator
  private let parties: [Identifier] = ["P", "Q", "T"]
  private let sites: [Identifier?] = [nil, "A", "B"]
  private let lots: [LotID] = ["P/1", "P/2", "P/3", "Q/1", "Q/2"]
  private var nextNumber = 1

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// The next event, mostly of places that hold something and consignments that are open.
  mutating func next(in book: LotBook) -> Event {
    let holdings = book.states.values.sorted { $0.lot < $1.lot }.flatMap { state in
      state.held.map { (lot: state.lot, row: $0) }
    }
    var (lot, party, site) = (random.pick(lots), random.pick(parties), random.pick(sites))
    if !holdings.isEmpty, random.chance(9, in: 10) {
      let holding = random.pick(holdings)
      (lot, party, site) = (holding.lot, holding.row.party, holding.row.site)
    }
    let open = book.consignments.sorted()
    let consignment = open.isEmpty ? "C0" : random.pick(open)
    let detail = detail(of: lot, on: consignment)
    if case .transport = detail, random.chance(3, in: 4) { party = "Q" }
    var event = Event.by(party, at: site, detail)
    if random.chance(3, in: 4) { event.document = "D" }
    return event
  }

  private mutating func detail(of lot: LotID, on consignment: Identifier) -> Event.Detail {
    switch Int.random(in: 0..<20, using: &random) {
    case 0...2: return .production(production(of: lot))
    case 3...5:
      return .storage(
        Storage(
          action: random.pick(Storage.Action.allCases), lot: lot, quantity: quantity(),
          toSite: random.chance(1, in: 4) ? random.pick(sites) : nil))
    case 6...8:
      nextNumber += 1
      return .consignment(
        Consignment(
          consignment: Identifier("C\(nextNumber / 2)"),
          consignee: random.chance(3, in: 4) ? "Q" : random.pick(parties),
          carrier: random.chance(1, in: 2) ? random.pick(parties) : nil, goods: goods(of: lot),
          toSite: random.pick(sites)))
    case 9...15:
      return .transport(
        Transport(
          consignment: consignment,
          step: random.pick([.load, .load, .deliver, .deliver, .return, .arrive]),
          goods: random.chance(1, in: 2) ? goods(of: lot) : nil,
          partial: random.chance(1, in: 2) ? random.chance(1, in: 2) : nil))
    case 16: return .use(Use(lot: lot, quantity: quantity(), purpose: "x"))
    case 17: return .disposal(Disposal(lot: lot, quantity: quantity(), method: "x"))
    case 18: return .trade(Trade(action: .sale, goods: goods(of: lot), counterparty: "Q"))
    default:
      return .loss(
        Loss(
          lot: lot, quantity: quantity(), cause: random.pick(Loss.Cause.allCases),
          consignment: random.chance(1, in: 2) ? consignment : nil))
    }
  }

  private mutating func production(of lot: LotID) -> Production {
    let process = random.pick([.produce, .react, .blend] as [Production.Process])
    let inputs = random.chance(1, in: 2) ? goods(of: lot) : []
    var outputs: [Output] = []
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      outputs.append(
        Output(
          lot: random.pick(lots), quantity: Quantity(amount: quantity().amount * 20, unit: .gram)))
    }
    if process == .blend {
      outputs = [Output(lot: random.pick(lots), quantity: quantity())]
      outputs[0].quantity.amount = inputs.reduce(0) { $0 + $1.quantity.amount }
    }
    return Production(process: process, outputs: outputs, inputs: inputs)
  }

  private mutating func goods(of lot: LotID) -> [Good] {
    var goods = [Good(lot: lot, quantity: quantity())]
    while random.chance(1, in: 4) {
      goods.append(Good(lot: random.pick(lots), quantity: quantity()))
    }
    return goods
  }

  private mutating func quantity() -> Quantity {
    Quantity(amount: Int64.random(in: 0...60, using: &random), unit: .milligram)
  }
}
