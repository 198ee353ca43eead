public import Custody
internal import LedgerFormat

/// Writes the in-and-out book of events, which are taken one by one in the ledger's order.
///
/// The lines stand in the ledger's order, whatever their times say, so that each balance follows from
/// the line before it. They start from what the events before the period left; because such an event
/// may be recorded after one within the period, a book that has a beginning needs the events twice:
/// `prepare` with each of them first, then `take`. Takes all trade events below the horizon's size.
/// Memory: some 500 bytes a lot; the lines are handed out and not kept.
public struct BookFold: Sendable {
  /// What the open waybills say of their partners.
  private struct Waybill {
    let consignor: Identifier
    let consignee: Identifier
  }

  private let selection: StockSelection
  private let period: Period
  private var directory = LotDirectory()
  private var stock: StockFold
  private var waybills: [Identifier: Waybill] = [:]
  private var balances: [BookKey: Int64] = [:]
  private var groups = ChemicalGroups()
  private var totals: [PartyGroup: Int128] = [:]

  private struct PartyGroup: Hashable {
    let party: Identifier
    let group: Int
  }

  public init(_ selection: StockSelection, period: Period, policy: Policy) {
    self.selection = selection
    self.period = period
    stock = StockFold(policy: policy)
  }

  /// True where the events are to be gone through twice.
  public var needsPreparation: Bool { period.from != nil }

  /// The first time round: adds up what the events before the period move.
  public mutating func prepare(_ recorded: RecordedEvent) {
    let lots = directory.learn(recorded.event)
    let time = recorded.event.time
    guard period.isBeforeEnd(time) else { return }
    var moves: [(Int, StockMove)] = []
    stock.take(recorded, lots: lots, of: directory) { moves.append(($0, $1)) }
    guard period.isBefore(time) else { return }
    for (lot, move) in moves where isWanted(lot, move) { _ = add(move, of: lot) }
  }

  /// Ends the first time round, and gives what the book begins with: by party, site, lot.
  public mutating func begin() -> [BookBalance] {
    let opening = remaining()
    stock = StockFold(policy: stock.policy)
    return opening
  }

  /// The second time round, or the only one: gives the lines that an event makes.
  public mutating func take(_ recorded: RecordedEvent, _ visit: (BookLine) -> Void) {
    let event = recorded.event
    let lots = directory.learn(event)
    if case .consignment(let consignment) = event.detail {
      let waybill = Waybill(consignor: event.party, consignee: consignment.consignee)
      waybills[consignment.consignment] = waybills[consignment.consignment] ?? waybill
    }
    guard period.isBeforeEnd(event.time) else { return }
    var moves: [(Int, StockMove)] = []
    stock.take(recorded, lots: lots, of: directory) { moves.append(($0, $1)) }
    guard !period.isBefore(event.time) else { return }
    for (lot, move) in moves where isWanted(lot, move) {
      visit(line(recorded, lot, move, otherSite: moves))
    }
  }

  /// What the places have where the book ends: by party, site, lot.
  public func remaining() -> [BookBalance] {
    balances.filter { $0.value != 0 }.map { key, amount in
      BookBalance(
        party: key.party, site: key.site, lot: directory.entries[key.lot].lot,
        chemical: directory.chemical(of: key.lot),
        quantity: Quantity(amount: amount, unit: directory.unit(of: key.lot)))
    }.sorted { left, right in
      let places = [left, right].map { StockPlace.held(party: $0.party, site: $0.site) }
      return places[0] == places[1] ? left.lot < right.lot : places[0].precedes(places[1])
    }
  }

  private func isWanted(_ lot: Int, _ move: StockMove) -> Bool {
    move.place.kind == .held && selection.covers(move.place)
      && selection.covers(lot, of: directory)
  }

  private mutating func add(_ move: StockMove, of lot: Int) -> (balance: Int64, total: Int128) {
    guard case .held(let party, let site) = move.place else { return (0, 0) }
    let balance = balances[BookKey(party: party, site: site, lot: lot), default: 0] &+ move.amount
    balances[BookKey(party: party, site: site, lot: lot)] = balance
    let group = groups.number(of: directory.chemical(of: lot), unit: directory.unit(of: lot))
    let total =
      totals[PartyGroup(party: party, group: group), default: 0] + Int128(move.amount)
    totals[PartyGroup(party: party, group: group)] = total
    return (balance, total)
  }

  private mutating func line(
    _ recorded: RecordedEvent, _ lot: Int, _ move: StockMove, otherSite moves: [(Int, StockMove)]
  ) -> BookLine {
    let (balance, total) = add(move, of: lot)
    var line = BookLine(
      index: recorded.version, event: recorded.event, party: move.place.party, site: nil,
      lot: directory.entries[lot].lot, chemical: directory.chemical(of: lot),
      unit: directory.unit(of: lot), amount: move.amount, cause: move.cause, balance: balance,
      total: total, counterparty: nil, otherSite: nil, consignment: nil)
    if case .held(_, let site) = move.place { line.site = site }
    for (number, other) in moves
    where move.cause == .moved && number == lot && other.place != move.place {
      if case .held(_, let site) = other.place { line.otherSite = site }
    }
    switch recorded.event.detail {
    case .production(let production): line.counterparty = production.from
    case .transport(let transport):
      line.consignment = transport.consignment
      let waybill = waybills[transport.consignment]
      line.counterparty =
        move.cause == .loaded || (move.cause == .delivered && move.amount < 0)
          || move.cause == .returned ? waybill?.consignee : waybill?.consignor
    default: break
    }
    return line
  }
}
