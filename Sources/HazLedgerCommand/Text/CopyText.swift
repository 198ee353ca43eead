internal import HazLedger
internal import Interchange
internal import LedgerAudit
internal import LedgerStore

/// What a backup or a restore did, for people and for scripts.
enum CopyText {
  static func lines(_ report: BackupReport) -> [String] {
    let copy = report.copy
    let new = copy.size - copy.previousSize
    var lines = [
      say(
        zh: "\(report.destination) 备份了 \(copy.size) 条",
        en: "\(report.destination) holds \(Words.counted(copy.size, "entry"))")
        + (new == 0
          ? say(zh: ",没有新增", en: "; nothing is new")
          : say(
            zh: ",新增 \(new) 条(\(copy.entryBytes) 字节),已从副本逐条核验",
            en: "; \(new) are new (\(copy.entryBytes) bytes), read again from the copy and verified"
          ))
    ]
    if !report.includesPrivate {
      lines.append(
        "  " + say(zh: "不含私密字段", en: "without the values of private fields"))
    }
    for path in copy.keptPrivateFiles { lines.append("  " + kept(path)) }
    if let verification = report.verification {
      lines += VerificationText(report: verification, seconds: report.seconds).lines()
    }
    return lines
  }

  static func write(_ report: BackupReport, to json: inout JSONWriter) {
    json.object { json in
      json.field("destination", report.destination)
      json.field("origin", report.identity.origin)
      json.field("ledgerId", report.identity.ledgerID)
      json.field("size", report.copy.size)
      json.field("previousSize", report.copy.previousSize)
      json.key("checkpointSize")
      if let size = report.checkpointSize { json.value(size) } else { json.null() }
      json.field("entryBytes", report.copy.entryBytes)
      json.field("privateBytes", report.copy.privateBytes)
      json.field("private", report.includesPrivate)
      json.field("keptPrivateFiles", report.copy.keptPrivateFiles)
      json.field("verified", report.verification == nil ? "new" : "all")
      json.field("ok", report.isWhole)
      json.field("seconds", report.seconds)
      write(report.verification, report.seconds, to: &json)
    }
  }

  static func lines(_ report: RestoreReport) -> [String] {
    guard report.isRestored else {
      return [
        say(
          zh: "\(report.destination) 的恢复未通过核验,不会在其中记录:",
          en: "\(report.destination) did not pass verification, and nothing is recorded in it:")
      ] + VerificationText(report: report.verification, seconds: report.seconds).lines()
    }
    return [
      say(
        zh: "已恢复到 \(report.destination):\(report.copy.size) 条,全部核验通过",
        en:
          "restored to \(report.destination): \(Words.counted(report.copy.size, "entry")), all verified"
      )
    ] + report.copy.keptPrivateFiles.map { "  " + kept($0) }
  }

  /// Tells on standard error why nothing can be recorded in the restored ledger on this machine.
  static func complain(of report: RestoreReport) {
    guard let obstacle = report.obstacle else { return }
    Output.complain([
      say(
        zh: "恢复的账本在本机还不能记录:", en: "nothing can be recorded in it on this machine yet:"),
      "  " + Words.of(obstacle).text,
    ])
  }

  static func write(_ report: RestoreReport, to json: inout JSONWriter) {
    json.object { json in
      json.field("destination", report.destination)
      json.field("origin", report.identity.origin)
      json.field("ledgerId", report.identity.ledgerID)
      json.field("size", report.copy.size)
      json.field("ok", report.isRestored)
      json.field("canRecord", report.isRestored && report.obstacle == nil)
      if let obstacle = report.obstacle {
        let words = Words.of(obstacle)
        json.key("reason")
        json.object { json in
          json.field("zh", words.chinese)
          json.field("en", words.english)
        }
      }
      json.field("seconds", report.seconds)
      write(report.verification, report.seconds, to: &json)
    }
  }

  private static func write(
    _ verification: VerificationReport?, _ seconds: Double, to json: inout JSONWriter
  ) {
    guard let verification else { return }
    json.key("verification")
    VerificationText(report: verification, seconds: seconds).write(to: &json)
  }

  private static func kept(_ path: String) -> String {
    say(
      zh: "注意:账本中的 \(path) 有缺损,副本保留了自己的内容",
      en: "note: \(path) is damaged in the ledger; the copy keeps its own")
  }
}
