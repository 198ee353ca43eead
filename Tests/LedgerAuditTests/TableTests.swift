import LedgerFormat
import TestSupport
import Testing

@testable import LedgerAudit

@Suite("Tables of fixed records")
struct TableTests {
  /// Enough for everything, for the smaller tables only, and for none.
  private static let budgets = [64 << 20, 1 << 20, 0]

  private static func names(_ count: Int, seed: UInt64) -> [NameDigest] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      // Few homes, so that there are long rows of taken places, also across the last one.
      NameDigest(
        first: .random(in: 1 ... .max, using: &random),
        second: UInt64.random(in: 0..<8, using: &random) &* 0x1FFF
          &+ UInt64.random(in: 0..<50_000, using: &random))
    }
  }

  @Test(
    "names are found again, however often the table grew and wherever it lies", arguments: budgets)
  func records(budget: Int) {
    var table = RecordTable<SpilledPlace>(MemoryBudget(sizeBytes: budget))
    let names = TableTests.names(30_000, seed: 7)
    for (number, name) in names.enumerated() {
      table.reserve(1)
      let place = table.search(name)
      let isFree = table[place].name.first == 0
      #expect(isFree)
      table.add(SpilledPlace(name: name, amount: Int64(number)), at: place)
    }
    let count = table.count
    #expect(count == names.count)
    for (number, name) in names.enumerated() {
      let found = table.find(name)
      #expect(found != nil)
      if let found {
        let amount = table[found].amount
        #expect(amount == Int64(number))
      }
    }
    for name in TableTests.names(1_000, seed: 8) {
      let found = table.find(name)
      #expect(found == nil)
    }
    var taken = 0
    for place in 0..<table.placeCount where table[place].name.first != 0 { taken += 1 }
    #expect(taken == names.count)
  }

  @Test("values in a row stay what they are, however often there were too many", arguments: budgets)
  func array(budget: Int) {
    var array = TableArray<UInt64>(MemoryBudget(sizeBytes: budget))
    for value in 0..<300_000 as Range<UInt64> { array.append(value &* value) }
    var wrong = 0
    for position in 0..<300_000 where array[position] != UInt64(position) &* UInt64(position) {
      wrong += 1
    }
    #expect(wrong == 0)
  }
}
