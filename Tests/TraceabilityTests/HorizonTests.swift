import Custody
import LedgerFormat
import Testing
import Traceability

@Suite("As known then, and as it was then")
struct HorizonTests {
  var story = Story()

  @Test("a size folds the first entries, and nothing of the later ones is known")
  mutating func size() throws {
    story.make([Output("P/A", 100)])
    story.use("P/A", .milligrams(30))
    let index = story.make([Output("P/X", 70)], from: [Good("P/A", 70)], .repack)
    let answer = try story.trace("P/A", horizon: Horizon(size: index))
    let destination = try #require(answer.destination)
    #expect(answer.size == index)
    #expect(destination.totals.held.amount == 70 && destination.lots.isEmpty)
    #expect(answer.history?.map(\.index) == [1, 2])
    let tracer = Tracer(policy: Policy(), horizon: Horizon(size: index))
    #expect(tracer.trace("P/X") { story.histories[$0] } == nil)
  }

  @Test("a time folds what had happened by it, in the ledger's order, the moment itself included")
  mutating func time() throws {
    story.make([Output("P/A", 100)])
    story.use("P/A", .milligrams(30), hours: 50)
    story.use("P/A", .milligrams(5), hours: 20)
    let horizon = Horizon(time: .hours(20))
    let answer = try story.trace("P/A", horizon: horizon)
    #expect(answer.history?.map(\.index) == [1, 3])
    #expect(answer.destination?.totals.used.amount == 5)
    let both = try story.trace("P/A", horizon: Horizon(size: 3, time: .hours(20)))
    #expect(both.history?.map(\.index) == [1])
  }

  @Test("what was taken before it was there is not covered, and the sums say so")
  mutating func notCovered() throws {
    story.make([Output("P/A", 100)])
    let moved = Storage(
      action: .move, lot: "P/A", quantity: .milligrams(80), toSite: "S")
    story.tell(.storage(moved), hours: 90)
    story.tell(
      .use(Use(lot: "P/A", quantity: .milligrams(60), purpose: "test")), site: "S", hours: 5)
    let horizon = Horizon(time: .hours(9))
    let destination = try #require(try story.trace("P/A", horizon: horizon).destination)
    let missing = try #require(destination.notCovered.first)
    #expect(missing.party == "P" && missing.site == "S" && missing.quantity.amount == -60)
    #expect(destination.held.map(\.quantity.amount) == [100])
    #expect(destination.totals.used.amount == 60)
    #expect(destination.sum == 100)
  }

  @Test("what is not covered of a descendant is attributed like its other rows")
  mutating func notCoveredBelow() throws {
    story.make([Output("P/A", 50)])
    story.make([Output("P/B", 50)])
    story.make([Output("P/X", 100)], from: [Good("P/A", 50), Good("P/B", 50)], .blend)
    story.tell(
      .use(Use(lot: "P/X", quantity: .milligrams(20), purpose: "test")), site: "S")
    let destination = try #require(try story.trace("P/A").destination)
    #expect(destination.notCovered.map(\.attributed.amount) == [-10])
    #expect(destination.totals.held.amount == 50 && destination.totals.used.amount == 10)
  }

  @Test("a delivery of what was not loaded yet leaves the carrier uncovered")
  mutating func notCoveredInTransit() throws {
    story.make([Output("P/A", 100)])
    story.tell(
      .consignment(Consignment(consignment: "W", consignee: "Q", goods: [Good("P/A", 40)])))
    story.step(.load, of: "W", by: "C", goods: [Good("P/A", 10)])
    story.tell(
      .transport(Transport(consignment: "W", step: .load)), party: "C", hours: 90)
    story.step(.deliver, of: "W", by: "Q", goods: [Good("P/A", 40)])
    let horizon = Horizon(time: .hours(9))
    let destination = try #require(try story.trace("P/A", horizon: horizon).destination)
    #expect(destination.notCovered.map(\.quantity.amount) == [-30])
    #expect(destination.notCovered[0].consignment == "W")
    #expect(destination.sum == 100)
  }

  @Test(
    "a lot whose production lies after the moment is known by its events, without a number lost")
  mutating func beforeProduction() throws {
    story.tell(
      .production(Production(process: .produce, outputs: [Output("P/A", 100)])), hours: 90)
    story.use("P/A", .milligrams(4), hours: 5)
    story.make([Output("P/X", 6)], from: [Good("P/A", 6)], .repack)
    let horizon = Horizon(time: .hours(9))
    let answer = try story.trace("P/A", horizon: horizon)
    let destination = try #require(answer.destination)
    #expect(answer.produced == nil && answer.quantity == .milligrams(0))
    #expect(destination.totals.used.amount == 4 && destination.totals.held.amount == 6)
    #expect(destination.sum == 0)
    let origin = try #require(try story.trace("P/X", horizon: horizon).source?.origins.first)
    #expect(origin.lot == "P/A" && origin.share == 1 && origin.time == nil)
  }
}
