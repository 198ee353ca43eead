internal import LedgerAudit

/// Why entries that a crash left, or somebody put there, are not signed.
extension Words {
  /// What is done before they are signed, which takes long.
  static func judging(_ unsigned: Range<UInt64>) -> Bilingual {
    let (first, last, count) = (unsigned.lowerBound, unsigned.upperBound - 1, unsigned.upperBound)
    return Bilingual(
      zh: "第 \(first) 至 \(last) 条不在任何已签名的检查点之内,本机也没有记下是它写的;签名之前先核验全部 \(count) 条",
      en:
        "entries \(first) to \(last) are covered by no signed checkpoint, and nothing here says that this "
        + "machine wrote them; all \(count) entries are verified before they are signed")
  }

  static func notAdopted(_ unsigned: Range<UInt64>, _ damage: Damage) -> Bilingual {
    let what = of(damage.kind)
    let (first, last, index) = (unsigned.lowerBound, unsigned.upperBound - 1, damage.index ?? 0)
    let isBefore = index < first
    return Bilingual(
      zh: "第 \(first) 至 \(last) 条不在任何已签名的检查点之内,不予签名,什么也没有改动:第 \(index) 条\(what.chinese)。"
        + (isBefore
          ? "请先用 hazledger repair 修复"
          : "请查明是谁写的;hazledger repair --quarantine-unsigned 把这些记录移入 quarantine/,账本即可继续使用"),
      en:
        "entries \(first) to \(last) are covered by no signed checkpoint, and are not signed; nothing "
        + "was changed. Entry \(index): \(what.english). "
        + (isBefore
          ? "Restore that first, with hazledger repair"
          : "Find out who wrote it; hazledger repair --quarantine-unsigned moves these entries to "
            + "quarantine/, and the ledger goes on"))
  }
}
