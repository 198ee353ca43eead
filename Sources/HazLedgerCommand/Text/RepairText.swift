internal import HazLedger
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat

/// What a repair did, for people and for scripts.
enum RepairText {
  static func write(_ report: RepairReport, to json: inout JSONWriter) {
    let plan = report.plan
    json.object { json in
      json.field("ok", report.isWhole)
      json.field("dryRun", report.isTrial)
      json.field("entries", plan.size)
      json.field("restoredEntries", plan.restoredEntries)
      json.field("files", files(plan))
      json.key("lostEntries")
      json.array(plan.lostEntries) { json, range in
        json.object { json in
          json.field("from", range.lowerBound)
          json.field("to", range.upperBound)
        }
      }
      json.field("lostFiles", plan.lostFiles)
      json.field("quarantined", report.quarantined)
      if let verification = report.verification {
        json.field("damageCount", verification.damageCount)
      }
      json.field("seconds", report.seconds)
    }
  }

  static func lines(_ report: RepairReport) -> [String] {
    let plan = report.plan
    var lines: [String] = []
    if plan.isEmpty {
      lines.append(
        say(zh: "没有可以从副本恢复的内容。", en: "There is nothing to restore from the copy."))
    } else {
      let count = plan.restoredEntries
      lines.append(
        report.isTrial
          ? say(
            zh: "可以恢复 \(count) 条记录;会重写这些文件:",
            en:
              "\(Words.counted(count, "entry")) can be restored; these files would be written anew:"
          )
          : say(
            zh: "恢复了 \(count) 条记录;重写了这些文件:",
            en: "\(Words.countedPast(count, "entry")) restored; these files were written anew:"))
      lines += files(plan).map { "  " + $0 }
    }
    for range in plan.lostEntries {
      lines.append(
        say(
          zh: "✗ 无法恢复:第 \(range.lowerBound) 到 \(range.upperBound - 1) 条,两份都没有正确的字节",
          en:
            "✗ cannot be restored: entries \(range.lowerBound) to \(range.upperBound - 1); neither "
            + "copy has the right bytes"))
    }
    for file in plan.lostFiles {
      lines.append(
        say(
          zh: "✗ 无法恢复:\(file),副本中也没有", en: "✗ cannot be restored: \(file); not in the copy either"))
    }
    if !report.quarantined.isEmpty {
      lines.append(
        say(zh: "原来的字节在:", en: "What stood there is in:") + " "
          + report.quarantined.joined(separator: " "))
    }
    if let verification = report.verification {
      lines.append(
        verification.ok
          ? say(
            zh: "完好:\(verification.entries) 条,全部核验通过。",
            en: "OK: \(Words.counted(verification.entries, "entry")), all verified.")
          : say(
            zh: "仍有损坏 \(verification.damageCount) 处;请运行 hazledger verify。",
            en: "\(verification.damageCount) findings remain; run hazledger verify."))
    }
    return lines
  }

  private static func files(_ plan: RepairPlan) -> [String] {
    plan.segments.map { Layout.segmentPath($0) } + plan.files.map(\.name)
  }
}
