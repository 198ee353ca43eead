internal import Interchange
internal import Regulation

/// What rule packs are refused for, and what rules say.
extension Words {
  static func of(_ broken: BrokenRule) -> Bilingual {
    Bilingual(
      zh: "规则 \(broken.rule) 拒绝:\(broken.chinese);依据 \(broken.instrument) \(broken.article)",
      en: "rule \(broken.rule) refuses it: \(broken.english); by \(broken.instrument), "
        + broken.article)
  }

  /// A finding with its level, rule and law.
  static func warning(_ finding: Finding) -> Bilingual {
    let law = law(of: finding.rule)
    return Bilingual(
      zh: "【\(level(finding.level).chinese)】\(finding.chinese)(规则 \(finding.rule.id),"
        + "\(law.chinese))",
      en: "\(level(finding.level).english): \(finding.english) (rule \(finding.rule.id), "
        + "\(law.english))")
  }

  /// Instrument and article; what nobody verified says so.
  static func law(of rule: Rule) -> Bilingual {
    let text = "\(rule.instrument) \(rule.article)"
    let mark = rule.confidence == .c && !text.contains("待核")
    return Bilingual(
      zh: text + (mark ? ",待核" : ""), en: text + (rule.confidence == .c ? ", unverified" : ""))
  }

  static func level(_ level: FindingLevel) -> Bilingual {
    switch level {
    case .red: Bilingual(zh: "红", en: "red")
    case .orange: Bilingual(zh: "橙", en: "orange")
    case .yellow: Bilingual(zh: "黄", en: "yellow")
    case .blue: Bilingual(zh: "蓝", en: "blue")
    }
  }

  static func severity(_ severity: Severity) -> Bilingual {
    switch severity {
    case .refuse: Bilingual(zh: "拒绝", en: "refuse")
    case .warn: Bilingual(zh: "提醒", en: "warn")
    case .info: Bilingual(zh: "提示", en: "info")
    }
  }

  static func state(_ state: AlertState) -> Bilingual {
    switch state {
    case .open: Bilingual(zh: "未处置", en: "open")
    case .acknowledged: Bilingual(zh: "已签收", en: "acknowledged")
    case .explained: Bilingual(zh: "已说明", en: "explained")
    case .closed: Bilingual(zh: "已关闭", en: "closed")
    case .reopened: Bilingual(zh: "重新打开", en: "reopened")
    case .ended: Bilingual(zh: "已消除", en: "ended")
    }
  }

  static func of(_ reason: RulePackError.Reason) -> Bilingual {
    switch reason {
    case .tooLarge(let size, let sizeMax):
      Bilingual(zh: "有 \(size) 字节,最多 \(sizeMax)", en: "has \(size) bytes, of at most \(sizeMax)")
    case .notUTF8: Bilingual(zh: "不是 UTF-8 文字", en: "is not UTF-8")
    case .controlCharacter(let value):
      Bilingual(zh: "有控制字符 \(value)", en: "has the control character \(value)")
    case .notAPack(let found):
      Bilingual(
        zh: "不是规则包:应以“hazledger-rules v1”开头,而不是“\(found)”",
        en: "is no rule pack: it begins with “hazledger-rules v1”, not “\(found)”")
    case .unknownWord(let word, let known):
      Bilingual(
        zh: "没有“\(word)”;可用:\(known.joined(separator: " "))",
        en: "no such word as “\(word)”; there are \(known.joined(separator: " "))")
    case .twice(let word): Bilingual(zh: "“\(word)”出现两次", en: "“\(word)” stands twice")
    case .missing(let rule, let word):
      Bilingual(zh: "规则 \(rule) 缺少“\(word)”", en: "rule \(rule) lacks “\(word)”")
    case .value(let word, let found, let accepted):
      Bilingual(
        zh: "\(word) 不能是“\(found)”;可用:\(accepted)",
        en: "\(word) cannot be “\(found)”; accepted: \(accepted)")
    case .emptyValidity(let rule):
      Bilingual(zh: "规则 \(rule) 的 until 不晚于 from", en: "rule \(rule) ends before it begins")
    case .unverifiedRefusal(let rule):
      Bilingual(
        zh: "规则 \(rule) 的可信度为 C(待核),不能拒绝,只能提醒",
        en: "rule \(rule) has confidence C (unverified): it may warn, never refuse")
    case .cannotRefuse(let rule, let check):
      Bilingual(
        zh: "规则 \(rule) 的检查 \(check.name) 不能拒绝,只能提醒",
        en: "rule \(rule): the check \(check.name) may warn, never refuse")
    case .notOfCheck(let word, let check):
      Bilingual(zh: "检查 \(check.name) 没有“\(word)”", en: "the check \(check.name) has no “\(word)”")
    case .overlap(let rule, let otherLine):
      Bilingual(
        zh: "规则 \(rule) 与第 \(otherLine) 行的同名规则有效期重叠",
        en: "rule \(rule) holds at the same time as the one of line \(otherLine)")
    case .unknownFact(let name):
      Bilingual(zh: "句中没有 {\(name)} 可填", en: "no fact is called {\(name)}")
    case .unknownGroup(let name):
      Bilingual(zh: "没有化学品组 \(name)", en: "no group is called \(name)")
    case .noRules: Bilingual(zh: "没有规则", en: "has no rules")
    }
  }
}
