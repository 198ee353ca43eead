extension OfficialNumber {
  private static let provinces = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")

  /// Number plates of vehicles registered in China: a province, a letter, and five characters, or four
  /// and 挂 on trailers, or six on vehicles of new energy, of which the first or the last is D or F.
  ///
  /// Letters are capitals without I and O. Source: GA 36, as recalled [C].
  static func checkPlate(_ text: String) -> Outcome {
    let plate = Array(text)
    guard plate.count == 7 || plate.count == 8, provinces.contains(plate[0]), isLetter(plate[1])
    else { return .malformed }
    let rest = plate[2...]
    let isGood: Bool
    if plate.count == 7 {
      isGood = rest.dropLast().allSatisfy(isMark) && (isMark(plate[6]) || plate[6] == "挂")
    } else {
      let isFirst = isEnergy(rest[2]) && isMark(rest[3]) && rest[4...].allSatisfy(isDigit)
      let isLast = isEnergy(rest[7]) && rest[..<7].allSatisfy(isDigit)
      isGood = isFirst || isLast
    }
    return isGood ? .good : .malformed
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  private static func isLetter(_ character: Character) -> Bool {
    ("A"..."Z").contains(character) && character.isASCII && character != "I" && character != "O"
  }

  private static func isMark(_ character: Character) -> Bool {
    isDigit(character) || isLetter(character)
  }

  private static func isEnergy(_ character: Character) -> Bool {
    character == "D" || character == "F"
  }
}
