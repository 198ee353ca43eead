/// The fields of an event as files name them; each is a CSV column and a JSON key.
///
/// Source: the table of events and the list of columns in the documentation's model and import
/// format pages.
public enum EventField: UInt8, CaseIterable, Sendable {
  case id, kind, time, party, site, document, note, owner
  case handler, checker, contact, driver, escort, agent
  case process, action, step, cause
  case lot, quantity, content, outputs, inputs, goods
  case name, cas, un, concentration
  case loss, from, toSite, reason, counterparty, purpose
  case consignment, consignee, carrier, vehicle, place, partial, method
  case finding
  case register, subject, record, identityNumber, personName
  case corrects, replacement, order, lots

  /// What the field is called.
  public var word: Word {
    let names = EventField.names[Int(rawValue)]
    return Word(names.english, names.chinese)
  }

  /// True for the fields that a sheet cannot hold: they come by JSON Lines.
  var needsJSONLines: Bool {
    switch self {
    case .owner, .register, .subject, .record, .identityNumber, .personName, .corrects,
      .replacement,
      .order, .lots:
      true
    default: false
    }
  }

  /// True for what describes a sheet's outputs; JSON writes it inside each output.
  var belongsToOutput: Bool {
    switch self {
    case .content, .name, .cas, .un, .concentration: true
    default: false
    }
  }

  /// The names in the order of the cases.
  private static let names: [(english: String, chinese: String)] = [
    ("id", "事件编号"), ("kind", "环节"), ("time", "时间"), ("party", "企业"), ("site", "场所"),
    ("document", "单证号"), ("note", "备注"), ("owner", "货主"), ("handler", "经办人"),
    ("checker", "复核人"), ("contact", "联系方式"), ("driver", "驾驶员"), ("escort", "押运员"),
    ("agent", "购买经办人"), ("process", "工艺"), ("action", "动作"), ("step", "步骤"),
    ("cause", "原因"), ("lot", "批号"), ("quantity", "数量"), ("content", "折算量"),
    ("outputs", "产出"), ("inputs", "投入"), ("goods", "货物"), ("name", "品名"), ("cas", "CAS号"),
    ("un", "UN编号"), ("concentration", "浓度"), ("loss", "损耗量"), ("from", "来源单位"),
    ("toSite", "去向场所"), ("reason", "理由"), ("counterparty", "交易对方"), ("purpose", "用途"),
    ("consignment", "运单号"), ("consignee", "收货人"), ("carrier", "承运人"), ("vehicle", "车牌"),
    ("place", "地点"), ("partial", "分批"), ("method", "处置方式"), ("finding", "预警编号"),
    ("register", "登记对象"),
    ("subject", "对象编号"), ("record", "登记内容"), ("identityNumber", "身份证号"), ("personName", "姓名"),
    ("corrects", "更正对象"), ("replacement", "更正后事件"), ("order", "指令"),
    ("lots", "批号列表"),
  ]
}
