internal import Custody

/// Walks from a lot down to everything that was made of it, the oldest production first.
///
/// When a production's turn comes, all its inputs that descend from the traced lot have been folded, so
/// the part of the traced lot that went into it is complete and is split over its outputs. Where the
/// outputs cannot be compared the part is unknown from there on; the walk goes on for the descendants'
/// sake. Each output is folded once and forgotten; only the rows stay.
struct DestinationWalk {
  /// A production to split a part of the traced lot over the outputs of.
  ///
  /// A class, for many may wait, and an event is large.
  final class Step {
    let recorded: RecordedEvent
    let production: Production
    fileprivate(set) var takings: [(lot: LotID, amount: DoubleDouble)] = []

    fileprivate init(recorded: RecordedEvent, production: Production) {
      (self.recorded, self.production) = (recorded, production)
    }
  }

  private let tracer: Tracer
  private let traced: LotID
  /// Who reads on ahead; nil where nobody does.
  private let ahead: AccountsAhead?
  private let untouched: UntouchedOutputs?
  private var pending: [UInt64: Step] = [:]
  private var queue = IndexQueue()
  private var rows: DestinationRows
  private var lots: [LotID] = []

  init(
    of account: LotAccount, tracer: Tracer, ahead: AccountsAhead? = nil,
    untouched: UntouchedOutputs? = nil
  ) {
    self.tracer = tracer
    self.ahead = ahead
    self.untouched = untouched
    traced = account.lot
    rows = DestinationRows(unit: account.unit)
    visit(account, part: nil)
  }

  /// The oldest production that has not had its turn; nil at the end.
  mutating func next() -> Step? {
    queue.popLeast().flatMap { pending.removeValue(forKey: $0) }
  }

  /// Splits what went into a production over its outputs and its loss.
  mutating func take<Failure: Error>(
    _ step: Step, _ histories: (LotID) throws(Failure) -> LotHistory?
  ) throws(Failure) {
    let outputs = step.production.outputs
    let loss = step.production.loss?.amount ?? 0
    let weights = outputs.map { DoubleDouble($0.weight.amount) }
    let sum = weights.reduce(DoubleDouble(loss), +)
    let isKnown = step.production.isAttributable && !step.takings.isEmpty && sum.high > 0
    let part = step.takings.reduce(DoubleDouble.zero) { $0 + $1.amount }
    if isKnown, loss > 0 { lose(loss, of: sum, step) }
    let accounts = try accounts(of: step, histories)
    var folded = accounts.folded[...]
    for position in outputs.indices {
      let lot = outputs[position].lot
      if accounts.isUntouched(position) {
        guard lot != traced else { continue }
        lots.append(lot)
        guard isKnown else { continue }
        rows.add(
          untouched: outputs[position], of: step.recorded.event,
          part: part * weights[position] / sum)
        continue
      }
      guard let account = folded.popFirst() else { continue }
      // A lot that says it was made elsewhere is not followed: the ledger is damaged there.
      guard account.origin?.index == step.recorded.index, lot != traced else { continue }
      lots.append(lot)
      if isKnown {
        visit(account, part: part * weights[position] / sum)
      } else {
        pass(account)
      }
    }
  }

  /// The outputs of a production, in their order, read ahead or now.
  private func accounts<Failure: Error>(
    of step: Step, _ histories: (LotID) throws(Failure) -> LotHistory?
  ) throws(Failure) -> OutputAccounts {
    while let ahead {
      switch ahead.take(step.recorded.index) {
      case .read(let accounts): return accounts
      case .nothing: return try read(step.production, step.recorded, histories)
      case .later(let other):
        ahead.put(try read(other.production, other.recorded, histories), of: other)
      }
    }
    return try read(step.production, step.recorded, histories)
  }

  private func read<Failure: Error>(
    _ production: Production, _ recorded: RecordedEvent,
    _ histories: (LotID) throws(Failure) -> LotHistory?
  ) throws(Failure) -> OutputAccounts {
    let accounts = try OutputAccounts(of: production, recorded, untouched: untouched) {
      (lot: LotID) throws(Failure) -> LotAccount? in try tracer.account(of: lot, histories)
    }
    guard let accounts else { preconditionFailure("an account is made of every lot") }
    return accounts
  }

  /// The answer, when no production is left.
  mutating func answer() -> DestinationAnswer {
    rows.answer(lots: NameOrder.sorted(lots, lot: { $0 }, precedes: <))
  }
}

extension DestinationWalk {
  /// Notes where a lot is, of which `part` is the traced lot; nil for the traced lot itself.
  private mutating func visit(_ account: LotAccount, part: DoubleDouble?) {
    let whole = DoubleDouble(account.whole)
    let share: DoubleDouble? = part.map { whole.high > 0 ? $0 / whole : .zero }
    rows.add(account, share: share)
    for taking in account.takings {
      let amount = DoubleDouble(taking.amount)
      let attributed = share.map { $0 * amount } ?? amount
      guard taking.production.isAttributable, account.isMade(before: taking) else {
        let place = EventPlace(taking.recorded, .process(taking.production.process))
        rows.transformed.append(
          DestinationRows.Row(
            lot: account.lot, unit: account.unit, place: place, amount: taking.amount,
            attributed: attributed, isDirect: share == nil))
        if account.isMade(before: taking) { expect(taking) }
        continue
      }
      expect(taking)
      pending[taking.recorded.index]?.takings.append((account.lot, attributed))
    }
  }

  /// Passes through a lot of which nobody can say how much is the traced lot.
  ///
  /// It descends from the traced lot all the same: a recall has to reach it.
  private mutating func pass(_ account: LotAccount) {
    for taking in account.takings where account.isMade(before: taking) { expect(taking) }
  }

  /// Sees to it that a production has its turn.
  private mutating func expect(_ taking: LotAccount.Taking) {
    let index = taking.recorded.index
    guard pending[index] == nil else { return }
    queue.insert(index)
    pending[index] = Step(recorded: taking.recorded, production: taking.production)
    ahead?.expect(taking.production, taking.recorded)
  }

  /// One row for each input lot that descends from the traced lot, or is it.
  private mutating func lose(_ loss: Int64, of sum: DoubleDouble, _ step: Step) {
    let inputs = Good.summed(step.production.inputs).sorted { $0.lot < $1.lot }
    let parts = LargestRemainder.split(loss, by: inputs.map(\.quantity.amount))
    let amounts = Dictionary(
      zip(inputs, parts).map { ($0.lot, (quantity: $0.quantity, part: $1)) },
      uniquingKeysWith: { first, _ in first })
    let place = EventPlace(step.recorded, .cause(.process(step.production.process)))
    for taking in step.takings {
      guard let amount = amounts[taking.lot] else { continue }
      let attributed = taking.amount * DoubleDouble(loss) / sum
      if amount.part > 0 {
        rows.lost.append(
          DestinationRows.Row(
            lot: taking.lot, unit: amount.quantity.unit, place: place, amount: amount.part,
            attributed: attributed, isDirect: false))
      } else {
        rows.unlisted = rows.unlisted + attributed
      }
    }
  }
}

extension Output {
  /// What the output weighs among its siblings: its content, else its quantity.
  fileprivate var weight: Quantity { content ?? quantity }
}

extension Production {
  /// True when its outputs can be compared: they, or their contents, are of one dimension.
  fileprivate var isAttributable: Bool {
    guard let first = outputs.first?.weight.dimension else { return false }
    return outputs.allSatisfy { $0.weight.dimension == first }
  }
}
