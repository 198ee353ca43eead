import Custody
import LedgerFormat
import TestSupport
import Testing
import Traceability

@Suite("Random corrections of random genealogies")
struct RandomCorrectionTests {
  /// The events of a story by their places; nil for what does not count.
  private func events(of story: Story) -> [UInt64: Event?] {
    var events: [UInt64: Event?] = [:]
    for history in story.histories.values {
      for recorded in history { events[recorded.index] = .some(recorded.event) }
    }
    return events
  }

  /// The same story told with other events at the same places.
  private func told(_ events: [UInt64: Event?], size: UInt64) -> Story {
    let nothing = Event(
      id: "none", time: .hours(0), party: "Z",
      detail: .trade(
        Trade(action: .sale, goods: [Good("Z/none", 1)], counterparty: "Z")))
    var story = Story()
    for index in 1..<size { story.tell((events[index] ?? nil) ?? nothing) }
    return story
  }

  private func changed(
    _ event: Event, _ lots: [LotID], _ random: inout SeededGenerator
  ) -> Event? {
    var event = event
    let lot = random.chance(1, in: 3) ? random.pick(lots) : nil
    let amount = Quantity.milligrams(Int64.random(in: 1...300, using: &random))
    switch event.detail {
    case .use(var use):
      use.quantity = amount
      use.lot = lot ?? use.lot
      event.detail = .use(use)
    case .loss(var loss):
      loss.quantity = amount
      loss.lot = lot ?? loss.lot
      event.detail = .loss(loss)
    case .production(var production):
      if production.inputs.isEmpty {
        production.outputs[0].quantity = amount
      } else {
        production.inputs[0].quantity = amount
        production.inputs[0].lot = lot ?? production.inputs[0].lot
      }
      event.detail = .production(production)
    default: return nil
    }
    return random.chance(1, in: 4) ? nil : event
  }

  @Test(
    "the answers are those of the story told rightly at once, then and now",
    arguments: 0..<40 as Range<UInt64>)
  func corrected(seed: UInt64) throws {
    let genealogy = Genealogy(seed: seed)
    var random = SeededGenerator(seed: seed &+ 1_000)
    var story = genealogy.story
    var counting = events(of: story)
    var newest: [UInt64: UInt64] = [:]
    // By a size of the corrected story, what counts then.
    var views: [(size: UInt64, counting: [UInt64: Event?])] = [(story.size, counting)]
    for _ in 0..<6 {
      let place = UInt64.random(in: 1..<genealogy.story.size, using: &random)
      guard let original = events(of: genealogy.story)[place] ?? nil else { continue }
      let replacement = changed(original, genealogy.lots, &random)
      let target = Correction.Target(index: place, version: newest[place] ?? place)
      newest[place] = story.tell(
        .correction(
          Correction(
            party: original.party, id: original.id, reason: "x", replacement: replacement,
            target: target)))
      counting[place] = .some(replacement)
      views.append((story.size, counting))
    }
    for view in views {
      let expected = told(view.counting, size: view.size)
      for lot in genealogy.lots {
        let horizon = Horizon(size: view.size)
        let tracer = Tracer(policy: Policy(), horizon: horizon)
        let parts: TraceParts = [.source, .destination]
        let right = tracer.trace(lot, parts: parts) { expected.histories[$0] }
        let corrected = tracer.trace(lot, parts: parts) { story.histories[$0] }
        let spared = tracer.trace(lot, parts: parts, untouched: story.untouched) {
          story.histories[$0]
        }
        #expect(spared == corrected)
        // A lot that nothing counts of any more has an answer that says so, and no zero anywhere.
        guard let right, right.produced != nil else {
          #expect(corrected?.destination?.sum ?? 0 == right?.destination?.sum ?? 0)
          continue
        }
        #expect(corrected?.source == right.source && corrected?.quantity == right.quantity)
        #expect(corrected?.destination == right.destination)
        #expect(corrected?.found == right.found && corrected?.produced == right.produced)
        #expect(
          corrected?.destination?.sum
            == (corrected?.quantity.amount ?? 0) + (corrected?.found.amount ?? 0))
      }
    }
  }

  @Test("what was corrected is marked, with the correction that took its place")
  func marks() throws {
    var story = Story()
    story.make([Output("P/A", 100)])
    let use = story.use("P/A", .milligrams(80))
    func correction(_ amount: Int64?, of version: UInt64) -> Event.Detail {
      let replacement = amount.map { amount in
        Event(
          id: "E2", time: .hours(2), party: "P",
          detail: .use(Use(lot: "P/A", quantity: .milligrams(amount), purpose: "test")))
      }
      return .correction(
        Correction(
          party: "P", id: "E2", reason: "x", replacement: replacement,
          target: Correction.Target(index: use, version: version)))
    }
    let first = story.tell(correction(30, of: use), hours: 90)
    let second = story.tell(correction(120, of: first), hours: 91)
    let answer = try story.trace("P/A")
    #expect(answer.history?.map(\.index) == [1, 2, 3, 4])
    #expect(answer.corrections.correctedBy == [use: first, first: second])
    #expect(answer.corrections.uncovered == [second: .milligrams(20)])
    #expect(answer.destination?.notCovered.map(\.quantity.amount) == [-20])
    let then = try story.trace("P/A", horizon: Horizon(size: second))
    #expect(then.corrections.correctedBy == [use: first])
    #expect(then.destination?.totals.held.amount == 70)
    // As of a time it counts what happened by then, as it is known now.
    let asOf = try story.trace("P/A", horizon: Horizon(time: .hours(5)))
    #expect(asOf.destination?.totals.used.amount == 120)
    #expect(asOf.history?.map(\.index) == [1, 2, 3, 4])
  }
}
