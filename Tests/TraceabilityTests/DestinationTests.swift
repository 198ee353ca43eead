import Custody
import LedgerFormat
import Testing
import Traceability

@Suite("Where all of a lot is")
struct DestinationTests {
  var story = Story()

  private func destination(
    _ lot: LotID, _ horizon: Horizon = Horizon()
  ) throws -> DestinationAnswer {
    try #require(try story.trace(lot, horizon: horizon).destination)
  }

  @Test("what is split and joined again is counted once")
  mutating func diamond() throws {
    story.make([Output("P/A", 100)])
    story.make([Output("P/B", 60), Output("P/C", 40)], from: [Good("P/A", 100)], .repack)
    story.make([Output("P/F", 100)])
    let inputs = [Good("P/B", 60), Good("P/C", 40), Good("P/F", 100)]
    story.make([Output("P/X", 200)], from: inputs, .blend)
    story.use("P/X", .milligrams(50))
    let destination = try destination("P/A")
    #expect(destination.lots == ["P/B", "P/C", "P/X"])
    #expect(destination.held.map(\.quantity.amount) == [150])
    #expect(destination.held.map(\.attributed.amount) == [75])
    #expect(destination.used.map(\.attributed.amount) == [25])
    #expect(destination.sum == 100)
  }

  @Test("an output counted in pieces stands for its content, and so do its pieces")
  mutating func content() throws {
    story.make([Output(lot: "P/G", quantity: Quantity(amount: 800_000_000, unit: .kilogram))])
    let kilograms = Quantity(amount: 798_000_000, unit: .kilogram)
    story.make(
      [Output(lot: "P/Z", quantity: .pieces(40), content: kilograms)],
      from: [Good(lot: "P/G", quantity: Quantity(amount: 800_000_000, unit: .kilogram))], .repack,
      loss: Quantity(amount: 2_000_000, unit: .kilogram))
    story.use("P/Z", .pieces(10))
    let destination = try destination("P/G")
    #expect(destination.held.map(\.quantity) == [.pieces(30)])
    #expect(destination.held[0].attributed == Quantity(amount: 598_500_000, unit: .kilogram))
    #expect(destination.totals.used == Quantity(amount: 199_500_000, unit: .kilogram))
    #expect(destination.totals.lost == Quantity(amount: 2_000_000, unit: .kilogram))
    #expect(destination.lost[0].place.detail == .cause(.process(.repack)))
  }

  @Test("a blend's loss is split over its inputs, to the smallest unit, the first lot first")
  mutating func blendLoss() throws {
    for name: LotID in ["P/A", "P/B", "P/C"] { story.make([Output(name, 10)]) }
    let inputs = [Good("P/C", 10), Good("P/B", 10), Good("P/A", 10)]
    story.make([Output("P/X", 25)], from: inputs, .blend, loss: .milligrams(5))
    #expect(try destination("P/A").lost.map(\.quantity.amount) == [2])
    #expect(try destination("P/B").lost.map(\.quantity.amount) == [2])
    #expect(try destination("P/C").lost.map(\.quantity.amount) == [1])
    // 10 · 5 / 30 = 1.67 is attributed, beside 8.33 that is held.
    #expect(try destination("P/C").lost.map(\.attributed.amount) == [2])
    #expect(try destination("P/C").totals.held.amount == 8)
  }

  @Test("a loss too small for a row of its own is still part of the whole")
  mutating func unlistedLoss() throws {
    story.make([Output("P/A", 2)])
    story.make([Output("P/B", 3)])
    story.make(
      [Output("P/X", 2), Output("P/Y", 2)], from: [Good("P/A", 2), Good("P/B", 3)], .blend,
      loss: .milligrams(1))
    let destination = try destination("P/A")
    #expect(destination.lost.isEmpty)
    #expect(destination.held.map(\.attributed.amount) == [1, 1])
  }

  @Test("what went into an output that nobody knows is missing from the sums, not made up")
  mutating func damage() throws {
    story.make([Output("P/A", 10)])
    story.make([Output("P/X", 6), Output("P/Y", 4)], from: [Good("P/A", 10)], .repack)
    let answer = Tracer(policy: Policy()).trace("P/A") { $0 == "P/Y" ? nil : story.histories[$0] }
    #expect(answer?.destination?.held.map(\.attributed.amount) == [6])
  }

  @Test(
    "outputs that cannot be compared leave what went in as transformed; they descend all the same")
  mutating func mixedOutputs() throws {
    story.make([Output("P/A", 100)])
    let pieces = Output(lot: "P/Z", quantity: .pieces(3))
    let index = story.make([Output("P/X", 50), pieces], from: [Good("P/A", 70)], .react)
    story.make([Output("P/Y", 20)], from: [Good("P/X", 20)], .repack)
    let destination = try destination("P/A")
    #expect(destination.transformed.map(\.place.index) == [index])
    #expect(destination.totals.transformed.amount == 70 && destination.totals.held.amount == 30)
    #expect(destination.held.map(\.lot) == ["P/A"])
    #expect(destination.lots == ["P/X", "P/Y", "P/Z"])
  }

  @Test("a count says what it found missing, a loss says why")
  mutating func losses() throws {
    story.make([Output("P/A", 100)])
    story.tell(.storage(Storage(action: .count, lot: "P/A", quantity: .milligrams(97))))
    story.tell(.loss(Loss(lot: "P/A", quantity: .milligrams(7), cause: .theft)))
    let lost = try destination("P/A").lost
    #expect(lost.map(\.quantity.amount) == [3, 7])
    #expect(lost.map(\.place.detail) == [.cause(.count), .cause(.reported(.theft))])
  }

  @Test("what a carrier has, and what it did not deliver, stand with the carrier")
  mutating func carried() throws {
    story.make([Output("P/A", 100)])
    for consignment: Identifier in ["W1", "W2"] {
      story.tell(
        .consignment(
          Consignment(consignment: consignment, consignee: "Q", goods: [Good("P/A", 40)])))
      story.step(.load, of: consignment, by: "C")
    }
    story.step(.deliver, of: "W1", by: "Q", goods: [Good("P/A", 33)])
    let destination = try destination("P/A")
    #expect(destination.inTransit.map(\.quantity.amount) == [40])
    #expect(destination.unaccounted.map(\.quantity.amount) == [7])
    let onWay = destination.inTransit[0].place
    let missing = destination.unaccounted[0].place
    #expect(onWay.consignment == "W2" && onWay.carrier == "C" && onWay.consignee == "Q")
    #expect(missing.consignment == "W1" && missing.carrier == "C")
    #expect(destination.held.map(\.place.party) == ["P", "Q"])
  }

  @Test("rows of the lot itself are exact where others are rounded beside them")
  mutating func directRowsAreExact() throws {
    let half = Int64.max / 2
    story.make([Output("P/A", half)])
    story.use("P/A", .milligrams(3))
    let rest = half - 3
    story.make([Output("P/F", 1)])
    story.make(
      [Output("P/X", 3), Output("P/Y", 4)], from: [Good("P/A", rest), Good("P/F", 1)], .react)
    let destination = try destination("P/A")
    #expect(destination.used.map(\.attributed.amount) == [3])
    #expect(destination.sum == half)
    // Three sevenths of the rest, by integers: two such rows can only be off by the one that rounds.
    let (sevenths, left) = rest.quotientAndRemainder(dividingBy: 7)
    let share = sevenths * 3 + (left * 3 + 3) / 7
    #expect(destination.held.map(\.attributed.amount) == [share, rest - share])
  }
}
