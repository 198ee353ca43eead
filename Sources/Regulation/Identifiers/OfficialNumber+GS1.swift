extension OfficialNumber {
  /// GLN (13 digits), GTIN (8, 12, 13 or 14) and SSCC (18): the last digit makes the sum, in which
  /// the digits count 3 and 1 by turns from the right, a multiple of ten.
  ///
  /// Source: GS1 General Specifications, "Standard check digit calculations".
  static func checkGS1(_ bytes: [UInt8], sizes: [Int]) -> Outcome {
    guard sizes.contains(bytes.count), let digits = digits(bytes) else { return .malformed }
    var sum = 0
    for (place, digit) in digits.dropLast().reversed().enumerated() {
      sum += digit * (place.isMultiple(of: 2) ? 3 : 1)
    }
    return outcome(bytes[bytes.count - 1], expected: (10 - sum % 10) % 10)
  }
}
