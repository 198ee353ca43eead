import Custody
import LedgerFormat
import Testing

@Suite("A consignment on its way")
struct TransportTests {
  /// 100 g of P/1 and 50 g of P/2, all consigned to Q with carrier T.
  private func consigned(policy: Policy = Policy()) throws -> Scenario {
    var world = Scenario(policy: policy)
    try world.record([
      .make("P/1", grams(100)), .make("P/2", grams(50)),
      .consign([good("P/1", 100), good("P/2", 50)]),
    ])
    return world
  }

  @Test("loaded and delivered without goods, everything arrives")
  func everything() throws {
    var world = try consigned()
    try world.record(.step(.load, by: "T"))
    #expect(try world.state("P/1").inTransit == 100_000)
    #expect(world.held("P/1", "P") == 0)
    try world.record(.step(.deliver, by: "Q", at: "WH"))
    #expect(world.held("P/1", "Q", "WH") == 100_000)
    #expect(world.held("P/2", "Q", "WH") == 50_000)
    #expect(try world.state("P/1").unaccounted == 0)
  }

  @Test("what was in transit and is not delivered becomes unaccounted at once")
  func missing() throws {
    var world = try consigned()
    try world.record([.step(.load, by: "T"), .step(.deliver, by: "Q", [good("P/1", 98)])])
    let (first, second) = (try world.state("P/1"), try world.state("P/2"))
    #expect(first.unaccounted == 2_000 && first.heldTotal == 98_000 && first.inTransit == 0)
    #expect(second.unaccounted == 50_000 && second.heldTotal == 0)
  }

