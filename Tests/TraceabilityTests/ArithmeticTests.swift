import Testing

@testable import Traceability

@Suite("The arithmetic of shares")
struct ArithmeticTests {
  @Test(
    "an integer goes in and comes out exactly",
    arguments: [0, 1, -1, 9_007_199_254_740_993, .max, .min, .max - 1, -4_611_686_018_427_387_907]
      as [Int64])
  func integers(value: Int64) {
    let floor = DoubleDouble(value).floor
    #expect(floor.integer == value && floor.remainder == 0)
  }

  @Test("a seventh of the largest integer is right to the last digit of its remainder")
  func division() {
    let seventh = DoubleDouble(.max) / DoubleDouble(7)
    #expect(seventh.floor.integer == Int64.max / 7)
    #expect(abs(seventh.floor.remainder - Double(Int64.max % 7) / 7) < 1e-12)
    let third = DoubleDouble(10_000_000_000_001) / DoubleDouble(3) * DoubleDouble(3)
    #expect(abs((third - DoubleDouble(10_000_000_000_001)).rounded) < 1e-15)
  }

  @Test("a negative number is rounded down too")
  func negative() {
    let value = DoubleDouble(-5) / DoubleDouble(2)
    #expect(value.floor.integer == -3 && value.floor.remainder == 0.5)
  }

  @Test("rounding keeps the sum and rounds the larger remainders up, of equals the earlier")
  func largestRemainder() {
    let tenth = DoubleDouble(1) / DoubleDouble(10)
    let values = [3, 15, 26, 26].map { DoubleDouble($0) * tenth }
    #expect(LargestRemainder.round(values, total: 7) == [0, 1, 3, 3])
    let thirds = [100, 100, 100].map { DoubleDouble($0) / DoubleDouble(3) }
    #expect(LargestRemainder.round(thirds, total: 100) == [34, 33, 33])
    #expect(LargestRemainder.round([], total: 5) == [])
  }

  @Test("where rounding cannot make the sum, the largest takes the difference")
  func farFromSum() {
    let values = [DoubleDouble(4), DoubleDouble(90)]
    #expect(LargestRemainder.round(values, total: 100) == [4, 96])
    #expect(LargestRemainder.round(values, total: 50) == [4, 46])
  }

  @Test("the nearest integer of a half is the greater")
  func nearest() {
    #expect((DoubleDouble(5) / DoubleDouble(2)).nearestInteger == 3)
    #expect((DoubleDouble(-7) / DoubleDouble(3)).nearestInteger == -2)
    #expect(DoubleDouble(.max).nearestInteger == .max)
  }

  @Test("a split is exact for the largest amounts")
  func split() {
    #expect(LargestRemainder.split(5, by: [10, 10, 10]) == [2, 2, 1])
    #expect(LargestRemainder.split(.max, by: [1, 2]) == [.max / 3, .max / 3 * 2 + 1])
    #expect(LargestRemainder.split(7, by: [0, 0]) == [0, 0])
  }

  @Test("the queue gives the least first")
  func queue() {
    var queue = IndexQueue()
    var expected: [UInt64] = []
    for step: UInt64 in 0..<500 {
      let index = step &* 7919 % 503
      queue.insert(index)
      expected.append(index)
    }
    var found: [UInt64] = []
    while let index = queue.popLeast() { found.append(index) }
    #expect(found == expected.sorted())
  }
}
