internal import LedgerFormat

/// What is wrong with bytes, in a file that a person holds.
extension Words {
  static func of(_ error: CBORError) -> Bilingual {
    switch error {
    case .truncated(let position):
      Bilingual(zh: "在第 \(position) 字节处中断", en: "it breaks off at byte \(position)")
    case .trailing(let position):
      Bilingual(zh: "第 \(position) 字节之后有多余内容", en: "something follows its end at byte \(position)")
    case .notText(let position):
      Bilingual(zh: "第 \(position) 字节处不是 UTF-8 文本", en: "the text at byte \(position) is not UTF-8")
    case .notShortest(let position), .unsupported(let position, _), .unexpected(let position, _, _),
      .keyOrder(let position), .tooDeep(let position), .tooLong(let position, _):
      Bilingual(
        zh: "第 \(position) 字节处不是应有的编码",
        en: "byte \(position) is not what the encoding has there")
    }
  }

  /// What is wrong with an entry, as the end of a sentence.
  static func of(_ error: EntryError) -> Bilingual {
    if case .encoding(let error) = error { return of(error) }
    if error.isNewer {
      return Bilingual(
        zh: "版本或种类比本程序新", en: "it is of a version or kind newer than this program")
    }
    return Bilingual(zh: "内容不合格式", en: "what it says breaks the format")
  }
}
