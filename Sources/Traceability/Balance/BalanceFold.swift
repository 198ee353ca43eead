public import Custody
internal import LedgerFormat

/// Makes a `BalanceAnswer` of events, which are taken one by one in the ledger's order.
///
/// Two folds run side by side: one of the events before the period, whose end is `opening`, and one of
/// all events up to the period's end, whose moves within the period fill the columns and whose end is
/// `closing`. So `opening` is what the balance of the period before closes with, whatever is reported
/// late; where a late report changes the amount of an earlier event (a delivery of "all", a count), the
/// change stands in `restated`. Takes all trade events below the horizon's size.
/// Memory: some 500 bytes a lot (twice that with a beginning), and a row for each party and lot.
public struct BalanceFold: Sendable {
  private struct Key: Hashable {
    let kind: StockPlaceKind
    let party: Identifier
    let lot: Int
  }

  private let selection: StockSelection
  private let period: Period
  private let size: UInt64?
  private var directory = LotDirectory()
  /// The events before the period.
  private var earlier: StockFold
  /// The events up to its end.
  private var all: StockFold
  private var numbers: [Key: Int] = [:]
  private var keys: [Key] = []
  private var amounts: [BalanceAmounts] = []

  public init(
    _ selection: StockSelection, period: Period, policy: Policy, size: UInt64? = nil
  ) {
    self.selection = selection
    self.period = period
    self.size = size
    earlier = StockFold(policy: policy)
    all = StockFold(policy: policy)
  }

  /// Folds an event in.
  public mutating func take(_ recorded: RecordedEvent) {
    let lots = directory.learn(recorded.event)
    let time = recorded.event.time
    guard period.isBeforeEnd(time) else { return }
    let isEarlier = period.isBefore(time)
    var moves: [(lot: Int, move: StockMove)] = []
    if isEarlier {
      earlier.take(recorded, lots: lots, of: directory) { moves.append(($0, $1)) }
      for (lot, move) in moves { add(move, of: lot, to: .opening) }
      moves.removeAll(keepingCapacity: true)
    }
    all.take(recorded, lots: lots, of: directory) { moves.append(($0, $1)) }
    for (lot, move) in moves {
      // What earlier events move here and there is the same, unless a late report changed it.
      add(move, of: lot, to: isEarlier ? .restated : BalanceColumn(move))
      add(move, of: lot, to: .closing)
    }
  }

  private mutating func add(_ move: StockMove, of lot: Int, to column: BalanceColumn) {
    guard selection.covers(move.place) else { return }
    // Between the places of a party nothing comes or goes, unless one of them is asked about.
    if move.cause == .moved, selection.site == nil, column.direction != .closing,
      column.direction != .opening, column.direction != .restates
    {
      return
    }
    let key = Key(kind: move.place.kind, party: move.place.party, lot: lot)
    let row = numbers[key] ?? keys.count
    if row == keys.count {
      numbers[key] = row
      keys.append(key)
      amounts.append(BalanceAmounts())
    }
    let amount = Int128(move.amount)
    amounts[row][column] += column.direction == .takes ? 0 - amount : amount
  }

  /// The answer over the events taken.
  public func answer() -> BalanceAnswer {
    var answer = BalanceAnswer(period: period, size: size)
    var groups = ChemicalGroups()
    var totals = BalanceTotals()
    for (number, key) in keys.enumerated() where selection.covers(key.lot, of: directory) {
      var amounts = amounts[number]
      // So far the whole of the earlier moves in the later fold; what differs is what was restated.
      amounts[.restated] -= amounts[.opening]
      guard !amounts.isEmpty else { continue }
      let unit = directory.unit(of: key.lot)
      let chemical = directory.chemical(of: key.lot)
      let row = BalanceAnswer.Row(
        kind: key.kind, party: key.party, lot: directory.entries[key.lot].lot, chemical: chemical,
        unit: unit, amounts: amounts, notCovered: notCovered(key), lots: 1)
      answer.rows.append(row)
      totals.add(row, group: groups.number(of: chemical, unit: unit))
    }
    answer.rows.sort { $0.precedes($1) }
    answer.totals = totals.parties(groups)
    answer.overall = totals.overall(groups)
    return answer
  }

  /// The negative places of a row at the period's end.
  private func notCovered(_ key: Key) -> Int128 {
    guard key.lot < all.states.count else { return 0 }
    let state = all.states[key.lot]
    var sum: Int128 = 0
    func add(_ place: StockPlace, _ amount: Int64) {
      if amount < 0, place.kind == key.kind, place.party == key.party, selection.covers(place) {
        sum += Int128(amount)
      }
    }
    guard state.isUncovered else { return 0 }
    for row in state.held { add(.held(party: row.party, site: row.site), row.amount) }
    for (consignment, share) in state.consignments {
      for carrier in share.carriers {
        let name = carrier.carrier
        add(.inTransit(consignment: consignment, carrier: name), carrier.inTransit)
        add(.unaccounted(consignment: consignment, carrier: name), carrier.unaccounted)
      }
    }
    return sum
  }
}
