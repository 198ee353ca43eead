/// The column that somebody meant who called it by a name that no column has.
enum ColumnHint {
  /// The name to suggest, empty where none comes near: what clerks call a field, else the name with the
  /// fewest edits, if those are less than half of it.
  static func nearest(to name: String, among candidates: [String]) -> String {
    if let field = otherNames[name.lowercased()] { return field.word.chinese }
    let limit = max(1, name.unicodeScalars.count / 2)
    return NearestWord.nearest(to: name, among: candidates, limit: limit) ?? ""
  }

  /// What sheets of enterprises and authorities call the fields, beside the names that are accepted.
  ///
  /// Hints only: `单位` may be who reports or the unit of an amount, so that nothing is read by them.
  private static let otherNames: [String: EventField] = [
    "编号": .id, "序号": .id, "单号": .id, "记录号": .id, "流水号": .id,
    "类型": .kind, "类别": .kind, "业务类型": .kind, "事件类型": .kind,
    "日期": .time, "发生时间": .time, "操作时间": .time, "date": .time,
    "单位": .party, "公司": .party, "企业名称": .party, "单位名称": .party, "填报单位": .party,
    "仓库": .site, "库房": .site, "存放地点": .site, "位置": .site,
    "批次": .lot, "批次号": .lot, "产品批号": .lot, "batch": .lot,
    "重量": .quantity, "用量": .quantity, "数量(kg)": .quantity, "amount": .quantity,
    "来源": .from, "供应商": .from, "供货单位": .from, "supplier": .from,
    "去向": .toSite, "目的地": .toSite, "名称": .name, "化学品": .name, "产品名称": .name,
    "联合国编号": .un, "cas编号": .cas, "含量": .concentration, "领用人": .handler, "经手人": .handler,
    "操作人": .handler, "审核人": .checker, "电话": .contact, "司机": .driver, "车号": .vehicle,
    "车牌号": .vehicle, "车辆": .vehicle, "运单": .consignment, "运单编号": .consignment,
    "收货单位": .consignee, "收货方": .consignee, "承运单位": .carrier, "承运商": .carrier,
    "客户": .counterparty, "对方单位": .counterparty, "说明": .note, "单据号": .document,
    "发票号": .document, "凭证号": .document,
  ]
}
