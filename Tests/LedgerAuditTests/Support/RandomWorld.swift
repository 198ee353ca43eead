import Custody
import LedgerFormat
import TestSupport

/// Events at random over few names, most of which the model refuses, and a book of those admitted.
struct RandomWorld {
  var random: SeededGenerator
  private var book = LotBook(policy: Policy())
  private var number = 0
  private static let parties: [Identifier] = ["Acme", "华东化工", "Haul"]
  private static let sites: [Identifier?] = [nil, "T1", "罐区"]
  private static let consignments: [Identifier] = ["W-1", "W-2", "W-3"]

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  func isAdmitted(_ event: Event) -> Bool {
    (try? Admission.check(event, in: book)) != nil
  }

  /// An event that may be recorded, and counts from now on; nil where none was found.
  mutating func nextAdmitted() -> Event? {
    for _ in 0..<40 {
      let event = next()
      guard isAdmitted(event) else { continue }
      book.apply(event, index: UInt64(number))
      return event
    }
    return nil
  }

  mutating func next() -> Event {
    number += 1
    let detail = detail(Int.random(in: 0..<20, using: &random))
    return Event(
      id: Identifier("E-\(number)"), time: Instant(microseconds: 1_690_000_000_000_000)!,
      party: pick(RandomWorld.parties), site: pick(RandomWorld.sites),
      document: Bool.random(using: &random) ? "D-1" : nil, detail: detail)
  }

  mutating func flip() -> Bool { Bool.random(using: &random) }

  /// A correction of an event: it is withdrawn, or said with another amount, place or lot.
  mutating func correction(of event: Event, index: UInt64, version: UInt64) -> Event {
    var replacement: Event? = event
    switch Int.random(in: 0..<6, using: &random) {
    case 0: replacement = nil
    case 1:
      replacement = next()
      replacement?.id = event.id
      replacement?.party = event.party
    case 2: replacement?.site = pick(RandomWorld.sites)
    default: replacement?.detail = changed(event.detail)
    }
    number += 1
    var correction = event
    correction.id = Identifier("C-\(number)")
    correction.site = nil
    correction.document = nil
    correction.detail = .correction(
      Correction(
        party: event.party, id: event.id, reason: "misread", replacement: replacement,
        target: Correction.Target(index: index, version: version)))
    return correction
  }

