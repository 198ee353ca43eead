public import Custody

/// A lot's own chain: its events in the ledger's order, each once.
public typealias LotHistory = [RecordedEvent]

/// Answers where a lot comes from, where it all is, and what happened to it.
///
/// A pure function over lot histories: `histories` gives a lot's, or nil for a lot that the ledger does
/// not know, and may throw an error of its own, which ends the trace. It is asked once for each lot
/// that the answer reaches (twice for the lots that a chemical is inherited through, where the source
/// is not asked for, and never for those that were read beside it or that nothing happened to), and no
/// history is kept after it was folded.
///
/// Cost: linear in the events of all lots reached and the inputs and outputs they name, and sorts the
/// rows. No recursion: a chain of a hundred thousand blends takes no more stack than one.
public struct Tracer: Sendable {
  public let policy: Policy
  public let horizon: Horizon

  /// Traces in a ledger of `policy`, up to `horizon`.
  public init(policy: Policy, horizon: Horizon = Horizon()) {
    self.policy = policy
    self.horizon = horizon
  }

  /// Traces a lot; nil where none of its events lies within the horizon.
  ///
  /// - Parameters:
  ///   - beside: makes, on a thread of its own, another reader of the same histories, by which a large genealogy
  ///     is read ahead; where that gives nil `histories` is asked as without it.
  ///   - untouched: spares `histories` the lots that nothing happened to.
  public func trace<Failure: Error>(
    _ lot: LotID, parts: TraceParts = .all, beside: (@Sendable () -> LotReading?)? = nil,
    untouched: UntouchedOutputs? = nil,
    histories: (LotID) throws(Failure) -> LotHistory?
  ) throws(Failure) -> TraceAnswer? {
    guard let history = try histories(lot) else { return nil }
    let account = LotAccount(lot, history, policy: policy, horizon: horizon)
    let isKnown = !account.isEmpty || history.contains { $0.isCorrection && horizon.covers($0) }
    guard isKnown else { return nil }
    let unit = account.unit
    var answer = TraceAnswer(
      lot: lot, size: horizon.size, chemical: nil,
      quantity: Quantity(amount: account.state.produced, unit: unit),
      found: Quantity(amount: account.state.found, unit: unit),
      produced: account.origin.map { origin in
        TraceAnswer.Produced(
          index: origin.index, party: origin.party, time: origin.time, process: origin.process)
      })
    if parts.contains(.source) {
      var walk = SourceWalk(of: account, tracer: self)
      while let step = walk.next() { try walk.take(step, histories) }
      answer.source = walk.answer()
      answer.chemical = walk.chemical
    } else {
      answer.chemical = try chemical(of: account, histories)
    }
    if parts.contains(.destination) {
      let ahead = beside.map { AccountsAhead(self, $0) }
      defer { ahead?.stop() }
      var walk = DestinationWalk(of: account, tracer: self, ahead: ahead, untouched: untouched)
      while let step = walk.next() { try walk.take(step, histories) }
      answer.destination = walk.answer()
    }
    if parts.contains(.history) {
      answer.history = history.filter(horizon.covers)
      answer.corrections = HistoryCorrections(lot, history, horizon: horizon, policy: policy)
    }
    return answer
  }

  /// What the lot was declared to be, or the nearest lot that it was repacked from.
  private func chemical<Failure: Error>(
    of account: LotAccount, _ histories: (LotID) throws(Failure) -> LotHistory?
  ) throws(Failure) -> Chemical? {
    var inherited = InheritedChemical(of: account.lot)
    inherited.follow(account.origin)
    while let lot = inherited.next { inherited.follow(try self.account(of: lot, histories).origin) }
    return inherited.chemical
  }

  /// Reads and folds a lot's history; an unknown lot has an empty one.
  func account<Failure: Error>(
    of lot: LotID, _ histories: (LotID) throws(Failure) -> LotHistory?
  ) throws(Failure) -> LotAccount {
    LotAccount(lot, try histories(lot) ?? [], policy: policy, horizon: horizon)
  }
}
