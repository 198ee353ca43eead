extension OfficialNumber {
  /// The 31 characters of the code by value: no I, O, S, V or Z, which are misread.
  private static let usccAlphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  /// Unified social credit codes (统一社会信用代码): 18 characters, of which 3 to 8 are the region's digits.
  ///
  /// Each of the first 17 counts 3^i modulo 31, i from 0; the check character makes the sum a multiple
  /// of 31. Source: GB 32100-2015.
  static func checkUSCC(_ bytes: [UInt8]) -> Outcome {
    guard bytes.count == 18, digits(bytes[2..<8]) != nil else { return .malformed }
    var (sum, weight) = (0, 1)
    for (position, byte) in bytes.enumerated() {
      guard let value = usccAlphabet.firstIndex(of: byte) else { return .malformed }
      guard position < 17 else { break }
      sum += value * weight
      weight = weight * 3 % 31
    }
    return outcome(bytes[17], expected: usccAlphabet[(31 - sum % 31) % 31])
  }

  /// True for a text of 18 digits and capitals with a region's digits, which can be meant as nothing
  /// else.
  static func looksLikeUSCC(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 18, digits(bytes[2..<8]) != nil else { return false }
    return bytes.allSatisfy {
      digit($0) != nil || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
    }
  }
}
