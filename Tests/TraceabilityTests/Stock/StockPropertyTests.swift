import Custody
import LedgerFormat
import TestSupport
import Testing
import Traceability

/// What must hold of every ledger, in order or not, tried on the county as it is and at random times.
@Suite("Stock adds up")
struct StockPropertyTests {
  static let seeds: [UInt64] = [0, 1, 2]

  /// Seed 0 is the county as it is.
  private func world(_ seed: UInt64) throws -> StockWorld {
    let world = try StockWorld.county()
    return seed == 0 ? world : world.withRandomTimes(seed: seed)
  }

  @Test(
    "the holdings of all parties are the lots, and those of each party are parts of them",
    arguments: seeds)
  func holdingsAreTheLots(seed: UInt64) throws {
    let world = try world(seed)
    let horizon = Horizon(time: seed == 0 ? nil : try middle(of: world))
    var states: [LotID: LotState] = [:]
    var story = Story()
    for recorded in world.events { story.tell(recorded.event) }
    for (lot, history) in story.histories {
      var state = LotState(lot: lot, policy: Policy())
      for recorded in history where horizon.covers(recorded) {
        state.apply(recorded.event, index: recorded.index)
      }
      states[lot] = state
    }
    let answer = world.holdings(horizon: horizon)
    var sums: [LotID: Int64] = [:]
    for row in answer.allRows { sums[row.lot, default: 0] += row.quantity.amount }
    for (lot, state) in states {
      let there = state.heldTotal + state.inTransit + state.unaccounted
      #expect(sums[lot, default: 0] == there, "\(lot)")
    }
    var parts: [PlaceOfLot: Int64] = [:]
    for party in Set(answer.allRows.map(\.place.party)) {
      let own = world.holdings(StockSelection(party: party), horizon: horizon)
      #expect(own.allRows.allSatisfy { $0.place.party == party })
      for row in own.allRows {
        parts[PlaceOfLot(place: row.place, lot: row.lot)] = row.quantity.amount
      }
    }
    #expect(
      parts
        == Dictionary(
          uniqueKeysWithValues: answer.allRows.map {
            (PlaceOfLot(place: $0.place, lot: $0.lot), $0.quantity.amount)
          }))
  }

  @Test(
    "every row of a balance adds up, nothing stays unexplained, and periods follow each other",
    arguments: seeds)
  func balancesFollow(seed: UInt64) throws {
    let world = try world(seed)
    let cuts = try cuts(of: world)
    var closing: [PlaceRow: Int128] = [:]
    for (from, to) in zip(cuts, cuts.dropFirst()) {
      let answer = world.balance(from: from, to: to)
      for row in answer.rows + answer.totals + answer.overall {
        #expect(row.amounts.unexplained == 0)
        #expect(sum(row.amounts) == row.amounts[.closing])
      }
      let opening = amounts(answer, .opening)
      if from != nil { #expect(opening == closing) }
      closing = amounts(answer, .closing)
      expectSums(answer)
    }
    #expect(closing == amounts(world.balance(), .closing))
  }

  @Test("a balance closes with the holdings of that moment", arguments: seeds)
  func closingIsHoldings(seed: UInt64) throws {
    let world = try world(seed)
    for to in try cuts(of: world) {
      let end = to.flatMap { Instant(microseconds: $0.microseconds - 1) }
      var held: [PlaceRow: Int128] = [:]
      for row in world.holdings(horizon: Horizon(time: end)).allRows {
        held[PlaceRow(kind: row.place.kind, party: row.place.party, lot: row.lot), default: 0] +=
          Int128(row.quantity.amount)
      }
      let closing = amounts(world.balance(to: to), .closing)
      #expect(closing == held.filter { $0.value != 0 })
    }
  }

  @Test(
    "each line of the book follows from the one before, and the last is what is held",
    arguments: seeds)
  func bookFollows(seed: UInt64) throws {
    let world = try world(seed)
    let cuts = try cuts(of: world)
    for (from, to) in zip(cuts, cuts.dropFirst()) {
      let book = world.book(from: from, to: to)
      var balances: [PlaceOfLot: Int64] = [:]
      for balance in book.opening {
        let place = StockPlace.held(party: balance.party, site: balance.site)
        balances[PlaceOfLot(place: place, lot: balance.lot)] = balance.quantity.amount
      }
      for line in book.lines {
        let place = StockPlace.held(party: line.party, site: line.site)
        let key = PlaceOfLot(place: place, lot: line.lot)
        balances[key, default: 0] += line.amount
        #expect(line.balance == balances[key], "entry \(line.index)")
      }
      #expect(zip(book.lines, book.lines.dropFirst()).allSatisfy { $0.index <= $1.index })
      let end = to.flatMap { Instant(microseconds: $0.microseconds - 1) }
      let answer = world.holdings(horizon: Horizon(time: end))
      let held = Dictionary(
        uniqueKeysWithValues: answer.allRows.filter { $0.place.kind == .held }.map {
          (PlaceOfLot(place: $0.place, lot: $0.lot), $0.quantity.amount)
        })
      #expect(balances.filter { $0.value != 0 } == held)
      #expect(book.closing.count == held.count)
    }
  }

  private struct PlaceRow: Hashable {
    let kind: StockPlaceKind?
    let party: Identifier?
    let lot: LotID?
  }

  private func amounts(_ answer: BalanceAnswer, _ column: BalanceColumn) -> [PlaceRow: Int128] {
    var amounts: [PlaceRow: Int128] = [:]
    for row in answer.rows where row.amounts[column] != 0 {
      amounts[PlaceRow(kind: row.kind, party: row.party, lot: row.lot)] = row.amounts[column]
    }
    return amounts
  }

  private func sum(_ amounts: BalanceAmounts) -> Int128 {
    BalanceColumn.allCases.reduce(0) { sum, column in
      switch column.direction {
      case .opening, .adds, .restates: sum + amounts[column]
      case .takes: sum - amounts[column]
      case .closing: sum
      }
    }
  }

  /// Totals are the sums of their rows, column by column.
  private func expectSums(_ answer: BalanceAnswer) {
    for column in BalanceColumn.allCases {
      let sums = [answer.rows, answer.totals, answer.overall].map { rows in
        rows.reduce(Int128(0)) { $0 + $1.amounts[column] }
      }
      #expect(sums[0] == sums[1] && sums[1] == sums[2], "\(column)")
    }
  }

  private func middle(of world: StockWorld) throws -> Instant {
    world.events.map(\.event.time).sorted()[world.events.count / 2]
  }

  /// From the beginning to the end, with cuts between.
  private func cuts(of world: StockWorld) throws -> [Instant?] {
    let times = world.events.map(\.event.time).sorted()
    return [nil, times[times.count / 3], times[times.count * 2 / 3], nil]
  }
}
