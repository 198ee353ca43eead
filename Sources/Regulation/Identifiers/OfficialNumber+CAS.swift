extension OfficialNumber {
  /// CAS registry numbers: two to seven digits, two digits, a check digit, with dashes between.
  ///
  /// The check digit is the sum of the other digits, each times its place from the right, modulo 10.
  /// Source: CAS, "Check Digit Verification of CAS Registry Numbers".
  static func checkCAS(_ bytes: [UInt8]) -> Outcome {
    let dash = UInt8(ascii: "-")
    guard (7...12).contains(bytes.count), bytes[bytes.count - 2] == dash,
      bytes[bytes.count - 5] == dash, digit(bytes[bytes.count - 1]) != nil,
      let digits = digits(
        bytes[..<(bytes.count - 5)] + bytes[(bytes.count - 4)..<(bytes.count - 2)])
    else { return .malformed }
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() { sum += (place + 1) * digit }
    return outcome(bytes[bytes.count - 1], expected: sum % 10)
  }
}
