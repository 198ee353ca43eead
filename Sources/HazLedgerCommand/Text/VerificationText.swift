internal import Custody
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat

/// What a verification found, for people and for scripts.
struct VerificationText {
  let report: VerificationReport
  let seconds: Double

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("ok", report.ok)
      json.field("entries", report.entries)
      json.field("lots", report.lots)
      json.field("signedEvents", report.signedEvents)
      json.field("unsignedEvents", report.unsignedEvents)
      if let count = report.lotEntries { json.field("lotEntries", count) }
      json.key("root")
      if let root = report.root { json.value(Base64.encode(root)) } else { json.null() }
      json.field("seconds", seconds)
      if !report.ok {
        json.field("damageCount", report.damageCount)
        json.key("damage")
        json.array(report.damage) { json, damage in write(damage, to: &json) }
      }
      if let witnessed = report.witnessed {
        json.key("witnessed")
        json.object { AcceptedText.write(witnessed, to: &$0) }
      }
      if !report.timestamps.isEmpty {
        json.key("timestamps")
        json.array(report.timestamps) { json, stamp in TimestampText.write(stamp, to: &json) }
      }
      if !report.notes.isEmpty {
        json.field("notes", report.notes.map { Words.of($0).text })
      }
    }
  }

  private func write(_ damage: Damage, to json: inout JSONWriter) {
    json.object { json in
      json.key("index")
      if let index = damage.index { json.value(index) } else { json.null() }
      json.key("offset")
      if let offset = damage.offset { json.value(offset) } else { json.null() }
      json.field("file", damage.file)
      json.field("what", Words.of(damage.kind).text)
      json.field("lots", damage.lots.map(\.text))
      json.field("streams", damage.streams.map(\.description))
      json.key("lastGoodCheckpoint")
      if let size = damage.lastGoodCheckpoint { json.value(size) } else { json.null() }
      DamageText.write(damage, to: &json)
    }
  }

  func lines() -> [String] {
    var lines: [String] = []
    if report.ok {
      lines.append(
        say(
          zh: "完好:\(report.entries) 条,\(report.lots) 个批次,全部核验通过",
          en: "OK: \(Words.counted(report.entries, "entry")), \(report.lots) lots, all verified"))
    } else {
      lines.append(
        say(
          zh: "发现损坏 \(report.damageCount) 处(共 \(report.entries) 条,\(report.lots) 个批次)",
          en:
            "DAMAGED: \(Words.counted(report.damageCount, "finding")) in \(Words.counted(report.entries, "entry")), \(report.lots) lots"
        ))
    }
    if let root = report.root {
      lines.append(say(zh: "根      ", en: "root    ") + Base64.encode(root))
    }
    if let checkpoint = report.newestCheckpoint {
      lines.append(
        say(
          zh: "已签名  前 \(checkpoint.size) 条,\(checkpoint.origin)",
          en: "signed  the first \(checkpoint.size) entries, by \(checkpoint.origin)"))
    }
    if report.signedEvents > 0 {
      lines.append(
        say(
          zh: "有企业签名 \(report.signedEvents) 个事件,无签名 \(report.unsignedEvents) 个",
          en: "events: \(report.signedEvents) signed by their party, "
            + "\(report.unsignedEvents) unsigned"))
    }
    if let witnessed = report.witnessed {
      let size = witnessed.checkpoint.size
      lines.append(
        say(zh: "已见证  前 \(size) 条", en: "witnessed  the first \(size) entries"))
      lines += AcceptedText.lines(witnessed).dropFirst().map { "  " + $0 }
    }
    lines += report.timestamps.suffix(3).map(TimestampText.line)
    if let count = report.lotEntries {
      lines.append(say(zh: "该批次  \(count) 条", en: "the lot \(Words.counted(count, "entry"))"))
    }
    for damage in report.damage { lines += self.lines(damage) }
    if report.damage.count < report.damageCount {
      let more = report.damageCount - report.damage.count
      lines.append(say(zh: "……另有 \(more) 处", en: "… and \(more) more"))
    }
    lines += report.notes.map { say(zh: "注意:", en: "note: ") + Words.of($0).text }
    return lines
  }

  private func lines(_ damage: Damage) -> [String] {
    var place = damage.file
    if let offset = damage.offset { place += say(zh: " 第 \(offset) 字节", en: " byte \(offset)") }
    if let index = damage.index { place += say(zh: " 第 \(index) 条", en: " entry \(index)") }
    var lines = ["✗ \(place): \(Words.of(damage.kind).text)"]
    if !damage.streams.isEmpty {
      lines.append(
        "    " + say(zh: "涉及 ", en: "concerns ")
          + Words.list(damage.streams.map(\.description)).text)
    }
    return lines + DamageText.lines(damage).map { "    " + $0 }
  }
}
