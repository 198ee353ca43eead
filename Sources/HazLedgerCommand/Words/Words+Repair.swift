internal import LedgerAudit
internal import LedgerFormat

/// Why nothing is restored from a copy.
extension Words {
  static func status(of error: RepairError) -> ExitStatus {
    if case .audit(let error) = error { status(of: error) } else { .no }
  }

  static func of(_ error: RepairError) -> Bilingual {
    switch error {
    case .audit(let error): of(error)
    case .otherLedger(let expected, let found):
      Bilingual(
        zh: "副本是另一个账本的(第 0 条的哈希是 \(found.hex),而应为 \(expected.hex));什么也没有恢复",
        en: "the copy is of another ledger (entry 0 hashes to \(found.hex), not \(expected.hex)); "
          + "nothing was restored")
    case .otherHistory(let file, let size, let signed, let computed):
      Bilingual(
        zh: "\(file) 为前 \(size) 条签名的根是 \(Base64.encode(signed)),而两份记录给出的是 "
          + "\(Base64.encode(computed)):历史不同;什么也没有恢复",
        en: "\(file) signs the root \(Base64.encode(signed)) of the first \(size) entries, but the "
          + "entries give \(Base64.encode(computed)): another history; nothing was restored")
    case .unproved:
      Bilingual(
        zh: "没有签名的检查点可以证明哪些字节正确;请用 --key 或 --checkpoint 给出;什么也没有恢复",
        en:
          "no signed checkpoint says which bytes are right; give --key or --checkpoint; nothing was "
          + "restored")
    }
  }
}
