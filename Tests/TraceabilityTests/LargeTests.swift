import Custody
import LedgerFormat
import Testing
import Traceability

/// Genealogies whose depth or number of paths no recursion and no enumeration survives.
@Suite("Large genealogies")
struct LargeTests {
  private static func lot(_ name: String, _ number: Int) -> LotID {
    LotID(Identifier("P/\(name)\(number)"))
  }

  @Test("a chain of 100,000 blends is traced from both ends")
  func chain() throws {
    let count = 100_000
    var story = Story()
    story.make([Output(LargeTests.lot("L", 0), 1_000_000)])
    for number in 1...count {
      let fresh = LargeTests.lot("F", number)
      story.make([Output(fresh, 10)])
      let inputs = [Good(LargeTests.lot("L", number - 1), 1_000_000), Good(fresh, 10)]
      story.make(
        [Output(LargeTests.lot("L", number), 1_000_000)], from: inputs, .blend,
        loss: .milligrams(10))
    }
    let origins = try #require(
      try story.trace(LargeTests.lot("L", count), parts: .source).source
    ).origins
    #expect(origins.count == count + 1)
    let first = try #require(origins.last { $0.lot == LargeTests.lot("L", 0) }?.share)
    // (1,000,000 / 1,000,010)^100,000 = e^-0.999995
    #expect(abs(first - 0.367_881_280_56) < 1e-9)
    #expect(abs(origins.reduce(0) { $0 + ($1.share ?? 0) } - 1) < 1e-9)
    #expect(origins.reduce(0) { $0 + ($1.quantity?.amount ?? 0) } == 1_000_000)

    let destination = try #require(
      try story.trace(LargeTests.lot("L", 0), parts: .destination).destination)
    #expect(destination.lots.count == count)
    #expect(destination.totals.held.amount == 367_881)
    #expect(destination.sum == 1_000_000)
  }

  @Test("a wide fan out and in again is traced from both ends")
  func fan() throws {
    let count = 20_000
    var story = Story()
    story.make([Output("P/A", Int64(3 * count))])
    for number in 0..<count {
      story.make([Output(LargeTests.lot("B", number), 3)], from: [Good("P/A", 3)], .repack)
    }
    // At most 256 lots in one event: the fan is gathered in two steps.
    let width = 200
    for start in stride(from: 0, to: count, by: width) {
      let inputs = (start..<start + width).map { Good(LargeTests.lot("B", $0), 3) }
      story.make([Output(LargeTests.lot("C", start), Int64(3 * width))], from: inputs, .blend)
    }
    let inputs = stride(from: 0, to: count, by: width).map {
      Good(LargeTests.lot("C", $0), Int64(3 * width))
    }
    story.make([Output("P/X", Int64(3 * count))], from: inputs, .blend)
    let down = try story.trace("P/A")
    #expect(down.destination?.lots.count == count + count / width + 1)
    #expect(down.destination?.held.map(\.attributed.amount) == [Int64(3 * count)])
    let up = try story.trace("P/X")
    #expect(up.source?.origins.map(\.share) == [1])
    #expect(up.source?.productions.count == count + count / width + 2)
  }

  @Test("sixty diamonds in a row have 2^60 paths and are traced by their edges")
  func diamonds() throws {
    let whole = Int64(1) << 40
    var story = Story()
    story.make([Output(LargeTests.lot("L", 0), whole)])
    for number in 1...60 {
      let halves = ["A", "B"].map { LargeTests.lot($0, number) }
      story.make(
        halves.map { Output($0, whole / 2) }, from: [Good(LargeTests.lot("L", number - 1), whole)],
        .repack)
      story.make(
        [Output(LargeTests.lot("L", number), whole)], from: halves.map { Good($0, whole / 2) },
        .blend)
    }
    let up = try story.trace(LargeTests.lot("L", 60))
    #expect(up.source?.origins.map(\.share) == [1])
    let down = try story.trace(LargeTests.lot("L", 0))
    #expect(down.destination?.held.map(\.attributed.amount) == [whole])
  }
}
