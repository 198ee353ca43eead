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
          zh: "核验无误,第 \(first) 至 \(last) 条现予签名。断电会留下这样的记录;若不是您的程序所写,请查明是谁写的",
          en:
            "nothing is wrong with them, and entries \(first) to \(last) are signed now. A loss of power "
            + "leaves such entries; if your own program did not write them, find out who did"))
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
