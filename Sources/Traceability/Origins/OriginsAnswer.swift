public import Custody
public import LedgerFormat

/// Where amounts came into the ledger, and which of them nothing explains (来源不明).
public struct OriginsAnswer: Sendable {
  /// How far the answer looked.
  public var horizon: Horizon
  /// In the ledger's order.
  public var rows: [Row] = []

  /// One amount of one lot that came from nowhere in the ledger.
  public struct Row: Sendable {
    public var index: UInt64
    public var event: Identifier
    public var time: Instant
    public var party: Identifier
    public var site: Identifier?
    public var lot: LotID
    public var chemical: Chemical?
    /// `produced`, `imported`, `purchased`, `declared`, `found`, `counted` or `excess`.
    public var cause: StockMoveCause
    public var quantity: Quantity
    /// From whom, where the event says so.
    public var from: Identifier?
    public var document: Identifier?
    /// A licence of the party that covers it, where no document does.
    public var licence: Identifier?
    /// The waybill, of an excess.
    public var consignment: Identifier?
    /// True for `declared` and `purchased` amounts without a document or a licence, and for all that was
    /// found, counted or in excess.
    public var isUnexplained: Bool
  }
}

/// Makes an `OriginsAnswer` of events, which are taken one by one in the ledger's order.
///
/// A production without inputs is an origin; one with inputs is explained by them. Takes all trade
/// events below the horizon's size. Memory: some 500 bytes a lot, and the rows.
public struct OriginsFold: Sendable {
  private let selection: StockSelection
  private let horizon: Horizon
  private let isUnexplainedOnly: Bool
  private var directory = LotDirectory()
  private var stock: StockFold
  private var rows: [(lot: Int, row: OriginsAnswer.Row)] = []
  private let licence: Licence

  /// A party's licence to have a chemical at a time.
  public typealias Licence = @Sendable (Identifier, Chemical?, Instant) -> Identifier?

  /// - Parameters:
  ///   - isUnexplainedOnly: true for what nothing explains alone.
  ///   - licence: what the register says.
  public init(
    _ selection: StockSelection, policy: Policy, horizon: Horizon = Horizon(),
    isUnexplainedOnly: Bool = false, licence: @escaping Licence = { _, _, _ in nil }
  ) {
    self.licence = licence
    self.selection = selection
    self.horizon = horizon
    self.isUnexplainedOnly = isUnexplainedOnly
    stock = StockFold(policy: policy)
  }

  /// Folds an event in.
  public mutating func take(_ recorded: RecordedEvent) {
    let event = recorded.event
    let lots = directory.learn(event)
    guard horizon.covers(recorded) else { return }
    var moves: [(Int, StockMove)] = []
    stock.take(recorded, lots: lots, of: directory) { moves.append(($0, $1)) }
    for (lot, move) in moves where move.amount > 0 && selection.covers(move.place) {
      if let row = row(recorded, lot, move), row.isUnexplained || !isUnexplainedOnly {
        rows.append((lot, row))
      }
    }
  }

  /// The answer over the events taken.
  public func answer() -> OriginsAnswer {
    var answer = OriginsAnswer(horizon: horizon)
    for (lot, row) in rows where selection.covers(lot, of: directory) { answer.rows.append(row) }
    return answer
  }

  private func row(
    _ recorded: RecordedEvent, _ lot: Int, _ move: StockMove
  ) -> OriginsAnswer.Row? {
    let event = recorded.event
    var from: Identifier?
    var consignment: Identifier?
    switch event.detail {
    case .production(let production):
      guard production.inputs.isEmpty else { return nil }
      from = production.from
    case .transport(let transport): consignment = transport.consignment
    default: break
    }
    let isUnexplained: Bool
    var licence: Identifier?
    switch move.cause {
    case .found, .counted, .excess: isUnexplained = true
    case .declared, .purchased:
      if event.document == nil {
        licence = self.licence(move.place.party, directory.chemical(of: lot), event.time)
      }
      isUnexplained = event.document == nil && licence == nil
    case .produced, .imported: isUnexplained = false
    default: return nil
    }
    var site: Identifier?
    if case .held(_, let held) = move.place { site = held }
    return OriginsAnswer.Row(
      index: recorded.index, event: event.id, time: event.time, party: move.place.party,
      site: site, lot: directory.entries[lot].lot, chemical: directory.chemical(of: lot),
      cause: move.cause, quantity: Quantity(amount: move.amount, unit: directory.unit(of: lot)),
      from: from, document: event.document, licence: licence, consignment: consignment,
      isUnexplained: isUnexplained)
  }
}
