internal import LedgerAudit

/// What was done to a ledger, in a sentence.
extension Words {
  static func of(_ damage: DamageClass) -> Bilingual {
    switch damage {
    case .altered: Bilingual(zh: "字节被改动", en: "altered: these bytes were changed")
    case .removed: Bilingual(zh: "被移除", en: "removed: it was there")
    case .truncated:
      Bilingual(zh: "末尾被截去", en: "truncated: the end was cut off")
    case .rolledBack:
      Bilingual(
        zh: "账本被换成旧的副本", en: "rolled back: whole in itself, but older than what was signed")
    case .reordered: Bilingual(zh: "次序被调换", en: "reordered: it stands in another place")
    case .inserted: Bilingual(zh: "多出来的内容", en: "inserted: it has no place here")
    case .rewritten:
      Bilingual(zh: "历史被改写", en: "rewritten: whole in itself, but not what was signed")
    case .invalid:
      Bilingual(
        zh: "记录时就不合规则(不是事后改动)", en: "invalid: recorded so, and not changed afterwards")
    case .unproven:
      Bilingual(
        zh: "不合规则;没有相符的已签名检查点涵盖它,是记录时如此还是事后改动,无从断定",
        en: "invalid; no signed checkpoint that fits covers it, so it was recorded so or changed "
          + "afterwards")
    case .newer: Bilingual(zh: "由更新的程序记录", en: "newer: a later program recorded it")
    case .unwitnessed: Bilingual(zh: "见证不足", en: "unwitnessed: too few have cosigned")
    case .derived:
      Bilingual(zh: "只是派生文件,可用 reindex 重建", en: "derived: reindex makes it anew")
    }
  }
}
