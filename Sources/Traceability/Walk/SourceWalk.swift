internal import Custody
internal import LedgerFormat

/// Walks from a lot up to all that it was made of, the youngest production first.
///
/// Every lot carries a weight: the part of the traced lot that came through it. When its production's
/// turn comes, all productions that took of it have had theirs, so its weight is complete and is
/// handed on to the inputs. That makes the walk linear in the genealogy's edges, not in its paths.
struct SourceWalk {
  /// A production to hand weights on from.
  struct Step {
    let recorded: RecordedEvent
    let production: Production
    /// The outputs that the traced lot came through.
    let lots: [LotID]
  }

  /// A lot on the way whose production has not had its turn.
  private struct Node {
    let origin: LotOrigin?
    let making: (recorded: RecordedEvent, production: Production)?
    let produced: Int64
    let found: Int64
    /// By consignee; those that a production took account of are taken out.
    var handovers: [Identifier: [Handover]]
    var weight = DoubleDouble.zero
    var isUnknown = false

    init(_ account: LotAccount) {
      origin = account.origin
      making = account.making
      produced = account.state.produced
      found = account.state.found
      handovers = Dictionary(grouping: account.handovers, by: \.to)
    }
  }

  private let tracer: Tracer
  private let whole: Quantity
  private var nodes: [LotID: Node] = [:]
  /// By the index of the production, the lots of `nodes` that it made.
  private var made: [UInt64: [LotID]] = [:]
  /// The indexes of `made`, counted from the other end: the youngest comes first.
  private var queue = IndexQueue()
  private var inherited: InheritedChemical
  private var origins: [(row: Origin, weight: DoubleDouble?)] = []
  private var productions: [ProductionStep] = []
  private var handovers: [Handover]

  init(of account: LotAccount, tracer: Tracer) {
    self.tracer = tracer
    whole = Quantity(amount: account.whole, unit: account.unit)
    inherited = InheritedChemical(of: account.lot)
    handovers = account.handovers
    meet(account, below: .max)
    nodes[account.lot]?.weight = .one
  }

  /// What the traced lot is, as far as the walk has come.
  var chemical: Chemical? { inherited.chemical }

  /// The youngest production that has not had its turn; nil at the end.
  mutating func next() -> Step? {
    guard let key = queue.popLeast(), let lots = made.removeValue(forKey: .max - key),
      let making = lots.first.flatMap({ nodes[$0]?.making })
    else { return nil }
    return Step(recorded: making.recorded, production: making.production, lots: lots)
  }

  /// Hands the weights of a production's outputs on to its inputs.
  mutating func take<Failure: Error>(
    _ step: Step, _ histories: (LotID) throws(Failure) -> LotHistory?
  ) throws(Failure) {
    let event = step.recorded.event
    productions.append(
      ProductionStep(
        index: step.recorded.index, party: event.party, time: event.time,
        production: step.production))
    let inputs = Good.summed(step.production.inputs)
    let (weight, isUnknown) = leave(step, isOrigin: inputs.isEmpty)
    let isMixed = inputs.contains { $0.quantity.dimension != inputs[0].quantity.dimension }
    let sum = inputs.reduce(DoubleDouble.zero) { $0 + DoubleDouble($1.quantity.amount) }
    for input in inputs {
      if nodes[input.lot] == nil {
        meet(try tracer.account(of: input.lot, histories), below: step.recorded.index)
      }
      let part = sum.high > 0 ? DoubleDouble(input.quantity.amount) / sum : .zero
      // Through inputs of mixed dimensions nothing is known; the path goes on.
      if isMixed || isUnknown {
        nodes[input.lot]?.isUnknown = true
      } else if let before = nodes[input.lot]?.weight {
        nodes[input.lot]?.weight = before + weight * part
      }
      handOver(input.lot, to: event.party, before: step.recorded.index)
    }
  }

  /// The answer, when no production is left.
  consuming func answer() -> SourceAnswer {
    for (lot, node) in nodes {
      // Not produced within the horizon: an origin of which no more is known.
      addOrigin(lot, node, process: nil, weight: node.weight)
    }
    origins.sort { $0.row.lot < $1.row.lot }
    quantify()
    productions.sort { $0.index < $1.index }
    handovers.sort { $0.index == $1.index ? $0.lot < $1.lot : $0.index < $1.index }
    return SourceAnswer(
      origins: origins.map(\.row), productions: productions, handovers: handovers)
  }
}

extension SourceWalk {
  /// Takes a lot into the walk, whose production, in a sound ledger, lies before `limit`.
  private mutating func meet(_ account: LotAccount, below limit: UInt64) {
    nodes[account.lot] = Node(account)
    if inherited.next == account.lot { inherited.follow(account.origin) }
    guard let index = account.making?.recorded.index, index < limit else { return }
    if made[index] == nil { queue.insert(.max - index) }
    made[index, default: []].append(account.lot)
  }

  /// Lets the outputs of a production go, and gives the weight that is handed on to its inputs.
  ///
  /// Without inputs all of it stays as an origin; with inputs what was found of the lot does.
  private mutating func leave(
    _ step: Step, isOrigin: Bool
  ) -> (weight: DoubleDouble, isUnknown: Bool) {
    var sum = DoubleDouble.zero
    var isUnknown = false
    for lot in step.lots {
      guard let node = nodes.removeValue(forKey: lot) else { continue }
      if isOrigin {
        addOrigin(lot, node, process: .production(step.production.process), weight: node.weight)
        continue
      }
      isUnknown = isUnknown || node.isUnknown
      let whole = DoubleDouble(node.produced) + DoubleDouble(node.found)
      guard node.found > 0, node.produced > 0 else {
        sum = sum + node.weight
        continue
      }
      let found = node.weight * DoubleDouble(node.found) / whole
      addOrigin(lot, node, process: .found, weight: found)
      sum = sum + node.weight * DoubleDouble(node.produced) / whole
    }
    return (sum, isUnknown)
  }

  private mutating func addOrigin(
    _ lot: LotID, _ node: Node, process: Origin.Process?, weight: DoubleDouble
  ) {
    let isProduced = process != nil
    let row = Origin(
      lot: lot, party: node.origin?.party ?? lot.party ?? lot.batch,
      time: isProduced ? node.origin?.time : nil, process: process,
      share: node.isUnknown ? nil : weight.rounded)
    origins.append((row, node.isUnknown ? nil : weight))
  }

  /// Takes those deliveries of a lot that brought it to `party` before a production of its.
  ///
  /// Productions come the youngest first, so an older one of the same party has none to add.
  private mutating func handOver(_ lot: LotID, to party: Identifier, before index: UInt64) {
    guard let received = nodes[lot]?.handovers.removeValue(forKey: party) else { return }
    handovers += received.filter { $0.index < index }
  }

  /// Gives every known origin its share of the whole, and what is unknown the rest.
  private mutating func quantify() {
    let known = origins.indices.filter { origins[$0].weight != nil }
    let total = DoubleDouble(whole.amount)
    var parts = known.map { (origins[$0].weight ?? .zero) * total }
    parts.append(parts.reduce(total) { $0 - $1 })
    let amounts = LargestRemainder.round(parts, total: whole.amount)
    for (position, amount) in zip(known, amounts) {
      origins[position].row.quantity = Quantity(amount: amount, unit: whole.unit)
    }
  }
}
