import Custody
import LedgerFormat
import Testing
import Traceability

@Suite("How histories are read")
struct ProviderTests {
  private struct Unreadable: Error, Equatable { let lot: LotID }

  private var story = Story()

  init() {
    story.make([Output("P/A", 100)])
    story.make([Output("P/B", 60), Output("P/C", 40)], from: [Good("P/A", 100)], .repack)
    story.make([Output("P/X", 100)], from: [Good("P/B", 60), Good("P/C", 40)], .blend)
  }

  @Test(
    "each lot's history is read once, whichever way the trace goes", arguments: ["A", "B", "X"])
  func readOnce(batch: String) {
    var reads: [LotID: Int] = [:]
    let lot = LotID(Identifier("P/\(batch)"))
    let answer = Tracer(policy: Policy()).trace(lot) { lot in
      reads[lot, default: 0] += 1
      return story.histories[lot]
    }
    #expect(answer != nil)
    #expect(reads.values.allSatisfy { $0 == 1 })
    #expect(reads.count == (batch == "B" ? 3 : 4))
  }

  @Test("only what is asked for is read and answered")
  func parts() {
    var reads = 0
    let answer = Tracer(policy: Policy()).trace("P/A", parts: .history) { lot in
      reads += 1
      return story.histories[lot]
    }
    #expect(reads == 1)
    #expect(answer?.history?.count == 2 && answer?.source == nil && answer?.destination == nil)
  }

  @Test("an error of the reader ends the trace and is thrown as it is")
  func errors() {
    #expect(throws: Unreadable(lot: "P/C")) {
      try Tracer(policy: Policy()).trace("P/A") { lot throws(Unreadable) in
        if lot == "P/C" { throw Unreadable(lot: lot) }
        return story.histories[lot]
      }
    }
  }

  @Test("an unknown lot has no answer")
  func unknown() {
    #expect(Tracer(policy: Policy()).trace("P/nowhere") { story.histories[$0] } == nil)
  }

  @Test("a damaged ledger whose lots make each other is answered all the same")
  func circle() throws {
    var circle = Story()
    circle.make([Output("P/A", 10)], from: [Good("P/B", 10)], .repack)
    circle.make([Output("P/B", 10)], from: [Good("P/A", 10)], .repack)
    circle.make([Output("P/C", 5)], from: [Good("P/C", 5)], .repack)
    for lot: LotID in ["P/A", "P/B", "P/C"] {
      let answer = try circle.trace(lot)
      #expect(answer.source?.origins.isEmpty == false)
    }
  }
}
