/// The number in a declared concentration, such as 37 of `37 % w/w`, in millionths.
enum Percentage {
  /// Parts per million of a declared concentration; nil where it is no plain percentage.
  static func partsPerMillion(_ text: String?) -> Int? {
    guard let text, text.contains("%") || text.contains("%") else { return nil }
    var whole = 0
    var decimals: Int?
    var digitCount = 0
    for character in text.utf8 {
      if character == UInt8(ascii: "."), decimals == nil, digitCount > 0 {
        decimals = 0
      } else if character &- UInt8(ascii: "0") < 10 {
        if let known = decimals {
          guard known < 4 else { continue }
          decimals = known + 1
        }
        digitCount += 1
        guard digitCount <= 9 else { return nil }
        whole = whole * 10 + Int(character - UInt8(ascii: "0"))
      } else if digitCount > 0 {
        break
      } else if character != UInt8(ascii: " ") {
        return nil
      }
    }
    guard digitCount > 0 else { return nil }
    for _ in (decimals ?? 0)..<4 { whole *= 10 }
    return whole
  }
}
