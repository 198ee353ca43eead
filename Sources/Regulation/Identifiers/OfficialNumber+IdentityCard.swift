internal import Custody

extension OfficialNumber {
  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let checkCharacters = Array("10X98765432".utf8)

  /// Identity numbers of citizens (公民身份号码): six digits of the region, the date of birth, three
  /// digits, and a check character.
  ///
  /// The check character stands for the weighted sum modulo 11. Source: GB 11643-1999 [B].
  static func checkIdentityCard(_ bytes: [UInt8]) -> Outcome {
    guard bytes.count == 18, let digits = digits(bytes[..<17]),
      checkCharacters.contains(bytes[17]),
      Day(number: digits[6..<14].reduce(UInt64(0)) { $0 * 10 + UInt64($1) }) != nil
    else { return .malformed }
    let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return outcome(bytes[17], expected: checkCharacters[sum % 11])
  }
}
