/// Whole numbers in decimal digits, in their one canonical spelling.
enum Decimal {
  /// Reads digits without leading zeros that fit 64 bits, or gives nil.
  static func read<Digits: Collection<UInt8>>(_ digits: Digits) -> UInt64? {
    guard let first = digits.first, digits.count == 1 || first != UInt8(ascii: "0") else {
      return nil
    }
    var number: UInt64 = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      let (tenfold, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, isOverflown) = tenfold.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
      guard !isTooLarge, !isOverflown else { return nil }
      number = sum
    }
    return number
  }
}
