internal import Custody
internal import Interchange
internal import LedgerFormat
internal import Regulation

/// The list of alerts (预警清单), for people, spreadsheets and scripts.
struct AlertsText {
  let alerts: [Alert]
  let pack: RulePack
  let asOf: Instant
  let size: UInt64
  let times: TimeText

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("asOf", asOf.text)
      json.field("size", size)
      json.field("pack", "\(pack.name) \(pack.edition)")
      json.key("counts")
      json.object { json in
        for level in FindingLevel.allCases { json.field(level.rawValue, count(level)) }
      }
      json.key("alerts")
      json.array(alerts) { json, alert in
        FindingJSON.write(alert, overdue: alert.isOverdue(at: asOf), to: &json)
      }
    }
  }

  func lines() -> [String] {
    let counts = FindingLevel.allCases.map { level in
      say(
        zh: "\(Words.level(level).chinese) \(count(level))",
        en: "\(count(level)) \(Words.level(level).english)")
    }
    var lines = [
      say(
        zh: "截至 \(times.text(asOf)),账本前 \(size) 条,规则包 \(pack.name) \(pack.edition):",
        en:
          "As of \(times.text(asOf)), by \(Words.counted(size, "entry")) and the rules \(pack.name) "
          + "\(pack.edition): ") + counts.joined(separator: say(zh: ",", en: ", "))
    ]
    for alert in alerts.prefix(AlertsText.shownMax) { lines += block(alert) }
    if alerts.count > AlertsText.shownMax {
      let more = alerts.count - AlertsText.shownMax
      lines.append(
        say(
          zh: "……另有 \(more) 条(--format json 或 csv 全部列出)",
          en: "… \(more) more (--format json or csv lists all)"))
    }
    return lines
  }

  private static let shownMax = 500

  /// An alert in two or three lines: what, by which law, and how it stands.
  private func block(_ alert: Alert) -> [String] {
    let finding = alert.finding
    var facts = [
      finding.id.text, Words.state(alert.state).text,
      say(zh: "自 ", en: "since ") + times.text(finding.since),
    ]
    if let due = finding.due {
      facts.append(say(zh: "时限 ", en: "due ") + times.text(due))
    }
    if let done = finding.done {
      facts.append(say(zh: "完成 ", en: "done ") + times.text(done))
    }
    if let ended = finding.ended {
      facts.append(say(zh: "消除 ", en: "ended ") + times.text(ended))
    }
    let law = Words.law(of: finding.rule).text
    var lines = [
      "", Words.level(finding.level).text + "  " + say(zh: finding.chinese, en: finding.english),
      "    " + say(zh: "规则 ", en: "rule ") + finding.rule.id + say(zh: ",", en: ", ") + law,
      "    " + facts.joined(separator: say(zh: ",", en: ", ")),
    ]
    for handling in alert.handlings {
      let evidence = [handling.document?.text, handling.note].compactMap { $0 }
      lines.append(
        "    "
          + ([
            times.text(handling.time), handling.party.text,
            say(zh: handling.action.word.chinese, en: handling.action.word.english),
          ] + evidence).joined(separator: " "))
    }
    return lines
  }

  func sheet() -> [UInt8] {
    var sheet = AnswerSheet([
      say(zh: "级别", en: "level"), say(zh: "规则号", en: "rule"), say(zh: "法规", en: "instrument"),
      say(zh: "条款", en: "article"), say(zh: "可信度", en: "confidence"),
      say(zh: "企业", en: "party"), say(zh: "批次", en: "lots"), say(zh: "运单号", en: "consignment"),
      say(zh: "发现时间", en: "since"), say(zh: "时限", en: "due"), say(zh: "完成", en: "done"),
      say(zh: "处置状态", en: "state"), say(zh: "关闭证据", en: "evidence"),
      say(zh: "内容", en: "text"), say(zh: "预警编号", en: "id"),
    ])
    for alert in alerts {
      let finding = alert.finding
      sheet.row([
        Words.level(finding.level).text, finding.rule.id, finding.rule.instrument,
        finding.rule.article, finding.rule.confidence.rawValue, finding.party.text,
        finding.lots.map(\.text).joined(separator: "|"), finding.consignment?.text ?? "",
        times.text(finding.since), times.text(finding.due), times.text(finding.done),
        Words.state(alert.state).text,
        alert.handlings.last.flatMap { $0.document?.text ?? $0.note } ?? "",
        say(zh: finding.chinese, en: finding.english), finding.id.text,
      ])
    }
    return sheet.takeBytes()
  }

  private func count(_ level: FindingLevel) -> Int {
    alerts.count { $0.finding.level == level }
  }
}
