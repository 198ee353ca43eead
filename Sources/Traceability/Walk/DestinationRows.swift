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

  /// Who holds something, and where; many rows say the same.
  private struct Place: Hashable {
    let party: Identifier
    let site: Identifier?
  }

  private let unit: Unit
  /// The places that rows name by their number.
  private var places: [HeldPlace] = []
  private var placeNumbers: [Place: Int] = [:]
  /// What is attributed to rows of which less than half a unit is there, so that they are not listed.
  var unlisted = DoubleDouble.zero
  private var held: [Row<Int>] = []
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
        held.append(row(number(of: holding.party, holding.site), holding.amount))
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

  /// Adds where an output is that nothing happened to but that `event` made it.
  ///
  /// - Parameter part: how much of it is the traced lot.
  mutating func add(untouched output: Output, of event: Event, part: DoubleDouble) {
    let amount = output.quantity.amount
    let exact = DoubleDouble(amount)
    guard amount != 0 else { return }
    let attributed = (exact.high > 0 ? part / exact : .zero) * exact
    if amount > 0 {
      held.append(
        Row(
          lot: output.lot, unit: output.quantity.unit, place: number(of: event.party, event.site),
          amount: amount, attributed: attributed, isDirect: false))
    } else {
      let debt = Debt(party: event.party, site: event.site, consignment: nil)
      debts.append(
        Row(
          lot: output.lot, unit: output.quantity.unit, place: debt, amount: amount,
          attributed: attributed, isDirect: false))
    }
  }

  /// The number of a place, the same for the same place.
  private mutating func number(of party: Identifier, _ site: Identifier?) -> Int {
    if let last = places.last, last.party == party, last.site == site { return places.count - 1 }
    let place = Place(party: party, site: site)
    if let number = placeNumbers[place] { return number }
    places.append(HeldPlace(party: party, site: site))
    placeNumbers[place] = places.count - 1
    return places.count - 1
  }

  /// Sorts the rows, rounds them together, and adds them up.
  mutating func answer(lots: [LotID]) -> DestinationAnswer {
    sort()
    var amounts = roundedAmounts()[...]
    let held = finish(held, &amounts) { [places] in places[$0] }
    self.held = []
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
    let places = places
    DestinationRows.sort(&held) { left, right in
      if left.lot != right.lot { return left.lot < right.lot }
      let (left, right) = (places[left.place], places[right.place])
      return (left.party, left.site ?? "") < (right.party, right.site ?? "")
    }
    DestinationRows.sort(&inTransit, by: DestinationRows.precedes)
    DestinationRows.sort(&used, by: DestinationRows.precedes)
    DestinationRows.sort(&disposed, by: DestinationRows.precedes)
    DestinationRows.sort(&lost, by: DestinationRows.precedes)
    DestinationRows.sort(&transformed, by: DestinationRows.precedes)
    DestinationRows.sort(&unaccounted, by: DestinationRows.precedes)
    DestinationRows.sort(&debts) { left, right in
      (left.lot, left.place.party, left.place.site ?? "", left.place.consignment ?? "")
        < (right.lot, right.place.party, right.place.site ?? "", right.place.consignment ?? "")
    }
  }

  private static func sort<Place>(
    _ rows: inout [Row<Place>], by precedes: (Row<Place>, Row<Place>) -> Bool
  ) {
    rows = NameOrder.sorted(rows, lot: { $0.lot }, precedes: precedes)
  }

  private static func precedes(_ left: Row<CarriedPlace>, _ right: Row<CarriedPlace>) -> Bool {
    (left.lot, left.place.consignment, left.place.carrier)
      < (right.lot, right.place.consignment, right.place.carrier)
  }

  private static func precedes(_ left: Row<EventPlace>, _ right: Row<EventPlace>) -> Bool {
    (left.lot, left.place.index) < (right.lot, right.place.index)
  }

  /// The attributed amounts of all rows in their order that are not the lot's own, as integers with the sum of
  /// all that is attributed: with its own the lot's whole.
  private func roundedAmounts() -> [Int64] {
    var parts: [DoubleDouble] = []
    parts.reserveCapacity(held.count)
    func gather<Place>(_ rows: [Row<Place>]) {
      for position in rows.indices where !rows[position].isDirect {
        parts.append(rows[position].attributed)
      }
    }
    gather(held)
    gather(inTransit)
    gather(used)
    gather(disposed)
    gather(lost)
    gather(transformed)
    gather(unaccounted)
    gather(debts)
    let total = parts.reduce(unlisted, +).nearestInteger
    return LargestRemainder.round(parts, total: total)
  }

  private func finish<Place>(
    _ rows: [Row<Place>], _ amounts: inout ArraySlice<Int64>
  ) -> [DestinationRow<Place>] {
    finish(rows, &amounts) { $0 }
  }

  /// The rows as they are answered, each with its place by what it keeps of that.
  private func finish<Kept, Place>(
    _ rows: [Row<Kept>], _ amounts: inout ArraySlice<Int64>, place: (Kept) -> Place
  ) -> [DestinationRow<Place>] {
    var finished: [DestinationRow<Place>] = []
    finished.reserveCapacity(rows.count)
    for position in rows.indices {
      let row = rows[position]
      let attributed = row.isDirect ? row.amount : amounts.popFirst() ?? 0
      finished.append(
        DestinationRow(
          lot: row.lot, place: place(row.place),
          quantity: Quantity(amount: row.amount, unit: row.unit),
          attributed: Quantity(amount: attributed, unit: unit)))
    }
    return finished
  }

  private func total<Place>(_ rows: [DestinationRow<Place>]) -> Quantity {
    Quantity(amount: rows.reduce(0) { $0 &+ $1.attributed.amount }, unit: unit)
  }
}
