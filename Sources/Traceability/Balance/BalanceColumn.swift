/// A column of the balance: how an amount came to a place or left it.
///
/// | column | at | moves |
/// |---|---|---|
/// | `opening` | all | what was there at the beginning of the period |
/// | `produced` | held | outputs of `produce`, `repack`, `blend`, `react`, `waste` |
/// | `imported`, `purchased`, `declared` | held | outputs of `import`, `receipt`, `opening` |
/// | `received` | held | deliveries received; in transit: loads taken over; unaccounted: what deliveries left out |
/// | `returned` | held | what came back of one's own consignments |
/// | `movedIn`, `movedOut` | held, by site | between the sites of a party; nothing where all sites are one row |
/// | `found` | held | reported as found |
/// | `countedMore`, `countedLess` | held | differences of counts |
/// | `excess` | held | arrived beyond what was on its way, within the tolerance; not in `received` |
/// | `dispatched` | held | loaded by a carrier, or delivered where nobody loaded; in transit: handed over at deliveries |
/// | `sentBack` | in transit, unaccounted | returned to the consignor |
/// | `used`, `disposed` | held | by their events |
/// | `transformed` | held | inputs of productions |
/// | `lost` | all | by `loss` events |
/// | `leftOut` | in transit | not in the delivery: unaccounted from then on |
/// | `restated` | all | what later events changed in the amounts of earlier ones |
/// | `closing` | all | what was there at the end of the period |
public enum BalanceColumn: Int, Hashable, Sendable, CaseIterable {
  case opening
  case produced
  case imported
  case purchased
  case declared
  case received
  case returned
  case movedIn
  case found
  case countedMore
  case excess
  case dispatched
  case sentBack
  case movedOut
  case used
  case disposed
  case transformed
  case lost
  case countedLess
  case leftOut
  case restated
  case closing

  /// What a column does to the amount from `opening` to `closing`.
  public enum Direction: Sendable { case opening, adds, takes, restates, closing }

  public var direction: Direction {
    switch self {
    case .opening: .opening
    case .produced, .imported, .purchased, .declared, .received, .returned, .movedIn, .found,
      .countedMore, .excess:
      .adds
    case .dispatched, .sentBack, .movedOut, .used, .disposed, .transformed, .lost, .countedLess,
      .leftOut:
      .takes
    case .restated: .restates
    case .closing: .closing
    }
  }

  /// True for what no document of a hand-over, a production or a use stands for: it makes up the
  /// difference (差异) of the statutory balance, and so explains it.
  public var explainsDifference: Bool {
    switch self {
    case .found, .countedMore, .countedLess, .excess, .restated: true
    default: false
    }
  }

  /// The column of a move; nil for what never happens.
  init(_ move: StockMove) {
    let adds = move.amount > 0
    self =
      switch move.cause {
      case .produced: .produced
      case .imported: .imported
      case .purchased: .purchased
      case .declared: .declared
      case .transformed: .transformed
      case .moved: adds ? .movedIn : .movedOut
      case .counted: adds ? .countedMore : .countedLess
      case .found: .found
      case .excess: .excess
      case .used: .used
      case .disposed: .disposed
      case .lost: .lost
      case .loaded, .delivered: adds ? .received : .dispatched
      case .returned: adds ? .returned : .sentBack
      case .leftOut: adds ? .received : .leftOut
      }
  }
}

/// The amounts of a balance's row by column, in the smallest unit, each zero or more but for `opening`,
/// `restated` and `closing`.
public struct BalanceAmounts: Equatable, Sendable {
  private var values = [Int128](repeating: 0, count: BalanceColumn.allCases.count)

  public init() {}

  public subscript(column: BalanceColumn) -> Int128 {
    get { values[column.rawValue] }
    set { values[column.rawValue] = newValue }
  }

  /// True when nothing was there and nothing happened.
  public var isEmpty: Bool { values.allSatisfy { $0 == 0 } }

  /// What closing and opening differ by beyond what documents say: `closing` less `opening`, what was
  /// added and what was taken, without the columns that explain a difference.
  public var difference: Int128 {
    var documented = self[.opening]
    for column in BalanceColumn.allCases where !column.explainsDifference {
      switch column.direction {
      case .adds: documented += self[column]
      case .takes: documented -= self[column]
      case .opening, .closing, .restates: break
      }
    }
    return self[.closing] - documented
  }

  /// What is left of the difference when all that explains it is taken away: always zero.
  public var unexplained: Int128 {
    difference - self[.found] - self[.countedMore] - self[.excess] + self[.countedLess]
      - self[.restated]
  }

  /// Adds another row's amounts.
  public mutating func add(_ other: BalanceAmounts) {
    for position in values.indices { values[position] += other.values[position] }
  }
}
