import Custody
import LedgerFormat
import TestSupport
import Testing
import Traceability

/// The county's events as recorded, and the answers that are folded of them.
struct StockWorld {
  var events: [RecordedEvent]

  /// Read once for all tests.
  private static let shared = Result { try StockWorld() }

  static func county() throws -> StockWorld { try shared.get() }

  private init() throws {
    events = try County().events.enumerated().map { position, event in
      RecordedEvent(index: UInt64(position + 1), recordedAt: event.time, event: event)
    }
  }

  /// The same events at random times: reports late and early, and much that nothing covers.
  func withRandomTimes(seed: UInt64) -> StockWorld {
    var world = self
    var random = SeededGenerator(seed: seed)
    let times = events.map(\.event.time)
    for position in world.events.indices {
      // Half of the events keep their time, so that some of them cover others.
      guard random.chance(1, in: 2) else { continue }
      world.events[position].event.time = random.pick(times)
    }
    return world
  }

  var lastTime: Instant { events.map(\.event.time).max() ?? .hours(0) }

  func holdings(
    _ selection: StockSelection = StockSelection(), horizon: Horizon = Horizon()
  ) -> HoldingsAnswer {
    var fold = HoldingsFold(selection, policy: Policy(), horizon: horizon)
    for recorded in events { fold.take(recorded) }
    return fold.answer()
  }

  func balance(
    _ selection: StockSelection = StockSelection(), from: Instant? = nil, to: Instant? = nil
  ) -> BalanceAnswer {
    var fold = BalanceFold(selection, period: Period(from: from, to: to), policy: Policy())
    for recorded in events { fold.take(recorded) }
    return fold.answer()
  }

  func book(
    _ selection: StockSelection = StockSelection(), from: Instant? = nil, to: Instant? = nil
  ) -> (opening: [BookBalance], lines: [BookLine], closing: [BookBalance]) {
    var fold = BookFold(selection, period: Period(from: from, to: to), policy: Policy())
    if fold.needsPreparation { for recorded in events { fold.prepare(recorded) } }
    let opening = fold.begin()
    var lines: [BookLine] = []
    for recorded in events { fold.take(recorded) { lines.append($0) } }
    return (opening, lines, fold.remaining())
  }
}

extension HoldingsAnswer {
  /// All rows, those that nothing covers included.
  var allRows: [StockRow] { held + inTransit + unaccounted + notCovered }
}

/// A place of a lot, for comparing answers.
struct PlaceOfLot: Hashable {
  let place: StockPlace
  let lot: LotID
}
