import Custody
import LedgerFormat
import Synchronization
import Testing
import Traceability

/// Genealogies that another thread reads ahead.
@Suite("Reading ahead")
struct AheadTests {
  /// A lot divided by four, six times: 1,365 productions, of which some outputs are used up.
  private static let story: Story = {
    var story = Story()
    story.make([Output("P/0", 4_096)])
    var (lots, amount) = ([LotID("P/0")], Int64(4_096))
    while amount > 1 {
      amount /= 4
      var next: [LotID] = []
      for lot in lots {
        let outputs = (0..<4).map { Output(LotID(Identifier("\(lot.text).\($0)")), amount) }
        story.make(outputs, from: [Good(lot, 4 * amount)], .repack)
        next += outputs.map(\.lot)
      }
      lots = next
    }
    for lot in lots.prefix(100) {
      story.tell(.use(Use(lot: lot, quantity: .milligrams(1), purpose: "test")))
    }
    return story
  }()

  private func trace(
    beside: (@Sendable () -> LotReading?)?
  ) -> (answer: TraceAnswer?, asked: Int) {
    var asked = 0
    let answer = Tracer(policy: Policy()).trace("P/0", parts: .destination, beside: beside) {
      asked += 1
      return AheadTests.story.histories[$0]
    }
    return (answer, asked)
  }

  @Test("what another thread reads ahead gives the same answer")
  func sameAnswer() throws {
    let alone = trace(beside: nil)
    #expect(alone.answer?.destination?.lots.count == 5_460)
    let histories = AheadTests.story.histories
    let readAhead = Mutex(0)
    let together = trace {
      LotReading { lot, _ in
        readAhead.withLock { $0 += 1 }
        return histories[lot]
      }
    }
    #expect(together.answer == alone.answer)
    // The root is asked for twice, once for what it is declared to be.
    #expect(together.asked + readAhead.withLock { $0 } == alone.asked)
  }

  @Test("no history is asked for of a lot that nothing happened to, and the answer is the same")
  func untouchedLots() {
    let alone = trace(beside: nil)
    let story = AheadTests.story
    var asked: [LotID: Int] = [:]
    let spared = Tracer(policy: Policy()).trace(
      "P/0", parts: .destination, untouched: story.untouched
    ) {
      asked[$0, default: 0] += 1
      return story.histories[$0]
    }
    #expect(spared == alone.answer)
    #expect(asked.keys.allSatisfy { story.histories[$0]?.count ?? 0 > 1 || $0 == "P/0" })
    let together = trace {
      LotReading(untouched: story.untouched) { lot, _ in
        story.histories[lot].flatMap { $0.count > 1 ? $0 : nil }
      }
    }
    #expect(together.answer == alone.answer)
  }

  @Test("who says of too few outputs whether anything happened to them is not believed")
  func untouchedOfOther() {
    let alone = trace(beside: nil)
    let story = AheadTests.story
    let tooFew: UntouchedOutputs = { _, _ in [true] }
    let answer = Tracer(policy: Policy()).trace(
      "P/0", parts: .destination, untouched: tooFew
    ) { story.histories[$0] }
    #expect(answer == alone.answer)
  }

  @Test("what the other thread cannot read is read without it")
  func unreadable() throws {
    let alone = trace(beside: nil)
    #expect(trace(beside: { nil }).answer == alone.answer)
    #expect(trace(beside: { LotReading { _, _ in nil } }).answer == alone.answer)
    let histories = AheadTests.story.histories
    let sometimes = trace {
      LotReading { lot, _ in lot.text.hasSuffix("3") ? nil : histories[lot] }
    }
    #expect(sometimes.answer == alone.answer)
  }

  @Test("an error of the one who asks ends the trace, whatever is being read ahead")
  func failure() {
    struct Unreadable: Error, Equatable {}
    let histories = AheadTests.story.histories
    var asked = 0
    #expect(throws: Unreadable()) {
      let read = { (lot: LotID) throws(Unreadable) in
        asked += 1
        if asked > 2_000 { throw Unreadable() }
        return histories[lot]
      }
      _ = try Tracer(policy: Policy()).trace(
        "P/0", beside: { LotReading { _, _ in nil } }, histories: read)
    }
  }
}
