internal import Custody
internal import Interchange
internal import LedgerFormat

/// Names of things, as sentences need them.
extension Words {
  /// A place of a party; nil is its unnamed place.
  static func site(_ site: Identifier?) -> Bilingual {
    guard let site else { return Bilingual(zh: "未指定场所", en: "the unnamed place") }
    return Bilingual(zh: "“\(site)”", en: "“\(site)”")
  }

  static func dimension(_ dimension: Dimension) -> Bilingual {
    switch dimension {
    case .mass: Bilingual(zh: "质量(mg g kg t)", en: "a mass (mg g kg t)")
    case .volume: Bilingual(zh: "体积(mL L m3)", en: "a volume (mL L m3)")
    case .count: Bilingual(zh: "件数(pcs)", en: "a count (pcs)")
    }
  }

  /// Some names, and how many more there are.
  static func list(_ names: [String], most: Int = 8) -> Bilingual {
    let shown = names.prefix(most)
    let more = names.count - shown.count
    return Bilingual(
      zh: shown.joined(separator: "、") + (more > 0 ? " 等 \(names.count) 个" : ""),
      en: shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""))
  }

  /// A kind of event, as files name it.
  static func kind(_ kind: BodyKind) -> Bilingual {
    if let word = kind.word { return Bilingual(zh: word.chinese, en: word.english) }
    return Bilingual(zh: ownWord(of: kind), en: "\(kind)")
  }

  /// What the entries that a ledger writes about itself are called.
  private static func ownWord(of kind: BodyKind) -> String {
    switch kind {
    case .genesis: "创世记录"
    case .key: "密钥"
    case .submission: "签名提交"
    case .commitment: "完整性承诺"
    case .timestamp: "时间戳"
    case .rotation: "账本密钥更换"
    default: "账本"
    }
  }

  /// A field as files name it.
  static func field(_ key: EventKey) -> Bilingual {
    let names: (String, String) =
      switch key {
      case .kind: ("环节", "kind")
      case .id: ("事件编号", "id")
      case .time: ("时间", "time")
      case .party: ("企业", "party")
      case .site: ("场所", "site")
      case .document: ("单证号", "document")
      case .note: ("备注", "note")
      case .owner: ("所有人", "owner")
      case .action: ("动作", "action")
      case .lot: ("批号", "lot")
      case .quantity: ("数量", "quantity")
      case .outputs: ("产出", "outputs")
      case .inputs: ("投入", "inputs")
      case .goods: ("货物", "goods")
      case .loss: ("损耗量", "loss")
      case .from: ("来源单位", "from")
      case .toSite: ("去向场所", "toSite")
      case .reason: ("理由", "reason")
      case .counterparty: ("交易对方", "counterparty")
      case .purpose: ("用途", "purpose")
      case .consignment: ("运单号", "consignment")
      case .consignee: ("收货人", "consignee")
      case .carrier: ("承运人", "carrier")
      case .vehicle: ("车牌", "vehicle")
      case .place: ("地点", "place")
      case .partial: ("分批", "partial")
      case .method: ("处置方式", "method")
      case .privateFields: ("人员信息", "private fields")
      case .corrects: ("更正对象", "corrects")
      case .replacement: ("更正后事件", "replacement")
      case .lots: ("批号列表", "lots")
      case .subject: ("对象企业", "subject")
      case .registered: ("对象编号", "subject")
      case .record: ("登记内容", "record")
      case .holder: ("持证对象", "holder")
      case .revoked: ("注销", "revoked")
      case .finding: ("预警编号", "finding")
      }
    return Bilingual(zh: names.0, en: names.1)
  }
}