  /// The same with another amount, or another receiver.
  private mutating func changed(_ detail: Event.Detail) -> Event.Detail {
    switch detail {
    case .production(var production):
      production.outputs[0].quantity = quantity()
      return .production(production)
    case .storage(var storage):
      storage.quantity = quantity()
      return .storage(storage)
    case .trade(var trade):
      trade.goods = goods()
      return .trade(trade)
    case .consignment(var consignment):
      if flip() { consignment.consignee = pick(RandomWorld.parties) }
      if flip() { consignment.toSite = pick(RandomWorld.sites) }
      consignment.goods[0].quantity = quantity()
      return .consignment(consignment)
    case .transport(var transport):
      transport.goods = flip() ? nil : goods()
      if flip() { transport.step = pick([.load, .deliver, .return, .arrive]) }
      return .transport(transport)
    case .use(var use):
      use.quantity = quantity()
      return .use(use)
    case .disposal(var disposal):
      disposal.quantity = quantity()
      return .disposal(disposal)
    case .loss(var loss):
      loss.quantity = quantity()
      return .loss(loss)
    default: return detail
    }
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: values.indices, using: &random)]
  }

  private mutating func lot() -> LotID {
    LotID(party: pick(RandomWorld.parties), batch: pick(["A", "B", "C", "D/1"]))
  }

  private mutating func quantity() -> Quantity {
    let unit: Unit = Int.random(in: 0..<12, using: &random) == 0 ? pick([.litre, .piece]) : .gram
    let amounts: [Int64] = [
      0, 1, 2, 5, 10, 40, 199, 200, 201, 1_000, 1_004, 1_005, 1_006, .max / 2,
    ]
    return Quantity(amount: pick(amounts), unit: unit)
  }

  private mutating func goods(_ counts: ClosedRange<Int> = 1...2) -> [Good] {
    (0..<Int.random(in: counts, using: &random)).map { _ in
      Good(lot: lot(), quantity: quantity())
    }
  }

  private mutating func production() -> Production {
    let process = pick(Production.Process.allCases)
    var inputs = process == .produce ? [] : goods(0...2)
    var outputs = (0..<Int.random(in: 1...2, using: &random)).map { _ in
      Output(lot: lot(), quantity: quantity())
    }
    var loss: Quantity?
    if process == .repack || process == .blend, Int.random(in: 0..<4, using: &random) > 0 {
      // One that adds up: 201 = 199 + 2.
      inputs = [Good(lot: lot(), quantity: Quantity(amount: 201, unit: .gram))]
      outputs = [Output(lot: lot(), quantity: Quantity(amount: 199, unit: .gram))]
      loss = Quantity(amount: pick([2, 2, 2, 1, 0]), unit: .gram)
      if Int.random(in: 0..<4, using: &random) == 0 {
        outputs[0].quantity = Quantity(amount: 4, unit: .piece)
        outputs[0].content = Quantity(amount: pick([199, 199, 198, 0]), unit: .gram)
      }
    } else if Int.random(in: 0..<12, using: &random) == 0 {
      loss = quantity()
    }
    return Production(process: process, outputs: outputs, inputs: inputs, loss: loss)
  }

  private mutating func detail(_ choice: Int) -> Event.Detail {
    switch choice {
    case 0..<5: return .production(production())
    case 5, 6:
      return .storage(
        Storage(
          action: pick(Storage.Action.allCases), lot: lot(), quantity: quantity(),
          toSite: pick(RandomWorld.sites)))
    case 7:
      return .trade(Trade(action: .sale, goods: goods(), counterparty: "Buyer A/S"))
    case 8, 9:
      return .consignment(
        Consignment(
          consignment: pick(RandomWorld.consignments), consignee: pick(RandomWorld.parties),
          carrier: Bool.random(using: &random) ? pick(RandomWorld.parties) : nil, goods: goods(),
          toSite: pick(RandomWorld.sites)))
    case 10..<17:
      let step = pick(TransportStep.allCases + [.load, .load, .deliver, .deliver, .return])
      return .transport(
        Transport(
          consignment: pick(RandomWorld.consignments), step: step,
          goods: Int.random(in: 0..<3, using: &random) == 0 ? goods() : nil,
          partial: pick([nil, true, false])))
    case 17: return .use(Use(lot: lot(), quantity: quantity(), purpose: "清洗"))
    case 18:
      return .disposal(Disposal(lot: lot(), quantity: quantity(), method: "incineration"))
    default:
      return .loss(
        Loss(
          lot: lot(), quantity: quantity(), cause: pick(Loss.Cause.allCases),
          consignment: Bool.random(using: &random) ? pick(RandomWorld.consignments) : nil))
    }
  }

  /// Events that have between them every field that frequent kinds may have.
  static var showcase: [Event] {
    let hash = MerkleTree.emptyRoot
    var made = Event(
      id: "生产-1", time: Instant(microseconds: 1_690_000_000_000_000)!, party: "华东化工",
      site: "罐区 1", document: "D-1", note: "first\nsecond", owner: "A/S Owner",
      privateFields: [
        PrivateField(.handler, .sealed(hash)), PrivateField(.contact, .sealed(hash)),
      ],
      detail: .production(
        Production(
          process: .receipt,
          outputs: [
            Output(
              lot: "华东化工/A-1", quantity: Quantity(amount: 5_000_000_000, unit: .kilogram),
              chemical: Chemical(
                name: .bilingual(zh: "甲苯", en: "toluene"), cas: "108-88-3", un: "1294",
                hazardClass: "3", packingGroup: "II", concentration: "37 % w/w",
                state: "liquid", form: "bulk")),
            Output(
              lot: "华东化工/B/1", quantity: Quantity(amount: 12, unit: .piece),
              chemical: Chemical(name: .plain("盐酸"))),
          ], from: "Seller A/S")))
    var events = [made]
    made.id = "2"
    made.detail = .production(
      Production(
        process: .repack,
        outputs: [
          Output(
            lot: "华东化工/C", quantity: Quantity(amount: 4, unit: .piece),
            content: Quantity(amount: 900, unit: .milligram))
        ], inputs: [Good(lot: "华东化工/A-1", quantity: Quantity(amount: 1_000, unit: .gram))],
        loss: Quantity(amount: 100, unit: .milligram)))
    events.append(made)
    events.append(
      Story.event(
        "3", party: "华东化工", site: "罐区 1",
        .storage(
          Storage(
            action: .move, lot: "华东化工/A-1", quantity: Story.kilograms(2), toSite: "T-2",
            reason: "tank\tcleaning"))))
    events.append(
      Story.event(
        "4", party: "华东化工", site: "罐区 1",
        .consignment(
          Consignment(
            consignment: "运单-1", consignee: "Paints", carrier: "Haul",
            goods: [
              Good(lot: "华东化工/A-1", quantity: Story.kilograms(3), packages: "12 drums"),
              Good(lot: "华东化工/B/1", quantity: Quantity(amount: 2, unit: .piece)),
            ], toSite: "Store"))))
    events.append(
      Event(
        id: "5", time: Instant(microseconds: 1)!, party: "Haul",
        privateFields: [PrivateField(.driver, .sealed(hash))],
        detail: .transport(
          Transport(
            consignment: "运单-1", step: .load, vehicle: "赣A12345", place: "Gate 1",
            goods: [Good(lot: "华东化工/A-1", quantity: Story.kilograms(1))], partial: true))))
    events.append(
      Event(
        id: "6", time: Instant(microseconds: 1)!, party: "Haul",
        detail: .transport(
          Transport(
            consignment: "运单-1", step: .position,
            goods: [Good(lot: "华东化工/A-1", quantity: Story.kilograms(1))]))))
    events.append(
      Story.event(
        "7", party: "华东化工", site: "罐区 1",
        .trade(
          Trade(
            action: .sale, goods: [Good(lot: "华东化工/A-1", quantity: Story.kilograms(1))],
            counterparty: "Paints & Co/S", purpose: "painting"))))
    events.append(Story.used("8", party: "华东化工", "华东化工/A-1", 1))
    events.append(
      Story.event(
        "9", party: "华东化工",
        .loss(
          Loss(
            lot: "华东化工/A-1", quantity: Story.kilograms(1), cause: .theft,
            consignment: "运单-1"))))
    events.append(
      Story.event(
        "10", party: "华东化工",
        .disposal(
          Disposal(lot: "华东化工/A-1", quantity: Story.kilograms(1), method: "incineration"))))
    return events
  }
}
