internal import Custody
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat

/// What a proof proves, for people and for scripts.
struct ProofText {
  let statement: ProvedStatement

  func lines() -> [String] {
    switch statement {
    case .inclusion(let proved): inclusion(proved)
    case .consistency(let proved):
      [
        say(
          zh: "证明成立:账本从 \(proved.old.size) 条到 \(proved.new.size) 条只增不改。",
          en:
            "Proved: from \(proved.old.size) to \(Words.counted(proved.new.size, "entry")) the ledger only grew."
        )
      ] + [tree(proved.old), tree(proved.new)] + signed(proved.accepted)
    case .report(let report):
      [
        say(
          zh: "\(Words.list(report.signers.map(\.name)).text) 签名的审计报告:",
          en: "An auditor's report, signed by \(Words.list(report.signers.map(\.name)).text):")
      ] + report.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    case .checkpoint(let accepted):
      [say(zh: "签名有效的检查点。", en: "A checkpoint that the key signed.")] + signed(accepted)
    }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("ok", true)
      switch statement {
      case .inclusion(let proved):
        json.field("kind", "inclusion")
        AcceptedText.write(proved.accepted, to: &json)
        json.field("index", proved.index)
        json.field("leafHash", proved.leafHash.hex)
        if let entry = proved.entry { ProofText.write(entry, to: &json) }
      case .consistency(let proved):
        json.field("kind", "consistency")
        AcceptedText.write(proved.accepted, to: &json)
        for (name, tree) in [("old", proved.old), ("new", proved.new)] {
          json.key(name)
          json.object { json in
            json.field("size", tree.size)
            json.field("root", Base64.encode(tree.root))
          }
        }
      case .report(let report):
        json.field("kind", "report")
        json.field("signers", report.signers.map(\.text))
        json.field("text", report.text)
      case .checkpoint(let accepted):
        json.field("kind", "checkpoint")
        AcceptedText.write(accepted, to: &json)
      }
    }
  }

  private func inclusion(_ proved: ProvedEntry) -> [String] {
    var lines = [
      say(
        zh: "证明成立:以下内容是账本的第 \(proved.index) 条。",
        en: "Proved: this is entry \(proved.index) of the ledger.")
    ]
    if let entry = proved.entry {
      if let recordedAt = Instant(microseconds: entry.recordedAt) {
        lines.append("  " + say(zh: "记录于 ", en: "recorded ") + recordedAt.text)
      }
      lines.append("  " + ProofText.describe(entry))
    } else {
      lines.append(
        "  "
          + say(
            zh: "内容不是本程序能读的记录", en: "its bytes are no entry that this program can read"))
    }
    lines.append("  " + say(zh: "哈希 ", en: "leaf hash ") + proved.leafHash.hex)
    return lines + signed(proved.accepted)
  }

  private func tree(_ tree: ConsistencyProof.Tree) -> String {
    "  " + say(zh: "\(tree.size) 条,根 ", en: "\(Words.counted(tree.size, "entry")), root ")
      + Base64.encode(tree.root)
  }

  private func signed(_ accepted: AcceptedCheckpoint) -> [String] {
    AcceptedText.lines(accepted).map { "  " + $0 }
  }

  /// The event as the JSON that `export` writes, without what stands beside the ledger.
  private static func describe(_ entry: Entry) -> String {
    var json = JSONWriter()
    json.object { writeEvent(of: entry, to: &$0) }
    return String(decoding: json.takeBytes(), as: UTF8.self)
  }

  private static func write(_ entry: Entry, to json: inout JSONWriter) {
    json.field("recordedAt", Instant(microseconds: entry.recordedAt)?.text)
    json.key("event")
    json.object { writeEvent(of: entry, to: &$0) }
  }

  private static func writeEvent(of entry: Entry, to json: inout JSONWriter) {
    if let event = try? Event(body: entry.body.span) {
      json.fields(of: event)
    } else if let event = try? LedgerEvent(body: entry.body.span) {
      LedgerEventJSON.write(event, to: &json)
    } else {
      json.field("kind", "newer")
    }
  }
}
