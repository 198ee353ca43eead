/// An exact fraction, for sums that decide a level: never floating point.
///
/// Numerators of the sums here stay below 10^34, which Int128 holds: 10^15 mg of a substance, times the
/// common denominator over its critical quantity, times α and β in tenths.
public struct Fraction: Hashable, Sendable {
  public let numerator: Int128
  public let denominator: Int128

  /// - Parameter denominator: more than zero.
  public init(_ numerator: Int128, over denominator: Int128) {
    precondition(denominator > 0, "a fraction's denominator is more than zero")
    let divisor = Fraction.commonDivisor(numerator.magnitude, denominator.magnitude)
    self.numerator = numerator / Int128(divisor)
    self.denominator = denominator / Int128(divisor)
  }

  /// True where the fraction is at least a whole number.
  public func isAtLeast(_ number: Int) -> Bool { numerator >= Int128(number) * denominator }

  /// The decimal, exact where it ends within six places, else cut off after six with `…`.
  public var text: String {
    let whole = numerator / denominator
    var rest = numerator % denominator
    guard rest != 0 else { return "\(whole)" }
    var digits = ""
    for _ in 0..<6 where rest != 0 {
      rest *= 10
      digits.append("\(rest / denominator)")
      rest %= denominator
    }
    return "\(whole).\(digits)" + (rest == 0 ? "" : "…")
  }

  private static func commonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return max(left, 1)
  }
}

extension Fraction: Comparable {
  public static func < (left: Fraction, right: Fraction) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }
}
