import Custody
import LedgerFormat
import Testing
import Traceability

@Suite("Finding things as people type them")
struct FindTests {
  private func find(_ text: String) throws -> [FindKind: [String]] {
    var fold = FindFold(text)
    for recorded in try StockWorld.county().events { fold.take(recorded) }
    return Dictionary(
      uniqueKeysWithValues: fold.answer().groups.map { ($0.kind, $0.hits.map(\.name)) })
  }

  @Test(
    "a chemical is found by its name, CAS and UN number, in any spelling",
    arguments: ["丙酮", "67-64-1", "６７-６４-１", "1090", "UN1090", "un 1090", "UN-1090", "1090"])
  func chemicals(text: String) throws {
    #expect(try find(text)[.chemical]?.first == "丙酮")
  }

  @Test("a part of a UN or CAS number is no chemical's number")
  func wholeNumbers() throws {
    #expect(try find("109")[.chemical] == nil)
    #expect(try find("7-64-1")[.chemical] == nil)
  }

  @Test("a batch that several parties have is found exactly, one lot for each")
  func batches() throws {
    var fold = FindFold("20260105-01")
    for recorded in try StockWorld.county().events { fold.take(recorded) }
    let lots = try #require(fold.answer().groups.first { $0.kind == .lot })
    #expect(lots.hits.count > 1)
    #expect(lots.hits.allSatisfy { $0.isExact && $0.name.hasSuffix("/20260105-01") })
    #expect(lots.hits.allSatisfy { $0.events > 0 && $0.first <= $0.last })
  }

  @Test("what is in no event is not found")
  func nothing() throws {
    #expect(try find("无此物").isEmpty)
  }

  @Test("folding makes the ways of typing alike, and nothing else")
  func folding() {
    #expect(SearchText.folded(" ＵＮ１２３０　") == "un1230")
    #expect(SearchText.folded("皖A·12345") == SearchText.folded("皖a12345"))
    #expect(SearchText.folded("ÄTHER") == "äther")
    #expect(SearchText.unNumber("un 1230") == "1230")
    #expect(SearchText.unNumber("12300") == nil)
    #expect(SearchText.unNumber("un") == nil)
  }
}
