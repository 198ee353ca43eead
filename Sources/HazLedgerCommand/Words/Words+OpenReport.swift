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
