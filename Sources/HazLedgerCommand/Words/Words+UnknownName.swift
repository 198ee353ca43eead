internal import HazLedger
internal import LedgerFormat

/// What was asked about and is nowhere, and where to look for it.
extension Words {
  static func of(_ name: UnknownName) -> Bilingual {
    switch name {
    case .party(let party): missing(zh: "企业 \(party)", en: "party \(party)")
    case .site(let site): missing(zh: "场所 \(site)", en: "site \(site)")
    case .chemical(let text): missing(zh: "品名“\(text)”", en: "chemical “\(text)”")
    case .consignments(let names):
      missing(
        zh: "运单 \(list(names.map(\.text)).chinese)",
        en: "consignment \(list(names.map(\.text)).english)")
    case .vehicle(let plate): missing(zh: "车辆 \(plate)", en: "vehicle \(plate)")
    case .text(let text):
      Bilingual(zh: "没有找到“\(text)”", en: "nothing in the ledger is called “\(text)”")
    }
  }

  private static func missing(zh chinese: String, en english: String) -> Bilingual {
    Bilingual(
      zh: "账本中没有\(chinese);可用 hazledger find 查找相近的名称",
      en: "the ledger knows no \(english); hazledger find looks for parts of names")
  }
}
