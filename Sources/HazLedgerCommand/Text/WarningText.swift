internal import Interchange

/// What was read in spite of a flaw.
enum WarningText {
  /// - Parameter file: where the row stands; nil for an event that was typed.
  static func line(_ warning: RowWarning, file: String? = nil) -> Bilingual {
    let reason =
      switch warning.reason {
      case .padded(let number):
        Bilingual(zh: "少了前导零,按 \(number) 读", en: "had lost its zero and was read as \(number)")
      case .checkDigit:
        Bilingual(zh: "校验位不符,照原样记录", en: "has a wrong check digit and was recorded as it stands")
      }
    let place = file.map {
      Bilingual(zh: "\($0) 第 \(warning.row) 行", en: "\($0) row \(warning.row) ")
    }
    return Bilingual(
      zh: "提醒:\(place?.chinese ?? "")“\(warning.value)”\(reason.chinese)",
      en: "warning: \(place?.english ?? "")“\(warning.value)” \(reason.english)")
  }
}
