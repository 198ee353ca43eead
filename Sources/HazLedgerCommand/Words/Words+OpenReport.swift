internal import LedgerStore

/// What opening a ledger for writing found and did, where it is worth a word.
extension Words {
  static func of(_ report: OpenReport) -> [Bilingual] {
    var lines: [Bilingual] = []
    if report.addedEntries > 0 {
      lines.append(
        Bilingual(
          zh: "上次中断前已写完的 \(report.addedEntries) 条已补入账本",
          en:
            "\(report.addedEntries) entries that were durable before an interruption are counted now"
        ))
    }
    if let adopted = report.adopted {
      let (first, last) = (adopted.lowerBound, adopted.upperBound - 1)
      lines.append(
        Bilingual(
          zh: "第 \(first) 至 \(last) 条不在任何已签名的检查点之内(通常由中断留下);已逐条判定无误,现予接纳并签名。"
            + "若不是您的程序所写,请查明是谁写的",
          en:
            "entries \(first) to \(last) were covered by no signed checkpoint, as an interruption "
            + "leaves them; they were judged, found possible, and are signed now. If your own program "
            + "did not write them, find out who did"))
    }
    for tail in report.quarantined {
      let unknown = tail.isAcknowledgementUnknown
      lines.append(
        Bilingual(
          zh: "上次中断留下的 \(tail.sizeBytes) 字节(从第 \(tail.firstIndex) 条起)已移到 \(tail.path)"
            + (unknown ? ";无法确定当时是否已确认" : ";当时未确认"),
          en: "\(tail.sizeBytes) bytes of an interrupted group, from entry \(tail.firstIndex) on, "
            + "were moved to \(tail.path); "
            + (unknown ? "not known whether acknowledged" : "never acknowledged")))
    }
    return lines
  }
}
