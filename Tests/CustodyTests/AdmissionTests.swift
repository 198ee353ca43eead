import Custody
import LedgerFormat
import Testing

@Suite("Events that break the model")
struct AdmissionTests {
  private func use(
    _ lot: LotID, _ quantity: Quantity, by party: Identifier = "P", at site: Identifier? = nil
  ) -> Event {
    .by(party, at: site, .use(Use(lot: lot, quantity: quantity, purpose: "x")))
  }

  private func storage(
    _ action: Storage.Action, _ quantity: Quantity, at site: Identifier?, to: Identifier? = nil
  ) -> Event {
    .by(
      "P", at: site, .storage(Storage(action: action, lot: "P/1", quantity: quantity, toSite: to)))
  }

  /// 100 g of P/1 at TANK and 5 pieces of P/9 at the unnamed place.
  private func world() throws -> Scenario {
    var world = Scenario()
    try world.record([
      .make("P/1", grams(100), at: "TANK"), .make("P/9", Quantity(amount: 5, unit: .piece)),
    ])
    return world
  }

  @Test("an overdraw is refused with what is there and what is elsewhere")
  func overdraw() throws {
    let world = try world()
    let asked = Overdraw(
      lot: "P/1", party: "P", site: nil, asked: grams(1), held: grams(0),
      elsewhere: [Holding(party: "P", site: "TANK", amount: 100_000)])
    #expect(world.refusal(of: use("P/1", grams(1))) == .overdraw(asked))
    #expect(world.refusal(of: use("P/1", grams(100), at: "TANK")) == nil)
    let more = Quantity(amount: 100_001, unit: .milligram)
    guard case .overdraw(let found) = world.refusal(of: use("P/1", more, at: "TANK")) else {
      Issue.record("one milligram too many was admitted")
      return
    }
    #expect(found.asked == Quantity(amount: 100_001, unit: .gram))
    #expect(found.held == grams(100) && found.elsewhere.isEmpty)
  }

  @Test("every kind that takes is refused where nothing is")
  func overdrawOfEveryKind() throws {
    let world = try world()
    let quantity = grams(101)
    let goods = [good("P/1", 101)]
    let events: [Event] = [
      use("P/1", quantity, at: "TANK"),
      .by("P", at: "TANK", .disposal(Disposal(lot: "P/1", quantity: quantity, method: "x"))),
      .by("P", at: "TANK", .loss(Loss(lot: "P/1", quantity: quantity, cause: .spill))),
      .consign(goods, at: "TANK"), storage(.out, quantity, at: "TANK"),
      storage(.in, quantity, at: "TANK"), storage(.move, quantity, at: "TANK", to: "B"),
      storage(.move, quantity, at: "TANK", to: "TANK"),
      .by(
        "P", at: "TANK",
        .production(
          Production(
            process: .react, outputs: [Output(lot: "P/2", quantity: grams(1))], inputs: goods))),
    ]
    for event in events {
      guard case .overdraw = world.refusal(of: event) else {
        Issue.record("\(event.kind) was not refused as an overdraw")
        continue
      }
    }
  }

