public import Custody
internal import LedgerFormat

/// How long records are kept, and what of them may be erased.
///
/// An entry is never erased, nor its time, parties, lots, quantities and commitments: every proof
/// stands on them. What may be erased are the values of private fields, once no period of this table
/// runs any more. Source: section 2.6 and 3.3 of the domain's reference, with its marks.
public enum Retention {
  /// The table, as far as a period was read somewhere.
  public static let rules: [RetentionRule] = [
    RetentionRule(
      "waybill", ("危险货物运单及其各步骤", "waybills and the steps on their way"),
      .kinds([.consignment, .transport]), .months(12),
      (
        "危险货物道路运输安全管理办法(交通运输部令2019年第29号)",
        "Measures on road transport of dangerous goods (MOT 2019 No. 29)"
      ),
      article: "24", .a),
    RetentionRule(
      "consignmentList", ("托运清单", "consignment lists"), .kinds([.consignment]), .months(12),
      (
        "危险货物道路运输安全管理办法(交通运输部令2019年第29号)",
        "Measures on road transport of dangerous goods (MOT 2019 No. 29)"
      ),
      article: "13", .c),
    RetentionRule(
      "sale", ("剧毒、易制爆化学品销售记录", "sales of highly toxic and explosive-precursor chemicals"),
      .flagged([.trade], [.highlyToxic, .explosivePrecursor]), .months(12),
      ("危险化学品安全管理条例(国务院令第645号)", "Regulations on hazardous chemicals (State Council 2013 No. 645)"),
      article: "41", .a),
    RetentionRule(
      "saleIdentity", ("购买经办人身份证明", "identity of the purchaser's agent"),
      .flagged([.trade], [.highlyToxic, .explosivePrecursor]), .months(36),
      (
        "2026 年调研所述的身份证明复印件保存期",
        "Period for copies of identity documents, as a survey of 2026 gives it"
      ),
      article: nil, .b),
    RetentionRule(
      "drugPrecursor", ("易制毒化学品台账", "books of drug-precursor chemicals"),
      .flagged(
        [.production, .storage, .trade, .consignment, .transport, .use, .disposal, .loss],
        [.drugPrecursor1, .drugPrecursor2, .drugPrecursor3]), .months(24),
      ("易制毒化学品管理条例(2018)", "Regulations on drug-precursor chemicals (2018)"),
      article: nil, .a),
    RetentionRule(
      "civilExplosive", ("民用爆炸物品出入库与流向记录", "movements of civil explosives"),
      .flagged(
        [.production, .storage, .trade, .consignment, .transport, .use, .disposal, .loss],
        [.civilExplosive]), .months(24),
      ("民用爆炸物品安全管理条例", "Regulations on civil explosives"), article: "37", .a),
    RetentionRule(
      "wasteManifest", ("危险废物转移联单电子记录", "electronic manifests of hazardous waste"),
      .waste([.consignment, .transport]), .months(120),
      ("危险废物转移管理办法(生态环境部令第23号)", "Measures on transfers of hazardous waste (MEE 2021 No. 23)"),
      article: nil, .c),
    RetentionRule(
      "wasteBook", ("危险废物经营记录簿", "books of hazardous waste"),
      .waste([.production, .storage, .use, .disposal]), .months(120),
      ("危险废物经营许可证管理办法", "Measures on licences for hazardous waste"), article: "18", .a),
    RetentionRule(
      "landfill", ("以填埋方式处置危险废物的记录", "landfilling of hazardous waste"), .landfill, .permanent,
      ("危险废物经营许可证管理办法", "Measures on licences for hazardous waste"), article: "18", .a),
  ]

  /// The rules that an event's record is kept by.
  ///
  /// - Parameters:
  ///   - flags: the lists of the law that the chemicals of its lots are on, as far as they are known.
  ///   - isWaste: true where one of its lots is waste.
  public static func rules(
    for event: Event, flags: Set<ChemicalRecord.Flag>, isWaste: Bool
  ) -> [RetentionRule] {
    rules.filter { rule in
      switch rule.scope {
      case .kinds(let kinds): kinds.contains(event.kind)
      case .flagged(let kinds, let lists):
        kinds.contains(event.kind) && lists.contains { flags.contains($0) }
      case .waste(let kinds): isWaste && kinds.contains(event.kind)
      case .landfill: isWaste && event.isLandfilling
      }
    }
  }

  /// The rules whose period has not ended on `day`.
  public static func running(
    for event: Event, flags: Set<ChemicalRecord.Flag>, isWaste: Bool, on day: Day
  ) -> [RetentionRule] {
    rules(for: event, flags: flags, isWaste: isWaste).filter { rule in
      rule.lastDay(of: event.time).map { day <= $0 } ?? true
    }
  }
}

extension Event {
  /// True for a disposal whose method says landfill.
  fileprivate var isLandfilling: Bool {
    guard case .disposal(let disposal) = detail else { return false }
    let method = disposal.method.lowercased()
    return method.contains("填埋") || method.contains("landfill")
  }
}
