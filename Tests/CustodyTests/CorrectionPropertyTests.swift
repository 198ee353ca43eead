import Custody
import LedgerFormat
import TestSupport
import Testing

@Suite("Random corrections against folding everything again")
struct CorrectionPropertyTests {
  /// A correction of an earlier event of the same party: withdrawn, or another event in its place.
  private func correction(
    in ledger: CorrectableLedger, _ world: inout RandomWorld, number: Int
  ) -> Event? {
    let candidates = ledger.entries.filter { !$0.isCorrection }
    guard let target = candidates.randomElement(using: &world.random)?.event else { return nil }
    var replacement: Event?
    if world.random.chance(4, in: 5) {
      var other = world.next(in: ledger.book)
      if world.random.chance(1, in: 2) { other.detail = target.detail }
      other.detail = scaled(other.detail, &world.random)
      (other.party, other.id) = (target.party, target.id)
      replacement = other
    }
    return Event(
      id: Identifier("K\(number)"), time: Sample.time, party: target.party,
      detail: .correction(
        Correction(
          party: target.party, id: target.id, reason: "x", replacement: replacement)))
  }

  private func scaled(
    _ detail: Event.Detail, _ random: inout SeededGenerator
  ) -> Event.Detail {
    func scaled(_ quantity: Quantity) -> Quantity {
      Quantity(
        amount: max(1, quantity.amount * Int64.random(in: 1...8, using: &random) / 4),
        unit: quantity.unit)
    }
    switch detail {
    case .production(var production) where production.process != .blend:
      production.outputs[0].quantity = scaled(production.outputs[0].quantity)
      return .production(production)
    case .use(var use):
      use.quantity = scaled(use.quantity)
      return .use(use)
    case .consignment(var consignment):
      consignment.goods[0].quantity = scaled(consignment.goods[0].quantity)
      return .consignment(consignment)
    default: return detail
    }
  }

  private func facts(_ book: LotBook) -> [LotID: StateFacts] {
    book.states.compactMapValues { StateFacts($0) }
  }

  @Test(
    "every state is that of what counts, and stays conserved", arguments: 0..<40 as Range<UInt64>)
  func refold(seed: UInt64) throws {
    var world = RandomWorld(seed: seed)
    var ledger = CorrectableLedger(lots: ["P/1", "P/2", "Q/1"])
    var corrections = 0
    for number in 0..<140 {
      let isCorrection = world.random.chance(1, in: 3)
      guard
        var event = isCorrection
          ? correction(in: ledger, &world, number: number) : world.next(in: ledger.book)
      else { continue }
      if !isCorrection { event.id = Identifier("E\(number)") }
      guard ledger.record(event) == nil else { continue }
      if isCorrection { corrections += 1 }
      guard isCorrection || number % 20 == 0 else { continue }
      let naive = ledger.folded()
      #expect(facts(ledger.book) == facts(naive))
      for (lot, state) in ledger.book.states {
        #expect(state.totals.isConserved)
        var again = LotState(lot: lot, policy: ledger.book.policy)
        for recorded in ledger.counting(lot) { again.apply(recorded.event, index: recorded.index) }
        #expect(StateFacts(again) == StateFacts(state))
      }
      #expect(Set(ledger.book.consignments) == Set(naive.consignments))
      for consignment in naive.consignments {
        #expect(ledger.book.opening(of: consignment) == naive.opening(of: consignment))
      }
    }
    #expect(corrections > 3, "the test must come to corrections")
  }

  @Test(
    "a replacement is refused at its place exactly where it would be refused there as an event",
    arguments: 100..<140 as Range<UInt64>)
  func atPlace(seed: UInt64) throws {
    var world = RandomWorld(seed: seed)
    var ledger = CorrectableLedger(lots: ["P/1", "P/2", "Q/1"])
    for number in 0..<120 {
      guard world.random.chance(1, in: 3),
        let event = correction(in: ledger, &world, number: number),
        case .correction(let correction) = event.detail
      else {
        var event = world.next(in: ledger.book)
        event.id = Identifier("E\(number)")
        _ = ledger.record(event)
        continue
      }
      let place = ledger.entries.firstIndex { $0.event.id == correction.id }!
      let before = ledger.folded(before: place)
      let refusal = ledger.record(event)
      guard let replacement = correction.replacement else { continue }
      var naive: Refusal?
      do throws(Refusal) { try Admission.check(replacement, in: before) } catch { naive = error }
      switch refusal {
      case .atPlace(let index, let inner):
        #expect(Int(index) == place)
        // Of a waybill of the same id only its name is known there, and not the entry.
        if case .consignmentExists(let id, _) = inner, case .consignmentExists(id, _)? = naive {
          continue
        }
        #expect(inner == naive)
      case nil: #expect(naive == nil)
      default: break
      }
    }
  }

  @Test(
    "where nothing is left uncovered no row is below zero", arguments: 200..<230 as Range<UInt64>)
  func uncovered(seed: UInt64) throws {
    var world = RandomWorld(seed: seed)
    var ledger = CorrectableLedger(lots: ["P/1", "P/2", "Q/1"])
    var isFlagged = false
    for number in 0..<140 {
      var event: Event?
      if world.random.chance(1, in: 4) {
        event = correction(in: ledger, &world, number: number)
      } else {
        event = world.next(in: ledger.book)
        event?.id = Identifier("E\(number)")
      }
      guard let event else { continue }
      if case .correction(let correction) = event.detail {
        if !ledger.record(correction, event).uncovered.isEmpty { isFlagged = true }
      } else {
        _ = ledger.record(event)
      }
      let isNegative = ledger.book.states.values.contains { $0.isUncovered }
      #expect(isFlagged || !isNegative)
    }
  }
}
