import Custody
import LedgerFormat

/// A small history with every kind of event, which the model admits.
enum Story {
  static let toluene: LotID = "Acme/T-1"
  static let xylene: LotID = "Acme/X-1"
  static let thinner: LotID = "Acme/B-1"

  static func event(
    _ id: String, party: String = "Acme", site: String? = nil, _ detail: Event.Detail
  ) -> Event {
    Event(
      id: Identifier(id), time: Instant(microseconds: 1_690_000_000_000_000)!,
      party: Identifier(party), site: site.map { Identifier($0) }, detail: detail)
  }

  static func kilograms(_ amount: Int64) -> Quantity {
    Quantity(amount: amount * 1_000_000, unit: .kilogram)
  }

  static func good(_ lot: LotID, _ amount: Int64) -> Good {
    Good(lot: lot, quantity: kilograms(amount))
  }

  static func made(_ id: String, _ lot: LotID, _ amount: Int64) -> Event {
    event(
      id,
      .production(
        Production(
          process: .produce, outputs: [Output(lot: lot, quantity: kilograms(amount))])))
  }

  static func used(_ id: String, party: String = "Acme", _ lot: LotID, _ amount: Int64) -> Event {
    event(
      id, party: party,
      .use(Use(lot: lot, quantity: kilograms(amount), purpose: "cleaning")))
  }

  static func step(
    _ id: String, party: String, _ step: TransportStep, _ goods: [Good]? = nil
  ) -> Event {
    event(
      id, party: party,
      .transport(Transport(consignment: "W-1", step: step, goods: goods)))
  }

  static func correction(
    _ id: String, of event: String, by party: String = "Acme", whose: String = "Acme",
    at index: UInt64, version: UInt64? = nil, to replacement: Event? = nil
  ) -> Event {
    Story.event(
      id, party: party,
      .correction(
        Correction(
          party: Identifier(whose), id: Identifier(event), reason: "x", replacement: replacement,
          target: Correction.Target(index: index, version: version ?? index))))
  }

  /// Two lots, a blend of them, a delivery, and uses; fourteen events.
  static var events: [Event] {
    [
      made("1", toluene, 100),
      made("2", xylene, 80),
      event(
        "3",
        .production(
          Production(
            process: .blend, outputs: [Output(lot: thinner, quantity: kilograms(60))],
            inputs: [good(toluene, 40), good(xylene, 20)]))),
      event(
        "4",
        .consignment(
          Consignment(
            consignment: "W-1", consignee: "Paints", carrier: "Haul",
            goods: [good(thinner, 30), good(xylene, 10)]))),
      step("1", party: "Haul", .accept),
      step("2", party: "Haul", .load),
      step("3", party: "Haul", .position),
      step("4", party: "Haul", .arrive),
      step("1", party: "Paints", .deliver),
      used("2", party: "Paints", thinner, 12),
      event(
        "5",
        .trade(
          Trade(action: .sale, goods: [good(toluene, 5)], counterparty: "Paints"))),
      event("6", .loss(Loss(lot: toluene, quantity: kilograms(1), cause: .spill))),
      event(
        "7", .disposal(Disposal(lot: xylene, quantity: kilograms(2), method: "incineration"))),
      used("8", toluene, 3),
    ]
  }

  /// A ledger of the story: the genesis and its events.
  static func ledger(entriesPerSegment: UInt64 = 64) throws -> LedgerMaker {
    let maker = try LedgerMaker(entriesPerSegment: entriesPerSegment)
    for event in events { try maker.append(event) }
    return maker
  }

  /// A longer ledger: the story, and small uses up to `count` entries.
  static func ledger(count: Int, entriesPerSegment: UInt64 = 64) throws -> LedgerMaker {
    let maker = try ledger(entriesPerSegment: entriesPerSegment)
    var number = 100
    while maker.entries.count < count {
      let lot = LotID(party: "Acme", batch: Identifier("L-\(number)"))
      try maker.append(made("\(number)", lot, 10))
      if maker.entries.count < count { try maker.append(used("\(number)u", lot, 4)) }
      number += 1
    }
    return maker
  }
}
