internal import Custody
internal import LedgerFormat

/// The rows of a destination while they are gathered, before they are rounded together.
struct DestinationRows {
  struct Row<Place: Equatable & Sendable> {
    let lot: LotID
    let unit: Unit
    let place: Place
    /// In the smallest unit of the row's own lot.
    let amount: Int64
    /// In the smallest unit of the traced lot.
    let attributed: DoubleDouble
    /// True for the traced lot's own rows, which are exact.
    let isDirect: Bool
  }

  /// Where something was taken that was not there.
  struct Debt: Equatable {
    let party: Identifier
    let site: Identifier?
    let consignment: Identifier?
  }

  private let unit: Unit
  /// What is attributed to rows of which less than half a unit is there, so that they are not listed.
  var unlisted = DoubleDouble.zero
  private var held: [Row<HeldPlace>] = []
  private var inTransit: [Row<CarriedPlace>] = []
  private var used: [Row<EventPlace>] = []
  private var disposed: [Row<EventPlace>] = []
  var lost: [Row<EventPlace>] = []
  var transformed: [Row<EventPlace>] = []
  private var unaccounted: [Row<CarriedPlace>] = []
  private var debts: [Row<Debt>] = []

  /// Begins the rows of a lot that is answered in `unit`.
  init(unit: Unit) {
    self.unit = unit
  }

  /// Adds where a lot is and where it ended, but for what went into productions.
  ///
  /// `share` is how much of each unit of the lot is the traced lot; nil for the traced lot itself.
  mutating func add(_ account: LotAccount, share: DoubleDouble?) {
    func row<Place>(_ place: Place, _ amount: Int64) -> Row<Place> {
      let exact = DoubleDouble(amount)
      return Row(
        lot: account.lot, unit: account.unit, place: place, amount: amount,
        attributed: share.map { $0 * exact } ?? exact, isDirect: share == nil)
    }
    for holding in account.state.held {
      if holding.amount > 0 {
        held.append(row(HeldPlace(party: holding.party, site: holding.site), holding.amount))
      } else if holding.amount < 0 {
        let debt = Debt(party: holding.party, site: holding.site, consignment: nil)
        debts.append(row(debt, holding.amount))
      }
    }
    for (consignment, shares) in account.state.consignments {
      for carried in shares.carriers {
        let place = CarriedPlace(
          consignment: consignment, carrier: carried.carrier, consignee: shares.consignee)
        if carried.inTransit > 0 { inTransit.append(row(place, carried.inTransit)) }
        if carried.unaccounted > 0 { unaccounted.append(row(place, carried.unaccounted)) }
        if carried.inTransit < 0 {
          let debt = Debt(party: carried.carrier, site: nil, consignment: consignment)
          debts.append(row(debt, carried.inTransit))
        }
      }
    }
    for ending in account.endings {
      let ended = row(ending.place, ending.amount)
      switch ending.section {
      case .used: used.append(ended)
      case .disposed: disposed.append(ended)
      case .lost: lost.append(ended)
      }
    }
  }

  /// Sorts the rows, rounds them together, and adds them up.
  consuming func answer(lots: [LotID]) -> DestinationAnswer {
    sort()
    var amounts = roundedAmounts()[...]
    let held = finish(held, &amounts)
    let inTransit = finish(inTransit, &amounts)
    let used = finish(used, &amounts)
    let disposed = finish(disposed, &amounts)
    let lost = finish(lost, &amounts)
    let transformed = finish(transformed, &amounts)
    let unaccounted = finish(unaccounted, &amounts)
    let totals = DestinationAnswer.Totals(
      held: total(held), inTransit: total(inTransit), used: total(used),
      disposed: total(disposed), lost: total(lost), transformed: total(transformed),
      unaccounted: total(unaccounted))
    let notCovered = finish(debts, &amounts).map { row in
      NotCovered(
        lot: row.lot, party: row.place.party, site: row.place.site,
        consignment: row.place.consignment, quantity: row.quantity, attributed: row.attributed)
    }
    return DestinationAnswer(
      totals: totals, held: held, inTransit: inTransit, used: used, disposed: disposed,
      lost: lost, transformed: transformed, unaccounted: unaccounted, lots: lots,
      notCovered: notCovered)
  }
}

extension DestinationRows {
  /// Puts each kind of rows in the order that answers list them in.
  private mutating func sort() {
    held.sort { left, right in
      if left.lot != right.lot { return left.lot < right.lot }
      return (left.place.party, left.place.site ?? "") < (right.place.party, right.place.site ?? "")
    }
    inTransit.sort(by: DestinationRows.precedes)
    used.sort(by: DestinationRows.precedes)
    disposed.sort(by: DestinationRows.precedes)
    lost.sort(by: DestinationRows.precedes)
    transformed.sort(by: DestinationRows.precedes)
    unaccounted.sort(by: DestinationRows.precedes)
    debts.sort { left, right in
      (left.lot, left.place.party, left.place.site ?? "", left.place.consignment ?? "")
        < (right.lot, right.place.party, right.place.site ?? "", right.place.consignment ?? "")
    }
  }

  private static func precedes(_ left: Row<CarriedPlace>, _ right: Row<CarriedPlace>) -> Bool {
    (left.lot, left.place.consignment, left.place.carrier)
      < (right.lot, right.place.consignment, right.place.carrier)
  }

  private static func precedes(_ left: Row<EventPlace>, _ right: Row<EventPlace>) -> Bool {
    (left.lot, left.place.index) < (right.lot, right.place.index)
  }

  /// The attributed amounts of all rows in their order, as integers with the sum of all that is
  /// attributed: the lot's whole.
  private func roundedAmounts() -> [Int64] {
    var parts: [(attributed: DoubleDouble, direct: Int64?)] = []
    func gather<Place>(_ rows: [Row<Place>]) {
      for row in rows { parts.append((row.attributed, row.isDirect ? row.amount : nil)) }
    }
    gather(held)
    gather(inTransit)
    gather(used)
    gather(disposed)
    gather(lost)
    gather(transformed)
    gather(unaccounted)
    gather(debts)
    let indirect = parts.filter { $0.direct == nil }.map(\.attributed)
    let total = indirect.reduce(unlisted, +).nearestInteger
    var rounded = LargestRemainder.round(indirect, total: total)[...]
    return parts.map { part in part.direct ?? rounded.popFirst() ?? 0 }
  }

  private func finish<Place>(
    _ rows: [Row<Place>], _ amounts: inout ArraySlice<Int64>
  ) -> [DestinationRow<Place>] {
    rows.map { row in
      DestinationRow(
        lot: row.lot, place: row.place, quantity: Quantity(amount: row.amount, unit: row.unit),
        attributed: Quantity(amount: amounts.popFirst() ?? 0, unit: unit))
    }
  }

  private func total<Place>(_ rows: [DestinationRow<Place>]) -> Quantity {
    Quantity(amount: rows.reduce(0) { $0 &+ $1.attributed.amount }, unit: unit)
  }
}
