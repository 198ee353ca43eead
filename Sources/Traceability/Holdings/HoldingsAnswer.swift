public import Custody
public import LedgerFormat

/// Who has how much of what, where, at a horizon.
public struct HoldingsAnswer: Sendable {
  /// How far the answer looked.
  public var horizon: Horizon
  /// In somebody's hands: by party, site, lot.
  public var held: [StockRow] = []
  /// On its way: by carrier, consignment, lot.
  public var inTransit: [StockRow] = []
  /// Left out of a delivery and not seen since: by carrier, consignment, lot.
  public var unaccounted: [StockRow] = []
  /// Taken at the horizon without being there yet: negative amounts, part of no total.
  public var notCovered: [StockRow] = []
  /// Sums by chemical, each of one dimension: by name, then by what tells them apart.
  public var totals: [Total] = []

  /// An amount of one lot at one place.
  public struct StockRow: Sendable {
    public var lot: LotID
    /// As declared of the lot, or of what it was repacked from.
    public var chemical: Chemical?
    public var place: StockPlace
    /// Of what is on its way or unaccounted: who sent it, and to whom.
    public var consignor: Identifier?
    public var consignee: Identifier?
    /// In the lot's own unit.
    public var quantity: Quantity
  }

  /// The sum over all rows of one chemical in one dimension.
  public struct Total: Sendable {
    public var chemical: Chemical?
    /// The largest unit that one of the lots was declared in.
    public var unit: Unit
    /// In the dimension's smallest unit, as are the others.
    public var held: Int128 = 0
    public var inTransit: Int128 = 0
    public var unaccounted: Int128 = 0
    /// How many lots have a row.
    public var lots = 0
  }
}

/// Makes a `HoldingsAnswer` of events, which are taken one by one in the ledger's order.
///
/// Takes all trade events below the horizon's size; those after its time say what lots are and move
/// nothing. Memory: some 500 bytes a lot.
public struct HoldingsFold: Sendable {
  private let selection: StockSelection
  private let horizon: Horizon
  private var directory = LotDirectory()
  private var stock: StockFold

  public init(_ selection: StockSelection, policy: Policy, horizon: Horizon = Horizon()) {
    self.selection = selection
    self.horizon = horizon
    stock = StockFold(policy: policy)
  }

  /// Folds an event in.
  public mutating func take(_ recorded: RecordedEvent) {
    let lots = directory.learn(recorded.event)
    guard horizon.covers(recorded) else { return }
    stock.take(recorded, lots: lots, of: directory) { _, _ in }
  }

  /// The answer over the events taken.
  public func answer() -> HoldingsAnswer {
    var answer = HoldingsAnswer(horizon: horizon)
    var groups = ChemicalGroups()
    for (number, state) in stock.states.enumerated() where selection.covers(number, of: directory) {
      let rows = rows(of: number, state)
      guard !rows.isEmpty else { continue }
      let group = groups.number(
        of: directory.chemical(of: number), unit: directory.unit(of: number))
      if group == answer.totals.count {
        answer.totals.append(HoldingsAnswer.Total(unit: directory.unit(of: number)))
      }
      answer.totals[group].lots += 1
      for row in rows { answer.add(row, group: group) }
    }
    for (group, shown) in groups.shown.enumerated() {
      answer.totals[group].chemical = shown.chemical
      answer.totals[group].unit = shown.unit
    }
    answer.sort()
    return answer
  }

  private func rows(of number: Int, _ state: LotState) -> [HoldingsAnswer.StockRow] {
    let chemical = directory.chemical(of: number)
    let unit = directory.unit(of: number)
    var rows: [HoldingsAnswer.StockRow] = []
    func add(_ place: StockPlace, _ amount: Int64, _ share: ConsignmentShare?) {
      guard amount != 0, selection.covers(place) else { return }
      rows.append(
        HoldingsAnswer.StockRow(
          lot: state.lot, chemical: chemical, place: place, consignor: share?.consignor,
          consignee: share?.consignee, quantity: Quantity(amount: amount, unit: unit)))
    }
    for row in state.held { add(.held(party: row.party, site: row.site), row.amount, nil) }
    for (consignment, share) in state.consignments {
      for carrier in share.carriers {
        let name = carrier.carrier
        add(.inTransit(consignment: consignment, carrier: name), carrier.inTransit, share)
        add(.unaccounted(consignment: consignment, carrier: name), carrier.unaccounted, share)
      }
    }
    return rows
  }
}

extension HoldingsAnswer {
  fileprivate mutating func add(_ row: StockRow, group: Int) {
    guard row.quantity.amount > 0 else { return notCovered.append(row) }
    let amount = Int128(row.quantity.amount)
    switch row.place.kind {
    case .held:
      held.append(row)
      totals[group].held += amount
    case .inTransit:
      inTransit.append(row)
      totals[group].inTransit += amount
    case .unaccounted:
      unaccounted.append(row)
      totals[group].unaccounted += amount
    }
  }

  fileprivate mutating func sort() {
    held.sort { $0.precedes($1) }
    inTransit.sort { $0.precedes($1) }
    unaccounted.sort { $0.precedes($1) }
    notCovered.sort { $0.precedes($1) }
    totals.sort { $0.chemical.sortsBefore($1.chemical, $0.unit, $1.unit) }
  }
}

extension HoldingsAnswer.StockRow {
  fileprivate func precedes(_ other: HoldingsAnswer.StockRow) -> Bool {
    place == other.place ? lot < other.lot : place.precedes(other.place)
  }
}
