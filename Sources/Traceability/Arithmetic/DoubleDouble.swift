/// A number of about 106 bits as the sum of two doubles, the second at most half an ulp of the first.
///
/// Amounts are integers of up to 63 bits that long chains of fractions multiply. In a `Double` the
/// places after the point would be lost in large amounts, and with them which row is rounded up; here
/// they are right to 30 digits, for a few more instructions. Source: T. J. Dekker, "A floating-point
/// technique for extending the available precision", Numerische Mathematik 18 (1971).
struct DoubleDouble: Equatable, Sendable {
  let high: Double
  let low: Double

  static let zero = DoubleDouble(high: 0, low: 0)
  static let one = DoubleDouble(high: 1, low: 0)

  private init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// The integer, exactly.
  init(_ integer: Int64) {
    let upper = Double(integer >> 32) * 0x1p32
    self.init(sumOf: upper, Double(integer & 0xFFFF_FFFF))
  }

  /// The sum of two doubles, exactly.
  private init(sumOf left: Double, _ right: Double) {
    let sum = left + right
    let rightPart = sum - left
    self.init(high: sum, low: (left - (sum - rightPart)) + (right - rightPart))
  }

  static func + (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    let high = DoubleDouble(sumOf: left.high, right.high)
    let low = DoubleDouble(sumOf: left.low, right.low)
    let sum = DoubleDouble(sumOf: high.high, high.low + low.high)
    return DoubleDouble(sumOf: sum.high, sum.low + low.low)
  }

  static func - (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    left + DoubleDouble(high: -right.high, low: -right.low)
  }

  static func * (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    let product = left.high * right.high
    let rounding = (-product).addingProduct(left.high, right.high)
    let cross = left.high * right.low + left.low * right.high
    return DoubleDouble(sumOf: product, rounding + cross)
  }

  /// The quotient; the divisor is not zero.
  static func / (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    let first = DoubleDouble(high: left.high / right.high, low: 0)
    let rest = left - first * right
    let second = DoubleDouble(high: rest.high / right.high, low: 0)
    let last = (rest - second * right).high / right.high
    return first + DoubleDouble(sumOf: second.high, last)
  }

  /// The nearest `Double`.
  var rounded: Double { high + low }

  /// The nearest integer, of two the greater.
  var nearestInteger: Int64 {
    let (integer, remainder) = floor
    return remainder < 0.5 || integer == .max ? integer : integer + 1
  }

  /// The largest integer that is not above, and what is above it: from 0 to 1.
  ///
  /// A number outside Int64 gives its nearest end.
  var floor: (integer: Int64, remainder: Double) {
    let whole = high.rounded(.down)
    let rest = (high - whole) + low
    let carry = rest.rounded(.down)
    // The double next to Int64.max is one beyond it, and `low` what leads back.
    let isBeyond = whole == 0x1p63 && carry < 0
    guard let integer = isBeyond ? Int64.max : Int64(exactly: whole),
      let step = Int64(exactly: isBeyond ? carry + 1 : carry)
    else { return (whole < 0 ? .min : .max, 0) }
    let (sum, isTooLarge) = integer.addingReportingOverflow(step)
    return isTooLarge ? (step < 0 ? .min : .max, 0) : (sum, rest - carry)
  }
}
