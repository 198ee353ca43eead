import Custody
import LedgerFormat
import Testing
import Traceability

/// Histories of lots, told event by event: a ledger for tests that refuses nothing.
struct Story {
  private(set) var histories: [LotID: LotHistory] = [:]
  private(set) var size: UInt64 = 1
  private var consigned: [Identifier: [LotID]] = [:]
  /// The lots whose chains each entry is on.
  private var chains: [UInt64: Set<LotID>] = [:]

  /// Tells an event and gives its index. The time is the index in hours, unless it is given.
  @discardableResult
  mutating func tell(
    _ detail: Event.Detail, party: Identifier = "P", site: Identifier? = nil,
    document: Identifier? = nil, hours: UInt64? = nil
  ) -> UInt64 {
    tell(
      Event(
        id: Identifier("E\(size)"), time: .hours(hours ?? size), party: party, site: site,
        document: document, detail: detail))
  }

  /// Tells an event as it is and gives its index.
  @discardableResult
  mutating func tell(_ event: Event) -> UInt64 {
    let recorded = RecordedEvent(index: size, recordedAt: event.time, event: event)
    let lots = lots(of: event)
    chains[size] = lots
    for lot in lots { histories[lot, default: []].append(recorded) }
    size += 1
    return recorded.index
  }

  /// The lots whose chains the event is on: the stream rule, as far as it is about lots.
  private mutating func lots(of event: Event) -> Set<LotID> {
    switch event.detail {
    case .production(let production):
      return Set(production.outputs.map(\.lot) + production.inputs.map(\.lot))
    case .storage(let storage): return [storage.lot]
    case .trade(let trade): return Set(trade.goods.map(\.lot))
    case .consignment(let consignment):
      consigned[consignment.consignment] = consignment.goods.map(\.lot)
      return Set(consignment.goods.map(\.lot))
    case .transport(let transport):
      let goods = Set((transport.goods ?? []).map(\.lot))
      return transport.step == .position
        ? goods : goods.union(consigned[transport.consignment] ?? [])
    case .use(let use): return [use.lot]
    case .disposal(let disposal): return [disposal.lot]
    case .loss(let loss): return [loss.lot]
    case .correction(let correction):
      let corrected = correction.target.flatMap { chains[$0.version] } ?? []
      return corrected.union(correction.replacement.map { lots(of: $0) } ?? [])
    case .order(let order): return Set(order.lots)
    case .registration, .handling: return []
    }
  }

  /// For each output of a production whether no other event names it.
  func untouched(_ recorded: RecordedEvent, _ production: Production) -> [Bool] {
    production.outputs.map { histories[$0.lot]?.map(\.index) == [recorded.index] }
  }

  /// Traces a lot in this story, and fails the test where that gives nothing.
  func trace(
    _ lot: LotID, horizon: Horizon = Horizon(), parts: TraceParts = .all
  ) throws -> TraceAnswer {
    let answer = Tracer(policy: Policy(), horizon: horizon).trace(lot, parts: parts) {
      histories[$0]
    }
    return try #require(answer)
  }
}

// MARK: Short ways to tell

extension Story {
  /// A production by `P` at its unnamed place.
  @discardableResult
  mutating func make(
    _ outputs: [Output], from inputs: [Good] = [], _ process: Production.Process = .produce,
    loss: Quantity? = nil
  ) -> UInt64 {
    tell(
      .production(Production(process: process, outputs: outputs, inputs: inputs, loss: loss)))
  }

  @discardableResult
  mutating func use(_ lot: LotID, _ quantity: Quantity, hours: UInt64? = nil) -> UInt64 {
    tell(.use(Use(lot: lot, quantity: quantity, purpose: "test")), hours: hours)
  }

  @discardableResult
  mutating func find(_ lot: LotID, _ quantity: Quantity) -> UInt64 {
    tell(.loss(Loss(lot: lot, quantity: quantity, cause: .found)))
  }

  /// A step of a consignment; `goods` nil is all of it.
  @discardableResult
  mutating func step(
    _ step: TransportStep, of consignment: Identifier, by party: Identifier,
    goods: [Good]? = nil, partial: Bool? = nil
  ) -> UInt64 {
    tell(
      .transport(
        Transport(consignment: consignment, step: step, goods: goods, partial: partial)),
      party: party)
  }
}

extension Quantity {
  static func milligrams(_ amount: Int64) -> Quantity { Quantity(amount: amount, unit: .milligram) }
  static func pieces(_ amount: Int64) -> Quantity { Quantity(amount: amount, unit: .piece) }
}

extension Instant {
  static func hours(_ hours: UInt64) -> Instant {
    Instant(microseconds: hours * 3_600_000_000) ?? Instant(microseconds: 0)!
  }
}

extension Good {
  init(_ lot: LotID, _ milligrams: Int64) { self.init(lot: lot, quantity: .milligrams(milligrams)) }
}

extension Output {
  init(_ lot: LotID, _ milligrams: Int64) { self.init(lot: lot, quantity: .milligrams(milligrams)) }
}

extension DestinationAnswer {
  /// What is attributed to the rows of each kind, and to what is not covered, in all.
  var sum: Int64 {
    [
      totals.held, totals.inTransit, totals.used, totals.disposed, totals.lost,
      totals.transformed, totals.unaccounted,
    ].reduce(notCovered.reduce(0) { $0 + $1.attributed.amount }) { $0 + $1.amount }
  }
}
