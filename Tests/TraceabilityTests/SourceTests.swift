import Custody
import LedgerFormat
import Testing
import Traceability

@Suite("Where a lot comes from")
struct SourceTests {
  var story = Story()

  @Test("a lot without inputs is its own origin, what was found of it included")
  mutating func ownOrigin() throws {
    story.make([Output("P/A", 100)])
    story.find("P/A", .milligrams(5))
    let source = try #require(try story.trace("P/A").source)
    let origin = try #require(source.origins.first)
    #expect(source.origins.count == 1)
    #expect(origin.lot == "P/A" && origin.share == 1 && origin.process == .production(.produce))
    #expect(origin.quantity == .milligrams(105))
    #expect(source.productions.map(\.index) == [1])
  }

  @Test("what was found of a lot with inputs is an origin of its own, in the middle too")
  mutating func foundInTheMiddle() throws {
    story.make([Output("P/A", 60)])
    story.make([Output("P/B", 40)])
    story.make([Output("P/M", 100)], from: [Good("P/A", 60), Good("P/B", 40)], .blend)
    story.find("P/M", .milligrams(25))
    story.make([Output("P/X", 10)], from: [Good("P/M", 10)], .repack)
    let origins = try #require(try story.trace("P/X").source).origins
    #expect(origins.map(\.lot) == ["P/A", "P/B", "P/M"])
    #expect(origins.map(\.share) == [0.48, 0.32, 0.2])
    #expect(origins.map(\.quantity?.amount) == [5, 3, 2])
    #expect(origins[2].process == .found && origins[2].time == .hours(3))
  }

  @Test("inputs of mixed dimensions leave the share unknown and the path known")
  mutating func mixedDimensions() throws {
    story.make([Output("P/A", 50)])
    story.make([Output(lot: "P/W", quantity: Quantity(amount: 7, unit: .millilitre))])
    let water = Good(lot: "P/W", quantity: Quantity(amount: 7, unit: .millilitre))
    story.make([Output("P/R", 30)], from: [Good("P/A", 10), water], .react)
    story.make([Output("P/X", 40)], from: [Good("P/A", 10), Good("P/R", 30)], .blend)
    story.find("P/X", .milligrams(10))
    let source = try #require(try story.trace("P/X").source)
    #expect(source.origins.map(\.lot) == ["P/A", "P/W", "P/X"])
    #expect(source.origins.map(\.share) == [nil, nil, 0.2])
    #expect(source.origins.map(\.quantity?.amount) == [nil, nil, 10])
    #expect(source.productions.map(\.index) == [1, 2, 3, 4])
  }

  @Test("origins' quantities are rounded by largest remainder, the first lot first")
  mutating func rounding() throws {
    for name in ["A", "B", "C"] { story.make([Output(LotID(Identifier("P/\(name)")), 1)]) }
    let inputs = [Good("P/C", 1), Good("P/B", 1), Good("P/A", 1)]
    story.make([Output("P/X", 100)], from: inputs, .react)
    let origins = try #require(try story.trace("P/X").source).origins
    #expect(origins.map(\.quantity?.amount) == [34, 33, 33])
  }

  @Test("hand-overs are the deliveries to the producer before the production, and the lot's own")
  mutating func handovers() throws {
    story.make([Output("P/A", 100)])
    for number in ["1", "2"] {
      let consignment = Identifier("W\(number)")
      story.tell(
        .consignment(
          Consignment(
            consignment: consignment, consignee: "Q", carrier: "N", goods: [Good("P/A", 30)])))
      story.step(.load, of: consignment, by: "C", goods: [Good("P/A", 10)])
      story.step(.load, of: consignment, by: "D", goods: [Good("P/A", 20)])
    }
    let delivered = story.step(.deliver, of: "W1", by: "Q", goods: [Good("P/A", 25)])
    story.tell(
      .production(
        Production(process: .repack, outputs: [Output("Q/X", 20)], inputs: [Good("P/A", 20)])),
      party: "Q")
    let late = story.step(.deliver, of: "W2", by: "Q")
    let received = try #require(try story.trace("Q/X").source).handovers
    #expect(received.map(\.index) == [delivered])
    #expect(received[0].from == "P" && received[0].to == "Q" && received[0].carrier == "C")
    #expect(received[0].quantity == .milligrams(25) && received[0].consignment == "W1")
    let own = try #require(try story.trace("P/A").source).handovers
    #expect(own.map(\.index) == [delivered, late])
  }

  @Test("a hand-over without a load names the waybill's carrier; one of nothing is no hand-over")
  mutating func unloadedHandovers() throws {
    story.make([Output("P/A", 100)])
    story.make([Output("P/B", 100)])
    story.tell(
      .consignment(
        Consignment(
          consignment: "W", consignee: "Q", carrier: "N",
          goods: [Good("P/A", 30), Good("P/B", 5)])))
    story.step(.deliver, of: "W", by: "Q", goods: [Good("P/A", 12), Good("P/B", 0)])
    let handovers = try #require(try story.trace("P/A").source).handovers
    #expect(handovers.map(\.carrier) == ["N"] && handovers[0].quantity == .milligrams(12))
    #expect(try #require(try story.trace("P/B").source).handovers.isEmpty)
  }

  @Test("a repacked lot is what it was repacked from, however often", arguments: [0, 1, 3])
  mutating func chemical(repacks: Int) throws {
    let toluene = Chemical(name: .plain("甲苯"), cas: "108-88-3")
    var lot: LotID = "P/0"
    story.make([Output(lot: lot, quantity: .milligrams(9), chemical: toluene)])
    for number in 0..<repacks {
      let next = LotID(Identifier("P/\(number + 1)"))
      story.make([Output(next, 9)], from: [Good(lot, 9)], .repack)
      lot = next
    }
    #expect(try story.trace(lot).chemical == toluene)
    #expect(try story.trace(lot, parts: .history).chemical == toluene)
  }

  @Test("a blend does not take on the chemical of what went into it")
  mutating func blendedChemical() throws {
    let acid = Chemical(name: .plain("硫酸"))
    story.make([Output(lot: "P/A", quantity: .milligrams(9), chemical: acid)])
    story.make([Output("P/X", 9)], from: [Good("P/A", 9)], .blend)
    #expect(try story.trace("P/X").chemical == nil)
  }
}
