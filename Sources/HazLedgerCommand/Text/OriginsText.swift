internal import Custody
internal import Interchange
internal import LedgerFormat
internal import Traceability

/// Where amounts came from, for people and for spreadsheets.
struct OriginsText {
  let answer: OriginsAnswer
  let times: TimeText
  let parties: PartyText

  func lines() -> [String] {
    let heading = times.heading(answer.horizon)
    guard !answer.rows.isEmpty else { return heading + [say(zh: "没有这样的来源", en: "There is none.")] }
    var table = ReportTable([
      .words("序号", "entry"), .words("时间", "time"), .words("企业", "party"), .words("场所", "site"),
      .words("批号", "lot"), .words("品名", "chemical"), .words("方式", "by"),
      .figures("数量", "quantity"), .words("来源单位", "from"), .words("单证号", "document"),
      .words("判定", "judged"),
    ])
    for row in answer.rows {
      table.add([
        String(row.index), times.text(row.time), parties.text(row.party), SiteText.name(row.site),
        row.lot.text, ChemicalText.name(row.chemical), Words.name(row.cause).text,
        row.quantity.text, row.from?.text ?? "", document(row), judgement(row),
      ])
    }
    return heading
      + section(
        say(zh: "来源 \(answer.rows.count) 笔", en: "Origins: \(answer.rows.count)"), table)
  }

  private func document(_ row: OriginsAnswer.Row) -> String {
    row.document?.text ?? row.licence?.text ?? row.consignment?.text ?? ""
  }

  private func judgement(_ row: OriginsAnswer.Row) -> String {
    row.isUnexplained ? say(zh: "来源不明", en: "unexplained") : ""
  }

  func sheet() -> [UInt8] {
    var sheet = AnswerSheet([
      say(zh: "时间", en: "time"), say(zh: "企业", en: "party"), say(zh: "场所", en: "site"),
      say(zh: "批号", en: "lot"), say(zh: "品名", en: "name"), say(zh: "CAS号", en: "cas"),
      say(zh: "方式", en: "by"), say(zh: "数量", en: "quantity"), say(zh: "单位", en: "unit"),
      say(zh: "来源单位", en: "from"), say(zh: "单证号", en: "document"),
      say(zh: "判定", en: "judged"), say(zh: "事件编号", en: "event"), say(zh: "序号", en: "entry"),
    ])
    for row in answer.rows {
      sheet.row([
        times.text(row.time), row.party.text, row.site?.text ?? "", row.lot.text,
        ChemicalText.name(row.chemical), row.chemical?.cas ?? "", Words.name(row.cause).text,
        row.quantity.unit.number(of: Int128(row.quantity.amount)), row.quantity.unit.symbol,
        row.from?.text ?? "", document(row), judgement(row), row.event.text, String(row.index),
      ])
    }
    return sheet.takeBytes()
  }
}
