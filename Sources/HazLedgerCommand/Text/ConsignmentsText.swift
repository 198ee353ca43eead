internal import Custody
internal import Interchange
internal import LedgerFormat
internal import Traceability

/// Consignments, for people and for spreadsheets.
struct ConsignmentsText {
  let answer: ConsignmentsAnswer
  let times: TimeText
  let parties: PartyText
  /// True where consignments were asked for by name: then each is shown with its steps.
  let isDetailed: Bool

  func lines() -> [String] {
    var lines = times.heading(answer.horizon)
    guard !answer.rows.isEmpty else {
      return lines + [say(zh: "没有这样的运单", en: "There is no such consignment.")]
    }
    lines.append(
      say(
        zh: "超期按 \(times.text(answer.now)) 判断,在途超过 \(hours) 小时为超期",
        en: "Overdue at \(times.text(answer.now)) after \(hours) hours in transit"))
    if isDetailed { return lines + answer.rows.flatMap(detail) }
    return lines
      + section(
        say(zh: "运单 \(answer.rows.count) 张", en: "Consignments: \(answer.rows.count)"), overview())
      + section(say(zh: "货物", en: "Goods"), goods(answer.rows))
  }

  private var hours: String {
    let tenths = answer.overdueAfterSeconds / 360
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  private func overview() -> ReportTable {
    var table = ReportTable([
      .words("运单号", "consignment"), .words("状态", "state"), .words("警示", "marks"),
      .words("托运时间", "consigned at"), .words("发货", "from"), .words("收货", "to"),
      .words("承运", "carrier"), .words("车牌", "vehicle"), .words("起运", "dispatched"),
      .words("最近", "last seen"), .words("地点", "place"),
    ])
    for row in answer.rows {
      table.add([
        row.consignment.text, Words.name(row.state).text, marks(row), times.text(row.time),
        parties.text(row.consignor), parties.text(row.consignee), ConsignmentsText.carrier(row),
        row.vehicle?.text ?? "", times.text(row.dispatchedAt), times.text(row.lastSeenAt),
        row.place ?? "",
      ])
    }
    return table
  }

  private func goods(_ rows: [ConsignmentRow]) -> ReportTable {
    var table = ReportTable([
      .words("运单号", "consignment"), .words("批号", "lot"), .words("品名", "chemical"),
      .words("包装", "packages"), .figures("托运", "consigned"), .figures("装车", "loaded"),
      .figures("卸车", "unloaded"), .figures("签收", "received"), .figures("退回", "returned"),
      .figures("损失", "lost"), .figures("在途", "in transit"), .figures("不明", "unaccounted"),
      .figures("装差", "load diff."), .figures("卸差", "unload diff."),
      .figures("收差", "receipt diff."), .words("判定", "judged"),
    ])
    for row in rows {
      for good in row.goods {
        let differences = [good.loadDifference, good.unloadDifference, good.receiptDifference]
        let figures: [Int64?] =
          [
            good.consigned, good.loaded, good.unloaded, good.received, good.returned, good.lost,
            good.inTransit, good.unaccounted,
          ] + differences
        var cells = [
          row.consignment.text, good.lot.text, ChemicalText.name(good.chemical),
          good.packages ?? "",
        ]
        for figure in figures {
          cells.append(figure.map { Quantity(amount: $0, unit: good.unit).text } ?? "")
        }
        table.add(cells + [ConsignmentsText.judgement(good)])
      }
    }
    return table
  }

  private func detail(_ row: ConsignmentRow) -> [String] {
    let heading = say(
      zh: "运单 \(row.consignment)(第 \(row.index) 条):\(Words.name(row.state).text)",
      en: "Consignment \(row.consignment) (entry \(row.index)): \(Words.name(row.state).text)")
    var lines = ["", heading + (marks(row).isEmpty ? "" : "  ! " + marks(row))]
    lines.append(
      "  " + parties.text(row.consignor) + " @ " + SiteText.name(row.site) + " → "
        + parties.text(row.consignee)
        + (row.toSite.map { " @ " + $0.text } ?? ""))
    if let document = row.document {
      lines.append("  " + say(zh: "单证 \(document)", en: "document \(document)"))
    }
    for line in row.goods.compactMap(\.transportLine) { lines.append("  " + line) }
    lines += goods([row]).lines()
    var steps = ReportTable([
      .words("序号", "entry"), .words("时间", "time"), .words("环节", "step"),
      .words("报告人", "reported by"), .words("车牌", "vehicle"), .words("地点", "place"),
      .words("货物", "goods"), .words("单证号", "document"),
    ])
    for step in row.steps {
      guard case .transport(let transport) = step.event.detail else { continue }
      let goods = transport.goods ?? []
      steps.add([
        String(step.index), times.text(step.event.time),
        say(zh: transport.step.word.chinese, en: transport.step.word.english),
        step.event.party.text, transport.vehicle?.text ?? "", transport.place ?? "",
        goods.map { "\($0.lot)=\($0.quantity)" }.joined(separator: "|"),
        step.event.document?.text ?? "",
      ])
    }
    return lines + (steps.isEmpty ? [] : steps.lines())
  }

  private func marks(_ row: ConsignmentRow) -> String {
    var marks: [String] = []
    if row.isUnknownDestination { marks.append(say(zh: "去向不明", en: "unknown destination")) }
    if row.isOverdue { marks.append(say(zh: "在途超期", en: "overdue")) }
    if row.hasDifference { marks.append(say(zh: "数量差异", en: "difference")) }
    return marks.joined(separator: say(zh: "、", en: ", "))
  }

  static func carrier(_ row: ConsignmentRow) -> String {
    row.carriers.isEmpty
      ? row.carrier?.text ?? "" : row.carriers.map(\.text).joined(separator: ", ")
  }

  static func judgement(_ good: ConsignmentRow.Goods) -> String {
    let differences = [good.loadDifference, good.unloadDifference, good.receiptDifference]
    guard differences.contains(where: { ($0 ?? 0) != 0 }) else { return "" }
    let limit = Quantity(amount: good.tolerance, unit: good.unit).text
    return good.isBeyondTolerance
      ? say(zh: "超出容差 \(limit)", en: "beyond \(limit)")
      : say(zh: "容差 \(limit) 内", en: "within \(limit)")
  }

  /// One sheet, a row for each good of each consignment.
  func sheet() -> [UInt8] {
    var sheet = AnswerSheet([
      say(zh: "运单号", en: "consignment"), say(zh: "状态", en: "state"),
      say(zh: "警示", en: "marks"), say(zh: "托运时间", en: "consigned at"),
      say(zh: "发货", en: "consignor"), say(zh: "收货", en: "consignee"),
      say(zh: "承运", en: "carrier"), say(zh: "车牌", en: "vehicle"),
      say(zh: "起运", en: "dispatched"), say(zh: "最近", en: "last seen"),
      say(zh: "地点", en: "place"), say(zh: "批号", en: "lot"), say(zh: "品名", en: "name"),
      say(zh: "UN编号", en: "un"), say(zh: "包装", en: "packages"), say(zh: "单位", en: "unit"),
      say(zh: "托运数量", en: "consigned"), say(zh: "装车数量", en: "loaded"),
      say(zh: "卸车数量", en: "unloaded"), say(zh: "签收数量", en: "received"),
      say(zh: "退回数量", en: "returned"), say(zh: "损失数量", en: "lost"),
      say(zh: "在途数量", en: "in transit"), say(zh: "不明数量", en: "unaccounted"),
      say(zh: "装车差异", en: "load difference"), say(zh: "卸车差异", en: "unload difference"),
      say(zh: "签收差异", en: "receipt difference"), say(zh: "容差", en: "tolerance"),
      say(zh: "序号", en: "entry"),
    ])
    for row in answer.rows {
      for good in row.goods {
        let figures: [Int64?] = [
          good.consigned, good.loaded, good.unloaded, good.received, good.returned, good.lost,
          good.inTransit, good.unaccounted, good.loadDifference, good.unloadDifference,
          good.receiptDifference, good.tolerance,
        ]
        var cells = [
          row.consignment.text, Words.name(row.state).text, marks(row), times.text(row.time),
          row.consignor.text, row.consignee.text, ConsignmentsText.carrier(row),
          row.vehicle?.text ?? "", times.text(row.dispatchedAt), times.text(row.lastSeenAt),
          row.place ?? "", good.lot.text, ChemicalText.name(good.chemical),
          good.chemical?.un ?? "", good.packages ?? "", good.unit.symbol,
        ]
        for figure in figures {
          cells.append(figure.map { good.unit.number(of: Int128($0)) } ?? "")
        }
        sheet.row(cells + [String(row.index)])
      }
    }
    return sheet.takeBytes()
  }
}
