internal import HazLedger
internal import Interchange

/// What became of an imported file, for people and for scripts.
struct ImportText {
  let report: ImportReport
  let isDryRun: Bool
  /// The most warnings of rules that the text shows.
  private static let findingsShownMax = 10

  /// Tells on standard error of refused rows and of what was repaired.
  func complain() {
    let text = RefusalText(file: report.file)
    if !report.warnings.isEmpty {
      Output.complain(report.warnings.map { WarningText.line($0, file: report.file).text })
    }
    UncoveredText.complain(report.uncovered)
    complainOfFindings()
    guard report.rejected > 0 || report.fault != nil else { return }
    var lines = [
      report.isAccepted
        ? say(
          zh: "\(report.file):跳过 \(report.rejected) 行",
          en: "\(report.file): \(Words.countedPast(report.rejected, "row")) skipped")
        : Words.nothingWritten(report.file).text
    ]
    if let fault = report.fault { lines += text.lines(fault).map { "  " + $0.text } }
    let (told, zoneless) = refusalsTold
    lines += told.flatMap(text.lines).map { "  " + $0.text }
    if zoneless > 0 {
      lines.append(
        "  "
          + say(
            zh: "……另有 \(zoneless) 行也只缺时区;请加 --timezone Asia/Shanghai",
            en: "… and \(zoneless) more rows lack nothing but a zone; give --timezone "
              + "Asia/Shanghai"))
    }
    let more = report.rejected - UInt64(report.refusals.count)
    if more > 0 { lines.append("  " + say(zh: "……另有 \(more) 行", en: "… and \(more) more rows")) }
    Output.complain(lines)
  }

  /// The refused rows to tell one by one, and how many more lack a time zone and nothing else: a forgotten
  /// option is said once, not for each row.
  private var refusalsTold: (refusals: [RowRefusal], zoneless: Int) {
    func isZoneless(_ refusal: RowRefusal) -> Bool {
      guard case .faults(let faults) = refusal.reason else { return false }
      return faults.count == 1 && faults[0].reason == .time(.noZone)
    }
    guard let first = report.refusals.firstIndex(where: isZoneless) else {
      return (report.refusals, 0)
    }
    let told = report.refusals.indices.filter { $0 <= first || !isZoneless(report.refusals[$0]) }
    return (told.map { report.refusals[$0] }, report.refusals.count - told.count)
  }

  /// Tells the first warnings of rules; the rest is counted, for `alerts` lists all.
  private func complainOfFindings() {
    guard report.isAccepted, report.findingCount > 0 else { return }
    let shown = report.findings.prefix(ImportText.findingsShownMax)
    var lines = shown.map { row in
      let warning = Words.warning(row.finding)
      return say(
        zh: "\(report.file) 第 \(row.row) 行:\(warning.chinese)",
        en: "\(report.file) row \(row.row): \(warning.english)")
    }
    let more = report.findingCount - UInt64(shown.count)
    if more > 0 {
      lines.append(
        say(
          zh: "……另有 \(more) 条提醒(hazledger alerts 全部列出)",
          en: "… and \(more) more warnings (hazledger alerts lists all)"))
    }
    Output.complain(lines)
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("file", report.file)
      json.field("rows", report.rows)
      json.field("recorded", report.recorded)
      json.field("alreadyRecorded", report.alreadyRecorded)
      json.field("rejected", report.rejected)
      json.field("size", report.size)
      json.field("seconds", report.seconds)
      if isDryRun { json.field("dryRun", true) }
      UncoveredText.write(report.uncovered, to: &json)
      if report.findingCount > 0 {
        json.field("findingCount", report.findingCount)
        json.key("findings")
        json.array(report.findings) { json, row in
          json.object { json in
            json.field("row", row.row)
            FindingJSON.fields(of: row.finding, to: &json)
          }
        }
      }
      if let fault = report.fault {
        json.key("fault")
        RefusalText.write(fault, to: &json)
      }
      if !report.refusals.isEmpty {
        json.key("refusals")
        RefusalText.write(report.refusals, to: &json)
      }
    }
  }

  func lines() -> [String] {
    guard report.isAccepted else { return [] }
    let numbers = Bilingual(
      zh: "\(report.rows) 行,新记录 \(report.recorded) 条,已有 \(report.alreadyRecorded) 条,"
        + "跳过 \(report.rejected) 行;账本共 \(report.size) 条",
      en:
        "\(Words.counted(report.rows, "row")), \(report.recorded) recorded, \(report.alreadyRecorded) recorded "
        + "already, \(report.rejected) skipped; the ledger has \(Words.counted(report.size, "entry"))"
    )
    let lead =
      isDryRun
      ? Bilingual(zh: "检查通过(未写入):", en: "checked, nothing written: ")
      : Bilingual(zh: "已导入 \(report.file):", en: "imported \(report.file): ")
    return [lead.text + numbers.text]
  }
}
