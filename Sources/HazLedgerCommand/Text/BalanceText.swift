internal import Custody
internal import Interchange
internal import LedgerFormat
internal import Traceability

/// The balance sheet (企业出入库平衡表), for people and for spreadsheets.
struct BalanceText {
  let answer: BalanceAnswer
  let times: TimeText
  let parties: PartyText

  func lines() -> [String] {
    var lines = times.heading(answer.period, size: answer.size)
    guard !answer.rows.isEmpty else {
      return lines + [say(zh: "期间没有库存,也没有出入", en: "Nothing was there, came or went.")]
    }
    lines += section(
      say(zh: "各批次", en: "By lot"), table(answer.rows))
    lines += section(
      say(zh: "各企业各品种合计", en: "By party and chemical"),
      table(answer.totals))
    lines += section(
      say(zh: "全部", en: "Over all"), table(answer.overall))
    return lines + explanation()
  }

  /// Columns that say nothing about these rows are left out when it is shown.
  private func table(_ rows: [BalanceAnswer.Row]) -> ReportTable {
    var columns: [ReportTable.Column] = [
      .words("状态", "place"), .words("企业", "party"), .words("批号", "lot"),
      .words("品名", "chemical"),
    ]
    for column in BalanceColumn.allCases {
      let name = Words.name(column)
      columns.append(.figures(name.chinese, name.english))
    }
    columns += [.figures("差异", "difference"), .figures("未覆盖", "not covered")]
    var table = ReportTable(columns)
    for row in rows {
      var cells = [
        row.kind.map { Words.name($0).text } ?? "", parties.text(row.party), row.lot?.text ?? "",
        ChemicalText.name(row.chemical),
      ]
      for column in BalanceColumn.allCases {
        let isEnd = column == .opening || column == .closing
        let amount = row.amounts[column]
        cells.append(amount == 0 && !isEnd ? "" : row.unit.text(of: amount))
      }
      for amount in [row.amounts.difference, row.notCovered] {
        cells.append(amount == 0 ? "" : row.unit.text(of: amount))
      }
      table.add(cells)
    }
    return table
  }

  /// Why closing differs from what the documents say, in the words of the columns.
  private func explanation() -> [String] {
    let columns = BalanceColumn.allCases.filter { column in
      column.explainsDifference && answer.rows.contains { $0.amounts[column] != 0 }
    }
    var lines: [String] = []
    if !columns.isEmpty {
      let names = columns.map { Words.name($0).text }.joined(separator: say(zh: "、", en: ", "))
      lines += [
        "",
        say(
          zh: "差异 = 期末 −(期初 + 入 − 出),由 \(names) 构成,无其他差异",
          en: "Difference = closing − (opening + in − out); all of it is: \(names)"),
      ]
    }
    if answer.rows.contains(where: { $0.notCovered != 0 }) {
      lines += [
        say(
          zh: "未覆盖:期末时已取用而尚无来源(来源记录的时间更晚)",
          en:
            "Not covered: taken by the end without being there yet (its source bears a later time)")
      ]
    }
    return lines
  }

  /// One sheet: rows by lot, then totals by party and chemical, then over all, told by the first column.
  func sheet() -> [UInt8] {
    var sheet = AnswerSheet(
      [
        say(zh: "行", en: "row"), say(zh: "状态", en: "place"), say(zh: "企业", en: "party"),
        say(zh: "批号", en: "lot"), say(zh: "品名", en: "name"), say(zh: "CAS号", en: "cas"),
        say(zh: "浓度", en: "concentration"), say(zh: "单位", en: "unit"),
      ] + BalanceColumn.allCases.map { Words.name($0).text } + [
        say(zh: "差异", en: "difference"), say(zh: "未解释", en: "unexplained"),
        say(zh: "未覆盖", en: "not covered"),
      ])
    let parts = [
      (say(zh: "批次", en: "lot"), answer.rows), (say(zh: "企业合计", en: "party"), answer.totals),
      (say(zh: "总计", en: "overall"), answer.overall),
    ]
    for (name, rows) in parts {
      for row in rows {
        var cells = [
          name, row.kind.map { Words.name($0).text } ?? "", row.party?.text ?? "",
          row.lot?.text ?? "", ChemicalText.name(row.chemical), row.chemical?.cas ?? "",
          row.chemical?.concentration ?? "", row.unit.symbol,
        ]
        for column in BalanceColumn.allCases {
          cells.append(row.unit.number(of: row.amounts[column]))
        }
        cells += [row.amounts.difference, row.amounts.unexplained, row.notCovered].map {
          row.unit.number(of: $0)
        }
        sheet.row(cells)
      }
    }
    return sheet.takeBytes()
  }
}