  @Test("a lot that nobody made, or of another dimension, is refused")
  func unknownAndDimension() throws {
    let world = try world()
    #expect(world.refusal(of: use("P/7", grams(1))) == .unknownLot("P/7"))
    let litre = Quantity(amount: 1_000, unit: .litre)
    #expect(
      world.refusal(of: use("P/1", litre, at: "TANK"))
        == .wrongDimension("P/1", written: litre, unit: .gram))
    let trade = Trade(action: .sale, goods: [good("P/7", 1)], counterparty: "Q")
    #expect(world.refusal(of: .by("P", .trade(trade))) == .unknownLot("P/7"))
  }

  @Test("a trade moves nothing and needs no stock")
  func trade() throws {
    var world = try world()
    let trade = Trade(action: .sale, goods: [good("P/1", 5_000)], counterparty: "A/S")
    try world.record(.by("X", .trade(trade)))
    #expect(world.held("P/1", "P", "TANK") == 100_000)
  }

  @Test("zero is refused but in a count and in the goods of a delivery")
  func zero() throws {
    var world = try world()
    let zero = grams(0)
    #expect(
      world.refusal(of: use("P/1", zero)) == .notPositive(.quantity, lot: "P/1", zero))
    #expect(
      world.refusal(of: .make("P/3", zero)) == .notPositive(.outputs, lot: "P/3", zero))
    #expect(
      world.refusal(of: .consign([good("P/1", 0)]))
        == .notPositive(.goods, lot: "P/1", zero))
    try world.record(storage(.count, zero, at: "TANK"))
    #expect(try world.state("P/1").lost == 100_000)
  }

  @Test("a count sets what is held; the difference is lost or found")
  func count() throws {
    var world = try world()
    try world.record(storage(.count, grams(97), at: "TANK"))
    try world.record(storage(.count, grams(99), at: "TANK"))
    try world.record(storage(.count, grams(99), at: "TANK"))
    let state = try world.state("P/1")
    #expect(state.lost == 3_000 && state.found == 2_000 && state.heldTotal == 99_000)
  }

  @Test("which sites a storage needs, and which it must not name")
  func storageSites() throws {
    var world = try world()
    #expect(world.refusal(of: storage(.in, grams(1), at: nil)) == .siteMissing(.in))
    #expect(world.refusal(of: storage(.out, grams(1), at: nil)) == .siteMissing(.out))
    for action in [.in, .out, .count] as [Storage.Action] {
      #expect(
        world.refusal(of: storage(action, grams(1), at: "TANK", to: "B"))
          == .toSiteNotAllowed(action))
    }
    try world.record([
      storage(.out, grams(10), at: "TANK"), storage(.in, grams(4), at: "B"),
      storage(.move, grams(3), at: nil, to: "C"), storage(.move, grams(1), at: "C", to: nil),
      storage(.move, grams(1), at: "C", to: "C"),
    ])
    #expect(
      try world.state("P/1").held == [
        Holding(party: "P", site: nil, amount: 4_000),
        Holding(party: "P", site: "B", amount: 4_000),
        Holding(party: "P", site: "C", amount: 2_000),
        Holding(party: "P", site: "TANK", amount: 90_000),
      ])
  }

  @Test("what is found is added, up to what a lot can hold")
  func found() throws {
    var world = try world()
    func found(_ amount: Int64) -> Event {
      .by(
        "Q",
        .loss(
          Loss(
            lot: "P/1", quantity: Quantity(amount: amount, unit: .milligram), cause: .found)))
    }
    try world.record(found(7))
    #expect(try world.state("P/1").found == 7 && world.held("P/1", "Q") == 7)
    #expect(
      world.refusal(of: found(.max - 100_006)) == .sumTooLarge(.quantity, lot: "P/1"))
    #expect(world.refusal(of: found(.max - 100_007)) == nil)
    let count = Storage(
      action: .count, lot: "P/1", quantity: Quantity(amount: .max, unit: .milligram))
    #expect(
      world.refusal(of: .by("P", at: "TANK", .storage(count)))
        == .sumTooLarge(.quantity, lot: "P/1"))
  }

  @Test("256 lots are admitted in one event, 257 are not")
  func lotLimit() throws {
    func make(_ count: Int) -> Event {
      let outputs = (0..<count).map { number in
        Output(lot: LotID(party: "P", batch: Identifier("L\(number)")), quantity: grams(1))
      }
      return .by("P", .production(Production(process: .produce, outputs: outputs)))
    }
    let world = Scenario()
    #expect(world.refusal(of: make(256)) == nil)
    #expect(world.refusal(of: make(257)) == .tooManyLots(count: 257, countMax: 256))
  }

  @Test("the same lot over and over is one lot")
  func repetition() throws {
    var world = try world()
    let goods = Array(
      repeating: Good(lot: "P/1", quantity: Quantity(amount: 1, unit: .milligram)), count: 300)
    try world.record([.consign(goods, at: "TANK"), .step(.load, by: "T")])
    #expect(try world.state("P/1").inTransit == 300)
  }

  @Test("names and texts that may not be recorded are refused with their field")
  func names() throws {
    let world = try world()
    var event = use("P/1", grams(1), at: "TANK")
    event.site = " TANK"
    #expect(world.refusal(of: event) == .text(.site, .whiteSpaceAtEnd(position: 0)))
    event.site = "TANK"
    event.note = "a\0"
    #expect(world.refusal(of: event) == .text(.note, .control(code: 0, position: 1)))
    event.note = nil
    event.party = "P/Q"
    #expect(world.refusal(of: event) == .text(.party, .slashInParty(position: 1)))
    #expect(world.refusal(of: use("1", grams(1))) == .text(.lot, .notQualified))
    event.party = "P"
    event.privateFields = [PrivateField(.driver, .open("Li"))]
    #expect(world.refusal(of: event) == .privateField(.driver, kind: .use))
    event.privateFields = [
      PrivateField(.handler, .open("Li")), PrivateField(.handler, .open("Li")),
    ]
    #expect(world.refusal(of: event) == .privateField(.handler, kind: .use))
    event.privateFields = [PrivateField(.handler, .open(""))]
    #expect(world.refusal(of: event) == .text(.privateFields, .empty))
    event.privateFields = [PrivateField(.handler, .open("Li"))]
    #expect(world.refusal(of: event) == nil)
  }

  @Test("a UN number has four digits", arguments: ["1294", "129", "12940", "12 4", "一二三四", "UN12"])
  func unNumber(number: String) {
    let output = Output(lot: "P/1", quantity: grams(1), chemical: Chemical(un: number))
    let event = Event.by("P", .production(Production(process: .produce, outputs: [output])))
    #expect(
      Scenario().refusal(of: event)
        == (number == "1294" ? nil : .unNumber(lot: "P/1", number)))
  }
}
