internal import LedgerFormat

/// Names that have the shape of a code with a check character, and whether it fits.
enum CodeShape {
  /// True for 18 characters in the shape of a unified social credit code whose check does not fit.
  ///
  /// GB 32100-2015: weights 3^i mod 31 over the alphabet without I O S V Z; the characters 3 to 8 are
  /// digits.
  static func isWrongCreditCode(_ name: Identifier) -> Bool {
    name.withBytes { bytes in
      guard bytes.count == 18, !isIdentityNumber(bytes) else { return false }
      var (sum, weight) = (0, 1)
      for position in 0..<18 {
        guard let value = creditValue(bytes[position]) else { return false }
        if (2..<8).contains(position), value > 9 { return false }
        if position == 17 { return value != (31 - sum % 31) % 31 }
        sum += value * weight
        weight = weight * 3 % 31
      }
      return false
    }
  }

  /// True for 18 characters that are a person's identity number (GB 11643) by their check character.
  static func isIdentityNumber(_ name: Identifier) -> Bool {
    name.withBytes { isIdentityNumber($0) }
  }

  private static func isIdentityNumber(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count == 18 else { return false }
    // ISO 7064 mod 11-2: the weight of a place is 2 to its distance from the end.
    var sum = 0
    for position in 0..<17 {
      guard bytes[position] &- 0x30 < 10 else { return false }
      sum += Int(bytes[position] - 0x30) * ((1 << (17 - position)) % 11)
    }
    let year = Int(bytes[6] - 0x30) * 10 + Int(bytes[7] - 0x30)
    let month = Int(bytes[10] - 0x30) * 10 + Int(bytes[11] - 0x30)
    guard (18...20).contains(year), (1...12).contains(month) else { return false }
    let check = (12 - sum % 11) % 11
    return bytes[17] == (check == 10 ? UInt8(ascii: "X") : UInt8(0x30 + check))
  }

  /// True for a text of a CAS number's shape whose check digit does not fit.
  static func isWrongCASNumber(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, (2...7).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      parts[2].utf8.count == 1
    else { return false }
    var digits: [Int] = []
    for byte in (parts[0] + parts[1]).utf8 {
      guard byte &- 0x30 < 10 else { return false }
      digits.append(Int(byte - 0x30))
    }
    let sum = digits.reversed().enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
    return Int(parts[2]) != sum % 10
  }

  /// True for a name that begins as a plate does, with a province, and does not go on as one (GA 36).
  static func isWrongPlate(_ name: Identifier) -> Bool {
    let characters = Array(name.text)
    guard let first = characters.first, provinces.contains(first), characters.count > 1 else {
      return false
    }
    let rest = characters.dropFirst(2)
    let isLetter = { (c: Character) in c.isASCII && c.isUppercase && c != "I" && c != "O" }
    let isMark = { (c: Character) in c.isASCII && c.isNumber || isLetter(c) }
    guard isLetter(characters[1]) else { return true }
    switch rest.count {
    case 5:
      return
        !(rest.dropLast().allSatisfy(isMark)
        && (rest.last.map { isMark($0) || $0 == "挂" } ?? false))
    case 6: return !rest.allSatisfy(isMark)
    default: return true
    }
  }

  private static let provinces: Set<Character> = Set(
    "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")

  private static func creditValue(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: return Int(byte - 0x30)
    default:
      guard let position = creditLetters.firstIndex(of: byte) else { return nil }
      return 10 + position
    }
  }

  private static let creditLetters = Array("ABCDEFGHJKLMNPQRTUWXY".utf8)
}
