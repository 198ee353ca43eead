import Custody
import Foundation
import Interchange
import LedgerFormat
import Testing
import Traceability

/// The keys of an answer are a promise to scripts.
@Suite("A trace as JSON")
struct AnswerJSONTests {
  private var story = Story()

  init() throws {
    let kilograms = { Quantity(amount: $0 * 1_000_000, unit: Unit.kilogram) }
    let acid = Chemical(name: .bilingual(zh: "硫酸", en: "sulfuric acid"), un: "1830")
    story.make([
      Output(
        lot: "P/A", quantity: Quantity(amount: 100_000_000_000, unit: .tonne), chemical: acid)
    ])
    story.make([Output(lot: "P/B", quantity: kilograms(50))])
    let inputs = [
      Good(lot: "P/A", quantity: kilograms(10)), Good(lot: "P/B", quantity: kilograms(50)),
    ]
    story.make(
      [Output(lot: "P/X", quantity: kilograms(57))], from: inputs, .blend, loss: kilograms(3))
    story.tell(
      .disposal(Disposal(lot: "P/X", quantity: kilograms(7), method: "burnt")), site: nil)
    story.use("P/X", kilograms(5))
    let pieces = Output(lot: "P/Z", quantity: .pieces(3))
    story.make(
      [Output("P/Y", 50), pieces], from: [Good(lot: "P/X", quantity: kilograms(1))], .react)
    story.tell(
      .consignment(
        Consignment(
          consignment: "W", consignee: "Q", goods: [Good(lot: "P/A", quantity: kilograms(40))])))
    story.step(.load, of: "W", by: "C")
    story.step(
      .deliver, of: "W", by: "Q", goods: [Good(lot: "P/A", quantity: kilograms(30))],
      partial: true)
    story.step(
      .deliver, of: "W", by: "Q", goods: [Good(lot: "P/A", quantity: kilograms(1))],
      partial: false)
    story.tell(
      .consignment(
        Consignment(
          consignment: "V", consignee: "Q", goods: [Good(lot: "P/A", quantity: kilograms(40))])))
    story.step(.load, of: "V", by: "C")
    story.step(
      .deliver, of: "V", by: "Q", goods: [Good(lot: "P/A", quantity: kilograms(4))], partial: true)
  }

  private func json(
    _ lot: LotID, in other: Story? = nil, parts: TraceParts = .all
  ) throws -> County.Object {
    var writer = JSONWriter()
    let answer = try (other ?? story).trace(lot, horizon: Horizon(size: 99), parts: parts)
    answer.write(to: &writer) { writer, recorded in writer.field("id", recorded.event.id.text) }
    let object = try JSONSerialization.jsonObject(with: Data(writer.takeBytes()))
    return try #require(object as? County.Object)
  }

  @Test("the answer has the keys that the command line promises")
  func keys() throws {
    let answer = try json("P/A")
    #expect(
      Set(answer.keys) == [
        "lot", "size", "chemical", "quantity", "found", "produced", "source", "destination",
        "history",
      ])
    #expect(answer["quantity"] as? String == "100 t" && answer["found"] as? String == "0 t")
    #expect(answer["size"] as? Int == 99)
    let produced = try #require(answer["produced"] as? County.Object)
    #expect(Set(produced.keys) == ["index", "party", "time", "process"])
    #expect(produced["time"] as? String == "1970-01-01T01:00:00Z")
    let chemical = try #require(answer["chemical"] as? County.Object)
    #expect(chemical["name"] as? [String: String] == ["zh": "硫酸", "en": "sulfuric acid"])
    #expect(chemical["un"] as? String == "1830")
    let first = try #require(answer.objects("history").first)
    #expect(Set(first.keys) == ["index", "recordedAt", "id"])
  }

  @Test("the source has the keys that the command line promises")
  func source() throws {
    let source = try #require(try json("P/X")["source"] as? County.Object)
    let origins = try source.objects("origins")
    #expect(Set(origins[0].keys) == ["lot", "party", "time", "process", "share", "quantity"])
    #expect(origins.map { $0["share"] as? Double } == [10.0 / 60, 50.0 / 60])
    #expect(origins.map { $0["quantity"] as? String } == ["9.5 kg", "47.5 kg"])
    let blend = try #require(source.objects("productions").last)
    #expect(blend["process"] as? String == "blend" && blend["loss"] as? String == "3 kg")
    #expect(try blend.objects("inputs").map { $0["lot"] as? String } == ["P/A", "P/B"])
    #expect(try blend.objects("outputs").map { $0["quantity"] as? String } == ["57 kg"])
    let owner = try #require(try json("P/A")["source"] as? County.Object)
    let handover = try #require(owner.objects("handovers").first)
    let keys: Set = [
      "index", "lot", "consignment", "from", "to", "carrier", "quantity", "time",
    ]
    #expect(Set(handover.keys) == keys)
    #expect(handover["quantity"] as? String == "0.03 t" && handover["carrier"] as? String == "C")
  }

  @Test(
    "each kind of row has the keys that the command line promises",
    arguments: [
      ("held", ["party", "site"]), ("inTransit", ["consignment", "carrier", "consignee"]),
      ("used", ["index", "party", "time", "purpose"]),
      ("disposed", ["index", "party", "time", "method"]),
      ("lost", ["index", "party", "time", "cause"]),
      ("transformed", ["index", "party", "time", "process"]),
      ("unaccounted", ["consignment", "carrier"]),
    ])
  func rows(section: String, keys: [String]) throws {
    let destination = try #require(try json("P/A")["destination"] as? County.Object)
    let row = try #require(destination.objects(section).first)
    #expect(Set(row.keys) == Set(keys + ["lot", "quantity", "attributed"]))
    let totals = try #require(destination["totals"] as? [String: String])
    #expect(totals[section]?.hasSuffix(" t") == true)
    #expect(totals.count == 7)
  }

  @Test("the unnamed place is an empty site, a row's quantity is in its own unit")
  func units() throws {
    let destination = try #require(try json("P/A")["destination"] as? County.Object)
    let row = try #require(destination.objects("held").first { $0["lot"] as? String == "P/X" })
    #expect(row["site"] as? String == "" && row["quantity"] as? String == "44 kg")
    // The lot is a sixth of the blend: 44 kg / 6.
    #expect(row["attributed"] as? String == "0.007333333 t")
    #expect(destination["lots"] as? [String] == ["P/X", "P/Y", "P/Z"])
    #expect(destination["notCovered"] == nil)
  }

  @Test("what is not known is null, what is not asked for is absent, what is not covered is said")
  func unknown() throws {
    var story = Story()
    let water = Quantity(amount: 5, unit: .millilitre)
    story.make([Output(lot: "P/A", quantity: water), Output("P/B", 5)])
    story.tell(
      .production(
        Production(
          process: .react, outputs: [Output("P/X", 5)],
          inputs: [Good(lot: "P/A", quantity: water), Good("P/B", 5)])))
    story.tell(.storage(Storage(action: .out, lot: "P/X", quantity: .milligrams(1))), site: "S")
    let answer = try json("P/X", in: story)
    let source = try #require(answer["source"] as? County.Object)
    for origin in try source.objects("origins") {
      #expect(origin["share"] is NSNull && origin["quantity"] is NSNull)
    }
    #expect(answer["chemical"] is NSNull)
    let destination = try #require(answer["destination"] as? County.Object)
    let missing = try #require(destination.objects("notCovered").first)
    #expect(missing["site"] as? String == "S" && missing["quantity"] as? String == "-1 mg")
    #expect(Set(try json("P/X", in: story, parts: .source).keys).isDisjoint(with: ["history"]))
  }
}
