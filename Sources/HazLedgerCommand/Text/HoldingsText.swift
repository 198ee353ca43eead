internal import Custody
internal import Interchange
internal import LedgerFormat
internal import Traceability

/// Who has how much of what, for people and for spreadsheets.
struct HoldingsText {
  let answer: HoldingsAnswer
  let times: TimeText
  let parties: PartyText

  func lines() -> [String] {
    var lines = times.heading(answer.horizon)
    if answer.totals.isEmpty, answer.notCovered.isEmpty {
      return lines + [say(zh: "没有库存", en: "Nothing is held or on its way.")]
    }
    lines += section(say(zh: "合计", en: "Totals"), totals())
    lines += section(say(zh: "持有", en: "Held"), held())
    lines += section(say(zh: "在途", en: "In transit"), carried(answer.inTransit))
    lines += section(say(zh: "去向不明", en: "Unaccounted"), carried(answer.unaccounted))
    return lines
      + section(
        say(zh: "此刻尚无来源即已取用", en: "Taken by then without being there yet"),
        places(answer.notCovered))
  }

  private func totals() -> ReportTable {
    var table = ReportTable([
      .words("品名", "chemical"), .words("CAS号", "CAS"), .words("UN编号", "UN"),
      .words("浓度", "concentration"), .figures("批次数", "lots"), .figures("持有", "held"),
      .figures("在途", "in transit"), .figures("去向不明", "unaccounted"),
    ])
    for total in answer.totals {
      table.add([
        ChemicalText.name(total.chemical), total.chemical?.cas ?? "", total.chemical?.un ?? "",
        total.chemical?.concentration ?? "", String(total.lots), total.unit.text(of: total.held),
        total.unit.text(of: total.inTransit), total.unit.text(of: total.unaccounted),
      ])
    }
    return table
  }

  private func held() -> ReportTable {
    var table = ReportTable([
      .words("企业", "party"), .words("场所", "site"), .words("批号", "lot"),
      .words("品名", "chemical"), .figures("数量", "quantity"),
    ])
    for row in answer.held {
      guard case .held(let party, let site) = row.place else { continue }
      table.add([
        parties.text(party), SiteText.name(site), row.lot.text, ChemicalText.name(row.chemical),
        row.quantity.text,
      ])
    }
    return table
  }

  private func carried(_ rows: [HoldingsAnswer.StockRow]) -> ReportTable {
    var table = ReportTable([
      .words("承运人", "carrier"), .words("运单号", "consignment"), .words("发货", "from"),
      .words("收货", "to"), .words("批号", "lot"), .words("品名", "chemical"),
      .figures("数量", "quantity"),
    ])
    for row in rows {
      table.add([
        parties.text(row.place.party), PlaceText.consignment(row.place),
        parties.text(row.consignor), parties.text(row.consignee), row.lot.text,
        ChemicalText.name(row.chemical), row.quantity.text,
      ])
    }
    return table
  }

  private func places(_ rows: [HoldingsAnswer.StockRow]) -> ReportTable {
    var table = ReportTable([
      .words("企业", "party"), .words("场所", "site"), .words("运单号", "consignment"),
      .words("批号", "lot"), .figures("缺口", "missing"),
    ])
    for row in rows {
      table.add([
        row.place.party.text, PlaceText.site(row.place), PlaceText.consignment(row.place),
        row.lot.text, row.quantity.text,
      ])
    }
    return table
  }

  /// One sheet, a row for each amount; amounts that are not covered are negative.
  func sheet() -> [UInt8] {
    var sheet = AnswerSheet([
      say(zh: "状态", en: "state"), say(zh: "企业", en: "party"), say(zh: "场所", en: "site"),
      say(zh: "运单号", en: "consignment"), say(zh: "发货", en: "consignor"),
      say(zh: "收货", en: "consignee"), say(zh: "批号", en: "lot"), say(zh: "品名", en: "name"),
      say(zh: "CAS号", en: "cas"), say(zh: "UN编号", en: "un"),
      say(zh: "浓度", en: "concentration"), say(zh: "数量", en: "quantity"),
      say(zh: "单位", en: "unit"),
    ])
    for row in answer.held + answer.inTransit + answer.unaccounted + answer.notCovered {
      let chemical = row.chemical
      sheet.row([
        Words.name(row.place.kind).text, row.place.party.text, PlaceText.site(row.place),
        PlaceText.consignment(row.place), row.consignor?.text ?? "", row.consignee?.text ?? "",
        row.lot.text, ChemicalText.name(chemical), chemical?.cas ?? "", chemical?.un ?? "",
        chemical?.concentration ?? "",
        row.quantity.unit.number(of: Int128(row.quantity.amount)), row.quantity.unit.symbol,
      ])
    }
    return sheet.takeBytes()
  }
}

/// A heading and its table; nothing where the table is empty.
func section(_ heading: String, _ table: ReportTable) -> [String] {
  table.isEmpty ? [] : ["", heading] + table.lines()
}

/// A chemical in a cell.
enum ChemicalText {
  /// Its name in the language of this run, else its CAS or UN number.
  static func name(_ chemical: Chemical?) -> String {
    guard let chemical else { return "" }
    switch chemical.name {
    case .plain(let name)?: return name
    case .bilingual(let zh, let en)?: return say(zh: zh, en: en)
    case nil: return chemical.cas.map { "CAS " + $0 } ?? chemical.un.map { "UN " + $0 } ?? ""
    }
  }
}

/// A site in a cell.
enum SiteText {
  static func name(_ site: Identifier?) -> String {
    site?.text ?? say(zh: "(未指定)", en: "(unnamed)")
  }
}

/// A place in cells of a site and of a consignment.
enum PlaceText {
  static func site(_ place: StockPlace) -> String {
    if case .held(_, let site) = place { return site?.text ?? "" }
    return ""
  }

  static func consignment(_ place: StockPlace) -> String {
    switch place {
    case .held: ""
    case .inTransit(let consignment, _), .unaccounted(let consignment, _): consignment.text
    }
  }
}
