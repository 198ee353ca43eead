extension OfficialNumber {
  /// Numbers of freight and tank containers: three letters of the owner, U, J or Z, six digits and a
  /// check digit.
  ///
  /// Letters count from 10 on without the multiples of 11; each character counts 2^i, i from 0; the
  /// check digit is the sum modulo 11, and 0 for 10. Source: ISO 6346.
  static func checkContainer(_ bytes: [UInt8]) -> Outcome {
    guard bytes.count == 11, "UJZ".utf8.contains(bytes[3]), digits(bytes[4...]) != nil else {
      return .malformed
    }
    var sum = 0
    for position in 0..<10 {
      let value: Int
      if position < 4 {
        let letter = Int(bytes[position]) - Int(UInt8(ascii: "A"))
        guard (0..<26).contains(letter) else { return .malformed }
        // A is 10, B 12: 11, 22 and 33 are passed over.
        value = letter + 10 + (letter > 0 ? 1 : 0) + (letter > 10 ? 1 : 0) + (letter > 20 ? 1 : 0)
      } else {
        value = digit(bytes[position]) ?? 0
      }
      sum += value << position
    }
    return outcome(bytes[10], expected: sum % 11 % 10)
  }
}