  @Test("a partial delivery leaves the rest in transit, and the last one brings it")
  func partial() throws {
    var world = try consigned()
    try world.record([
      .step(.load, by: "T"), .step(.deliver, by: "Q", [good("P/1", 60)], partial: true),
    ])
    #expect(try world.state("P/1").inTransit == 40_000)
    #expect(try world.state("P/2").inTransit == 50_000)
    try world.record(.step(.deliver, by: "Q"))
    #expect(world.held("P/1", "Q") == 100_000 && world.held("P/2", "Q") == 50_000)
    #expect(
      world.refusal(of: .step(.deliver, by: "Q"))
        == .nothingToMove(consignment: "C", .deliver))
  }

  @Test("a good delivered as zero is unaccounted, in part it stays on its way")
  func zero() throws {
    var world = try consigned()
    try world.record([
      .step(.load, by: "T"),
      .step(.deliver, by: "Q", [good("P/1", 10), good("P/2", 0)], partial: true),
    ])
    #expect(try world.state("P/2").inTransit == 50_000)
    try world.record(.step(.deliver, by: "Q", [good("P/2", 0)]))
    #expect(try world.state("P/2").unaccounted == 50_000)
    #expect(try world.state("P/1").unaccounted == 90_000)
  }

  @Test("that nothing arrived is recorded, as long as there was something to arrive")
  func nothingArrived() throws {
    var world = try consigned()
    let nothing = [good("P/1", 0)]
    try world.record(.step(.deliver, by: "Q", nothing))
    try world.record(.step(.load, by: "T"))
    try world.record(.step(.deliver, by: "Q", nothing, partial: true))
    #expect(try world.state("P/1").inTransit == 100_000)
    try world.record(.step(.deliver, by: "Q", nothing))
    #expect(try world.state("P/1").unaccounted == 100_000)
    #expect(
      world.refusal(of: .step(.deliver, by: "Q", nothing))
        == .nothingToMove(consignment: "C", .deliver))
  }

  @Test("an excess within the tolerance is found, one milligram more is refused")
  func tolerance() throws {
    var world = try consigned()
    try world.record(.step(.load, by: "T"))
    let atEdge = Good(lot: "P/1", quantity: Quantity(amount: 100_500, unit: .gram))
    let beyond = Good(lot: "P/1", quantity: Quantity(amount: 100_501, unit: .gram))
    #expect(
      world.refusal(of: .step(.deliver, by: "Q", [beyond]))
        == .beyondTolerance(
          lot: "P/1", written: beyond.quantity, inTransit: grams(100),
          tolerance: Quantity(amount: 500, unit: .gram)))
    try world.record(.step(.deliver, by: "Q", [atEdge]))
    #expect(try world.state("P/1").found == 500)
    #expect(world.held("P/1", "Q") == 100_500)
  }

  @Test("the tolerance is rounded down, is the policy's, and is none for pieces")
  func tolerances() {
    let policy = Policy()
    #expect(policy.tolerance(ofTransit: 199, dimension: .mass) == 0)
    #expect(policy.tolerance(ofTransit: 200, dimension: .volume) == 1)
    #expect(policy.tolerance(ofTransit: 399, dimension: .mass) == 1)
    #expect(policy.tolerance(ofTransit: 1_000_000, dimension: .count) == 0)
    #expect(policy.tolerance(ofTransit: -5, dimension: .mass) == 0)
    #expect(policy.tolerance(ofTransit: .max, dimension: .mass) == 46_116_860_184_273_879)
    let whole = Policy(tolerancePartsPerMillion: 2_000_000)
    #expect(whole.tolerance(ofTransit: .max, dimension: .mass) == .max)
    #expect(Policy(tolerancePartsPerMillion: -1).tolerance(ofTransit: 9, dimension: .mass) == 0)
  }

  @Test("the tolerance counts what is in transit just before, not what was consigned")
  func toleranceOfTheRest() throws {
    var world = try consigned()
    try world.record([
      .step(.load, by: "T"), .step(.deliver, by: "Q", [good("P/1", 90)], partial: true),
    ])
    let more = Good(lot: "P/1", quantity: Quantity(amount: 10_051, unit: .gram))
    #expect(
      world.refusal(of: .step(.deliver, by: "Q", [more]))
        == .beyondTolerance(
          lot: "P/1", written: more.quantity, inTransit: grams(10),
          tolerance: Quantity(amount: 50, unit: .gram)))
  }

  @Test("several carriers are drawn on in the order of their first load")
  func carriers() throws {
    var world = try consigned()
    try world.record([
      .step(.load, by: "T2", [good("P/2", 50)]), .step(.load, by: "T", [good("P/1", 60)]),
      .step(.load, by: "T2", [good("P/1", 40)]),
    ])
    let deliver = Event.step(.deliver, by: "Q", [good("P/1", 50), good("P/2", 50)])
    let state = try world.state("P/1")
    let delivery = try #require(state.delivery(of: deliver))
    #expect(
      state.draws(of: delivery).map(\.carrier) == ["T2", "T"]
        && state.draws(of: delivery).map(\.amount) == [40_000, 10_000])
    #expect(delivery.received == 50_000 && delivery.unaccounted == 50_000)
    try world.record(deliver)
    let share = try #require(try world.state("P/1").consignments["C"])
    #expect(share.carriers.map(\.carrier) == ["T2", "T"])
    #expect(share.carriers.map(\.unaccounted) == [0, 50_000])
    #expect(share.deliveredFromTransit == 50_000)
  }

  @Test("where nobody loaded, a delivery comes from the consignor, and the rest stays there")
  func unloaded() throws {
    var world = try consigned()
    try world.record(.step(.deliver, by: "Q", [good("P/1", 30)]))
    #expect(world.held("P/1", "P") == 70_000 && world.held("P/1", "Q") == 30_000)
    #expect(world.held("P/2", "P") == 50_000)
    #expect(
      world.refusal(of: .step(.deliver, by: "Q", [good("P/1", 71)]))
        == .beyondConsigned(lot: "P/1", written: grams(71), deliverable: grams(70)))
    try world.record(.step(.deliver, by: "Q"))
    #expect(world.held("P/1", "Q") == 100_000 && world.held("P/2", "Q") == 50_000)
    #expect(
      world.refusal(of: .step(.load, by: "T")) == .nothingToMove(consignment: "C", .load))
  }

  @Test("after any load deliveries come from transit, also of goods that nobody loaded")
  func loadOfAnotherGood() throws {
    var world = try consigned()
    try world.record(.step(.load, by: "T", [good("P/2", 50)]))
    #expect(
      world.refusal(of: .step(.deliver, by: "Q", [good("P/1", 1)]))
        == .beyondTolerance(
          lot: "P/1", written: grams(1), inTransit: grams(0), tolerance: grams(0)))
    try world.record(.step(.deliver, by: "Q"))
    #expect(world.held("P/2", "Q") == 50_000 && world.held("P/1", "P") == 100_000)
    try world.record(.step(.load, by: "T"))
    #expect(try world.state("P/1").inTransit == 100_000)
  }

  @Test("a return takes from transit first, then what is unaccounted, and is not loaded again")
  func returns() throws {
    var world = try consigned()
    try world.record([
      .step(.load, by: "T", [good("P/1", 60)]), .step(.deliver, by: "Q", [good("P/1", 50)]),
      .step(.load, by: "T", [good("P/1", 20)]),
      .step(.return, by: "T", [good("P/1", 25)]),
    ])
    let state = try world.state("P/1")
    #expect(state.inTransit == 0 && state.unaccounted == 5_000)
    #expect(world.held("P/1", "P") == 45_000)
    #expect(
      world.refusal(of: .step(.return, by: "P", [good("P/1", 6)]))
        == .beyondUnderway(
          lot: "P/1", written: grams(6), inTransit: grams(0), unaccounted: grams(5)))
    #expect(
      world.refusal(of: .step(.load, by: "T", [good("P/1", 21)]))
        == .loadTooLarge(
          lot: "P/1", written: grams(21), loadable: grams(20), consigned: grams(100)))
    try world.record(.step(.return, by: "Q"))
    #expect(world.held("P/1", "P") == 50_000)
    #expect(
      world.refusal(of: .step(.return, by: "Q")) == .nothingToMove(consignment: "C", .return))
  }

  @Test("a loss on the way takes what is unaccounted first, then from transit")
  func losses() throws {
    var world = try consigned()
    try world.record([
      .step(.load, by: "T", [good("P/1", 60)]), .step(.deliver, by: "Q", [good("P/1", 50)]),
      .step(.load, by: "T", [good("P/1", 20)]),
    ])
    func loss(_ amount: Int64, by party: Identifier, _ cause: Loss.Cause = .spill) -> Event {
      .by(
        party,
        .loss(Loss(lot: "P/1", quantity: grams(amount), cause: cause, consignment: "C")))
    }
    try world.record(loss(15, by: "T"))
    let state = try world.state("P/1")
    #expect(state.unaccounted == 0 && state.inTransit == 15_000 && state.lost == 15_000)
    #expect(
      world.refusal(of: loss(16, by: "Q"))
        == .beyondUnderway(
          lot: "P/1", written: grams(16), inTransit: grams(15), unaccounted: grams(0)))
    #expect(
      world.refusal(of: loss(1, by: "X"))
        == .reporter(
          ReporterRefusal(
            reporter: "X", consignment: "C", step: nil, permitted: ["T", "P", "Q"])))
    #expect(world.refusal(of: loss(1, by: "P", .found)) == .foundOnConsignment("C"))
  }

  @Test("goods go back to, and come from, the site of the consignment")
  func sites() throws {
    var world = Scenario()
    try world.record([
      .make("P/1", grams(10), at: "TANK"),
      .consign([good("P/1", 10)], at: "TANK", toSite: "DOCK"),
      .step(.load, by: "T", at: "GATE"), .step(.deliver, by: "Q", [good("P/1", 4)], partial: true),
      .step(.return, by: "T", [good("P/1", 1)], at: "GATE"), .step(.deliver, by: "Q", at: "YARD"),
    ])
    #expect(world.held("P/1", "P", "TANK") == 1_000)
    #expect(world.held("P/1", "Q", "DOCK") == 4_000)
    #expect(world.held("P/1", "Q", "YARD") == 5_000)
  }

  @Test("who may report a step")
  func reporters() throws {
    var world = try consigned()
    func refused(_ step: TransportStep, by party: Identifier) -> Refusal {
      .reporter(
        ReporterRefusal(
          reporter: party, consignment: "C", step: step, permitted: ["Q", "P", "T"]))
    }
    #expect(world.refusal(of: .step(.depart, by: "X")) == refused(.depart, by: "X"))
    #expect(world.refusal(of: .step(.accept, by: "X")) == nil)
    #expect(world.refusal(of: .step(.depart, by: "T")) == nil)
    try world.record(.step(.load, by: "T"))
    #expect(world.refusal(of: .step(.deliver, by: "X")) == refused(.deliver, by: "X"))
    for party in ["P", "T"] as [Identifier] {
      #expect(
        world.refusal(of: .step(.deliver, by: party))
          == .documentMissing(consignment: "C", consignee: "Q"))
      #expect(world.refusal(of: .step(.deliver, by: party, document: "D")) == nil)
    }
    #expect(
      world.refusal(of: .step(.deliver, by: "X", document: "D")) == refused(.deliver, by: "X"))
    #expect(world.refusal(of: .step(.return, by: "X")) == refused(.return, by: "X"))
    for party in ["P", "T", "Q"] as [Identifier] {
      #expect(world.refusal(of: .step(.return, by: party)) == nil)
    }
  }

  @Test("whoever loaded is a carrier, named or not")
  func otherLoader() throws {
    var world = try consigned()
    try world.record(.step(.load, by: "T9"))
    #expect(world.refusal(of: .step(.depart, by: "T9")) == nil)
    #expect(world.refusal(of: .step(.return, by: "T9")) == nil)
    #expect(world.refusal(of: .step(.deliver, by: "T9", document: "D")) == nil)
  }

  @Test("steps that move nothing move nothing")
  func stillness() throws {
    var world = try consigned()
    try world.record(.step(.load, by: "T", [good("P/1", 60)]))
    let before = try world.state("P/1").totals
    for step in [.accept, .depart, .position, .stop, .arrive, .unload, .refuse] as [TransportStep] {
      try world.record(.step(step, by: "T", [good("P/1", 60)]))
      #expect(try world.state("P/1").totals == before)
    }
  }

  @Test("a consignment's id, its goods and its consignor's stock are checked")
  func opening() throws {
    var world = try consigned()
    #expect(
      world.refusal(of: .consign([good("P/1", 1)])) == .consignmentExists("C", index: 3))
    #expect(
      world.refusal(of: .step(.load, by: "T", on: "X")) == .unknownConsignment("X"))
    try world.record(.make("P/3", grams(1)))
    #expect(
      world.refusal(of: .step(.load, by: "T", [good("P/3", 1)]))
        == .notConsigned("P/3", consignment: "C", consigned: ["P/1", "P/2"]))
    #expect(world.refusal(of: .consign([good("P/1", 100)], "C2")) == nil)
    #expect(world.refusal(of: .consign([], "C2")) == .emptyList(.goods))
    #expect(
      world.refusal(of: .consign([good("P/1", 60), good("P/1", 41)], "C2"))
        == .overdraw(
          Overdraw(
            lot: "P/1", party: "P", site: nil, asked: grams(101), held: grams(100),
            elsewhere: [])))
  }

  @Test("a consignment reserves nothing: what was used meanwhile cannot be loaded")
  func noReservation() throws {
    var world = try consigned()
    try world.record(.use("P/1", 1, by: "P"))
    #expect(
      world.refusal(of: .step(.load, by: "T"))
        == .overdraw(
          Overdraw(
            lot: "P/1", party: "P", site: nil, asked: grams(100), held: grams(99), elsewhere: [])))
  }
}
