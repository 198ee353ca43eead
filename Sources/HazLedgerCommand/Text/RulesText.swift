internal import Regulation

/// Rules and tables, for people.
enum RulesText {
  static func lines(_ pack: RulePack) -> [String] {
    var table = Table([
      (say(zh: "规则号", en: "rule"), .leading), (say(zh: "处理", en: "severity"), .leading),
      (say(zh: "级别", en: "level"), .leading), (say(zh: "可信度", en: "confidence"), .leading),
      (say(zh: "自", en: "from"), .leading), (say(zh: "至", en: "until"), .leading),
      (say(zh: "依据", en: "by"), .leading),
    ])
    table.rowsMax = 1_000
    for rule in pack.rules {
      table.add([
        rule.id, Words.severity(rule.severity).text, Words.level(rule.level).text,
        rule.confidence.rawValue, rule.validFrom.text, rule.validUntil?.text ?? "",
        "\(rule.instrument) \(rule.article)",
      ])
    }
    return [
      say(
        zh: "规则包 \(pack.name) \(pack.edition),\(pack.rules.count) 条规则",
        en: "Rule pack \(pack.name) \(pack.edition), \(pack.rules.count) rules")
    ] + table.lines()
  }

  static func pairs(_ rule: Rule) -> [(name: String, value: String)] {
    [
      (say(zh: "规则号", en: "rule"), rule.id),
      (say(zh: "检查", en: "check"), rule.check.name),
      (say(zh: "处理", en: "severity"), Words.severity(rule.severity).text),
      (say(zh: "级别", en: "level"), Words.level(rule.level).text),
      (say(zh: "依据", en: "by"), Words.law(of: rule).text),
      (say(zh: "有效", en: "valid"), "\(rule.validFrom.text) – \(rule.validUntil?.text ?? "")"),
      (say(zh: "可信度", en: "confidence"), rule.confidence.rawValue),
      (say(zh: "内容", en: "text"), say(zh: rule.chinese.source, en: rule.english.source)),
      ("", ""),
    ]
  }

  static func tables() -> [String] {
    var table = Table([
      (say(zh: "表", en: "table"), .leading), (say(zh: "行数", en: "rows"), .trailing),
      (say(zh: "可信度", en: "confidence"), .leading), (say(zh: "自", en: "from"), .leading),
      (say(zh: "依据", en: "by"), .leading),
    ])
    for edition in TableEdition.all {
      table.add([
        edition.name, String(edition.rowCount), edition.confidence.rawValue, edition.validFrom,
        "\(edition.instrument) \(edition.article)",
      ])
    }
    return table.lines(indent: 0)
  }
}
