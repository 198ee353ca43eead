internal import Interchange
internal import LedgerFormat
internal import Traceability

/// The statistics of waybills, for people and for spreadsheets.
struct WaybillsText {
  let statistics: WaybillStatistics
  let parties: PartyText

  /// How many of those registered have a waybill.
  func coverage() -> [String] {
    var lines: [String] = []
    if let carriers = statistics.carrierCoverage {
      lines.append(
        say(
          zh: "企业覆盖率 \(carriers.percentText) %(\(carriers.active)/\(carriers.registered) 家承运企业)",
          en: "carriers with a waybill: \(carriers.active) of \(carriers.registered) registered, "
            + "\(carriers.percentText) %"))
    }
    if let vehicles = statistics.vehicleCoverage {
      lines.append(
        say(
          zh: "车辆覆盖率 \(vehicles.percentText) %(\(vehicles.active)/\(vehicles.registered) 辆)",
          en: "vehicles with a waybill: \(vehicles.active) of \(vehicles.registered) registered, "
            + "\(vehicles.percentText) %"))
    }
    return lines
  }

  func table() -> ReportTable {
    var table = ReportTable([
      .words("承运人", "carrier"), .figures("运单数", "consignments"),
      .figures("托运企业数", "consignors"), .figures("车辆数", "vehicles"),
      .figures("车均运单", "per vehicle"), .figures("已签收", "delivered"),
      .figures("未完结", "open"), .figures("超期", "overdue"),
      .figures("去向不明", "unknown destination"), .figures("数量差异", "differences"),
      .figures("拒收退回", "refused"), .figures("灭失", "lost"), .figures("异常", "abnormal"),
      .figures("异常率 %", "abnormal %"),
    ])
    for row in statistics.carriers { table.add(cells(row, nil)) }
    table.add(cells(statistics.overall, say(zh: "合计", en: "total")))
    return table
  }

  private func cells(_ row: WaybillStatistics.Row, _ name: String?) -> [String] {
    let counts = [
      row.delivered, row.open, row.overdue, row.unknownDestination, row.differences, row.refused,
      row.lost, row.abnormal,
    ]
    return [
      name ?? row.carrier.map { parties.text($0) } ?? say(zh: "(未指定)", en: "(none)"),
      String(row.consignments),
      String(row.consignors), String(row.vehicles), row.perVehicleText ?? "",
    ] + counts.map(String.init) + [row.abnormalPercentText]
  }

  func sheet() -> [UInt8] {
    let table = table()
    var sheet = AnswerSheet(table.columns.map(\.title))
    for row in table.rows { sheet.row(row) }
    return sheet.takeBytes()
  }
}
