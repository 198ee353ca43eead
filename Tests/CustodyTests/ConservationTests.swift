import Custody
import LedgerFormat
import Testing

@Suite("Nothing appears and nothing vanishes")
struct ConservationTests {
  /// The rows of a state add up to its totals, and the totals to the whole.
  private func expectConserved(_ state: LotState) throws {
    try #require(state.totals.isConserved)
    try #require(!state.isOverflown)
    try #require(state.produced == state.origin?.quantity.amount ?? 0)
    try #require(state.held.reduce(0) { $0 + $1.amount } == state.heldTotal)
    let shares = state.consignments.values
    try #require(shares.reduce(0) { $0 + $1.inTransit } == state.inTransit)
    try #require(shares.reduce(0) { $0 + $1.unaccounted } == state.unaccounted)
    try #require(!state.held.contains { $0.amount == 0 })
  }

  @Test("what is admitted conserves every lot and never goes negative", arguments: 1...24)
  func admitted(seed: UInt64) throws {
    var source = RandomWorld(seed: seed)
    var world = Scenario(policy: Policy(tolerancePartsPerMillion: 100_000))
    for _ in 0..<400 {
      let event = source.next(in: world.book)
      let before = world.book
      guard world.refusal(of: event) == nil else { continue }
      try world.record(event)
      for (lot, state) in world.book.states {
        try expectConserved(state)
        try #require(!state.isUncovered)
        let change = state.totals.change(since: before.states[lot]?.totals ?? LotTotals())
        try #require(change.isConserved)
      }
    }
  }

  @Test("the random worlds admit and refuse every kind of event, and come to every place")
  func randomWorldsAreVaried() throws {
    var admitted: Set<BodyKind> = []
    var refused: Set<BodyKind> = []
    var reached = LotTotals()
    for seed in 1...24 as ClosedRange<UInt64> {
      var source = RandomWorld(seed: seed)
      var world = Scenario()
      for _ in 0..<400 {
        let event = source.next(in: world.book)
        guard world.refusal(of: event) == nil else {
          refused.insert(event.kind)
          continue
        }
        try world.record(event)
        admitted.insert(event.kind)
      }
      for state in world.book.states.values {
        reached.found = max(reached.found, state.found)
        reached.inTransit = max(reached.inTransit, state.inTransit)
        reached.lost = max(reached.lost, state.lost)
        reached.transformed = max(reached.transformed, state.transformed)
        reached.unaccounted = max(reached.unaccounted, state.unaccounted)
      }
    }
    #expect(admitted.count == 8 && refused.count == 8)
    #expect(reached.found > 0 && reached.inTransit > 0 && reached.lost > 0)
    #expect(reached.transformed > 0 && reached.unaccounted > 0)
  }

  @Test("a fold that never refuses conserves every lot all the same", arguments: 1...12)
  func unrefused(seed: UInt64) throws {
    var source = RandomWorld(seed: seed)
    var book = LotBook(policy: Policy())
    for index in 0..<400 as Range<UInt64> {
      book.apply(source.next(in: book), index: index)
      for state in book.states.values { try expectConserved(state) }
    }
    #expect(book.states.values.contains { $0.isUncovered })
  }

  @Test("events read back from their bytes fold to the same states", arguments: 1...10)
  func throughBytes(seed: UInt64) throws {
    var source = RandomWorld(seed: seed)
    var (direct, read) = (LotBook(policy: Policy()), LotBook(policy: Policy()))
    for index in 0..<300 as Range<UInt64> {
      let event = source.next(in: direct)
      direct.apply(event, index: index)
      read.apply(try Event(bytes: try event.encoded()), index: index)
    }
    for (lot, state) in direct.states {
      let other = try #require(read.states[lot])
      #expect(state.totals == other.totals && state.held == other.held)
      #expect(state.consignments == other.consignments)
    }
  }

  @Test("a lot with thousands of holders keeps every row, and drops those that reach zero")
  func manyHolders() {
    var state = LotState(lot: "P/1", policy: Policy())
    state.apply(.make("P/1", grams(5_000)), index: 1)
    func move(_ site: Int, back: Bool) -> Event {
      let name = Identifier("S\(site)")
      return .by(
        "P", at: back ? name : nil,
        .storage(
          Storage(
            action: .move, lot: "P/1", quantity: grams(1), toSite: back ? nil : name)))
    }
    for site in 0..<5_000 { state.apply(move(site, back: false), index: 2) }
    #expect(state.held.count == 5_000 && state.held(by: "P", at: nil) == 0)
    for site in 0..<5_000 where !site.isMultiple(of: 5) {
      state.apply(move(site, back: true), index: 3)
    }
    #expect(state.held.count == 1_001 && state.held(by: "P", at: nil) == 4_000_000)
    #expect(state.held(by: "P", at: "S5") == 1_000 && state.held(by: "P", at: "S6") == 0)
    #expect(state.totals.isConserved && state.heldTotal == 5_000_000)
  }

  @Test("a fold of a part of the history shows what is not covered as negative")
  func uncovered() throws {
    var state = LotState(lot: "P/1", policy: Policy())
    state.apply(.use("P/1", 5, by: "P"), index: 1)
    #expect(state.held(by: "P", at: nil) == -5_000 && state.isUncovered && state.used == 5_000)
    state.apply(.make("P/1", grams(10)), index: 2)
    #expect(state.held(by: "P", at: nil) == 5_000 && !state.isUncovered)
    state.apply(.consign([good("P/1", 5)]), index: 3)
    state.apply(.step(.load, by: "T", [good("P/1", 1)]), index: 4)
    state.apply(.step(.deliver, by: "Q", [good("P/1", 5)]), index: 5)
    #expect(state.inTransit == -4_000 && state.held(by: "Q", at: nil) == 5_000)
    #expect(state.found == 0 && state.isUncovered && state.totals.isConserved)
  }

  @Test("a step of a consignment that was not opened changes nothing")
  func unopened() {
    var state = LotState(lot: "P/1", policy: Policy())
    state.apply(.make("P/1", grams(10)), index: 1)
    let change = state.apply(.step(.load, by: "T", [good("P/1", 1)]), index: 2)
    #expect(change == LotTotals())
  }

  @Test("a sum that leaves Int64 is marked, and nothing traps")
  func overflow() {
    let most = Quantity(amount: .max, unit: .gram)
    var state = LotState(lot: "P/1", policy: Policy())
    state.apply(.make("P/1", most), index: 1)
    #expect(!state.isOverflown)
    let found = Event.by("P", .loss(Loss(lot: "P/1", quantity: most, cause: .found)))
    let use = Event.by("Q", .use(Use(lot: "P/1", quantity: most, purpose: "x")))
    state.apply(found, index: 2)
    #expect(state.isOverflown)
    for index in 3..<9 as Range<UInt64> { state.apply(index % 2 == 0 ? found : use, index: index) }
    let goods = [Good(lot: "P/1", quantity: most), Good(lot: "P/1", quantity: most)]
    let steps: [Event] = [
      .consign(goods), .step(.load, by: "T", goods), .step(.load, by: "T2", goods),
      .step(.deliver, by: "Q", goods), .step(.deliver, by: "Q"), .step(.return, by: "Q", goods),
      .by("P", .loss(Loss(lot: "P/1", quantity: most, cause: .spill, consignment: "C"))),
      .by("P", .storage(Storage(action: .count, lot: "P/1", quantity: most))),
    ]
    for event in steps + steps { state.apply(event, index: 9) }
    #expect(state.totals.isConserved)
  }
}
