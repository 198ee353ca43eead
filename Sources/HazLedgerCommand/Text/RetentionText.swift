internal import Custody
internal import Interchange
internal import Regulation

/// The table of retention for people and for scripts.
enum RetentionText {
  static func lines() -> [String] {
    var table = Table([
      (say(zh: "记录", en: "record"), .leading), (say(zh: "保存", en: "kept"), .trailing),
      (say(zh: "依据", en: "law"), .leading), (say(zh: "条", en: "article"), .trailing),
      (say(zh: "标记", en: "mark"), .leading),
    ])
    for rule in Retention.rules {
      table.add([
        say(zh: rule.record.chinese, en: rule.record.english), period(rule).text,
        say(zh: rule.law.chinese, en: rule.law.english), rule.article ?? "",
        rule.confidence.rawValue
          + (rule.confidence == .c ? say(zh: " 待核", en: " to check") : ""),
      ])
    }
    return table.lines(indent: 0) + [
      say(
        zh: "期满后可抹去:人员信息的原值(erase)。永不抹去:条目、时间、企业、批次、数量、承诺值。",
        en: "To be erased after that (erase): values of private fields. Never: entries, times, "
          + "parties, lots, quantities, commitments.")
    ]
  }

  static func period(_ rule: RetentionRule) -> Bilingual {
    switch rule.period {
    case .permanent: Bilingual(zh: "永久", en: "for ever")
    case .months(let months) where months.isMultiple(of: 12) && months > 12:
      Bilingual(zh: "\(months / 12) 年", en: "\(months / 12) years")
    case .months(let months): Bilingual(zh: "\(months) 个月", en: "\(months) months")
    }
  }

  /// Says of an event that its record must still be kept.
  static func running(_ rule: RetentionRule, since time: Instant) -> Bilingual {
    let article = rule.article.map { (" 第\($0)条", ", article \($0)") } ?? ("", "")
    let until = rule.lastDay(of: time)?.text
    let mark = rule.confidence == .c ? (",待核", ", to be checked") : ("", "")
    return Bilingual(
      zh: "提醒:\(rule.record.chinese)应保存到 \(until ?? "永久")"
        + "(\(rule.law.chinese)\(article.0),标记 \(rule.confidence.rawValue)\(mark.0))",
      en: "warning: \(rule.record.english) are to be kept until \(until ?? "for ever") "
        + "(\(rule.law.english)\(article.1), marked \(rule.confidence.rawValue)\(mark.1))")
  }

  static func write(_ rule: RetentionRule, to json: inout JSONWriter) {
    json.field("id", rule.id)
    json.key("record")
    json.object { json in
      json.field("zh", rule.record.chinese)
      json.field("en", rule.record.english)
    }
    switch rule.period {
    case .permanent: json.field("permanent", true)
    case .months(let months): json.field("months", months)
    }
    json.key("law")
    json.object { json in
      json.field("zh", rule.law.chinese)
      json.field("en", rule.law.english)
    }
    json.field("article", rule.article)
    json.field("confidence", rule.confidence.rawValue)
  }
}
