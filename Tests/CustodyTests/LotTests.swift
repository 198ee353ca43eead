import Custody
import LedgerFormat
import Testing

private enum Missing: Error { case missing(LotID) }

@Suite("Lots and their names")
struct LotTests {
  @Test("a qualified name splits at its first slash")
  func splitting() {
    let lot: LotID = "P/x/B"
    #expect(lot.party == "P" && lot.batch == "x/B" && lot.isQualified && lot.isOf("P"))
    let bare: LotID = "B"
    #expect(bare.party == nil && bare.batch == "B" && !bare.isQualified && !bare.isOf("B"))
  }

  @Test("bare outputs become the reporter's, other bare lots are resolved")
  func resolving() throws {
    let event = Event.by(
      "P",
      .production(
        Production(
          process: .react, outputs: [Output(lot: "1", quantity: grams(1))],
          inputs: [good("2", 1), good("Q/3", 1)])))
    #expect(event.hasBareLots)
    let resolved = try event.resolvingLots { lot throws(Missing) in
      guard lot == "2" else { throw .missing(lot) }
      return "R/2"
    }
    #expect(resolved.lotReferences == ["P/1", "R/2", "Q/3"] && !resolved.hasBareLots)
    #expect(throws: Missing.self) {
      try Event.use("9", 1, by: "P").resolvingLots { lot throws(Missing) in throw .missing(lot) }
    }
  }

  @Test("each lot is named once, in the order of its first mention")
  func references() {
    let names = (0..<40).map { LotID(Identifier("P/\($0 % 20)")) }
    let event = Event.consign(names.map { good($0, 1) })
    #expect(event.lotReferences == Array(names[..<20]))
  }
}
