internal import Custody
internal import LedgerFormat

/// Whether the model admits an event after those before it, and what it changes: `Admission` and the fold
/// of `LotState` in one, of events that are admitted.
extension SoundnessJudge {
  /// Judges an event and folds it in; false where it is not sure that it is admitted.
  mutating func judgeModel(_ batch: borrowing FactsBatch, _ facts: EntryFacts) -> Bool {
    switch BodyKind(rawValue: UInt64(facts.kind)) {
    case .production: return judgeProduction(batch, facts)
    case .storage: return judgeStorage(batch.goods[facts.firstGood], facts)
    case .trade: return judgeTrade(batch, facts)
    case .consignment: return judgeOpening(batch, facts)
    case .transport: return judgeTransport(batch, facts)
    case .use, .disposal:
      let good = batch.goods[facts.firstGood]
      let lot = places[Int(good.link)]
      return !isStopped(lot, of: facts.party.first) && take(good, facts)
    case .loss: return judgeLoss(batch.goods[facts.firstGood], facts)
    default: return false
    }
  }

  private mutating func judgeStorage(_ good: GoodFacts, _ facts: EntryFacts) -> Bool {
    guard let action = Storage.Action(rawValue: UInt64(facts.action)) else { return false }
    let lot = places[Int(good.link)]
    let amount = good.amount
    guard isKnown(lot, good.dimension), amount > 0 || action == .count else { return false }
    let party = facts.party.first
    let (source, target): (UInt64, UInt64)
    switch action {
    case .in:
      guard facts.site != 0, facts.toSite == 0 else { return false }
      (source, target) = (0, facts.site)
    case .out:
      guard facts.site != 0, facts.toSite == 0 else { return false }
      (source, target) = (facts.site, 0)
    case .move: (source, target) = (facts.site, facts.toSite)
    case .count:
      guard facts.toSite == 0 else { return false }
      let place = place(party, facts.site)
      let (growth, isTooLarge) = amount.subtractingReportingOverflow(held(lot, at: place))
      return !isTooLarge && grow(lot, by: growth) && hold(growth, of: lot, at: place)
    }
    guard held(lot, at: place(party, source)) >= amount else { return false }
    if source == target { return true }
    return hold(0 &- amount, of: lot, at: place(party, source))
      && hold(amount, of: lot, at: place(party, target))
  }

  private func judgeTrade(_ batch: borrowing FactsBatch, _ facts: EntryFacts) -> Bool {
    for number in 0..<Int(facts.goodCount) {
      let good = batch.goods[facts.firstGood + number]
      guard good.amount > 0, isKnown(places[Int(good.link)], good.dimension) else { return false }
    }
    return true
  }

  private mutating func judgeLoss(_ good: GoodFacts, _ facts: EntryFacts) -> Bool {
    let lot = places[Int(good.link)]
    let isFound = UInt64(facts.action) == Loss.Cause.found.rawValue
    guard facts.consignmentLink == EntryFacts.none else {
      return !isFound && judgeLossOnTheWay(good, facts)
    }
    guard isFound else { return take(good, facts) }
    guard good.amount > 0, isKnown(lot, good.dimension) else { return false }
    return grow(lot, by: good.amount)
      && hold(good.amount, of: lot, at: place(facts.party.first, facts.site))
  }

  private mutating func judgeProduction(
    _ batch: borrowing FactsBatch, _ facts: EntryFacts
  ) -> Bool {
    guard let process = Production.Process(rawValue: UInt64(facts.action)),
      isBalanced(batch, facts, process)
    else { return false }
    let place = place(facts.party.first, facts.site)
    let goods = batch.goods.span
    let range = facts.firstGood..<facts.firstGood + Int(facts.goodCount)
    // Outputs stand before inputs, and an output that is an input as well is not known yet.
    for number in range where goods[number].role == .input {
      let good = goods[number]
      let lot = places[Int(good.link)]
      guard !isStopped(lot, of: facts.party.first), take(good, facts) else { return false }
    }
    for number in range where goods[number].role == .output {
      let good = goods[number]
      let lot = places[Int(good.link)]
      // Also where it stands twice in the list: the second time it is known.
      guard good.amount > 0, lots[lot].dimension == 0, lots[lot].whole == 0 else { return false }
      lots[lot].dimension = good.dimension + 1
      lots[lot].whole = good.amount
      countLots(1)
      guard hold(good.amount, of: lot, at: place) else { return false }
    }
    return true
  }

  /// True where a repack or blend adds up, and the others say nothing of what only those say.
  private func isBalanced(
    _ batch: borrowing FactsBatch, _ facts: EntryFacts, _ process: Production.Process
  ) -> Bool {
    let goods = batch.goods.span
    let range = facts.firstGood..<facts.firstGood + Int(facts.goodCount)
    guard process == .repack || process == .blend else {
      guard facts.loss < 0 else { return false }
      for number in range where goods[number].content >= 0 { return false }
      return true
    }
    guard let first = range.first(where: { goods[$0].role == .input }) else { return false }
    let dimension = goods[first].dimension
    var rest: Int64 = 0
    for number in range where goods[number].role == .input {
      let (sum, isTooLarge) = rest.addingReportingOverflow(goods[number].amount)
      guard !isTooLarge, goods[number].dimension == dimension else { return false }
      rest = sum
    }
    for number in range where goods[number].role == .output {
      let good = goods[number]
      var amount = good.amount
      if good.dimension == dimension {
        guard good.content < 0 else { return false }
      } else {
        guard good.content > 0, good.contentDimension == dimension else { return false }
        amount = good.content
      }
      // What is made is never more than the inputs, so that no sum is too large.
      guard amount <= rest else { return false }
      rest -= amount
    }
    if facts.loss >= 0 {
      guard facts.loss > 0, facts.lossDimension == dimension, facts.loss <= rest else {
        return false
      }
      rest -= facts.loss
    }
    return rest == 0
  }
}
