internal import Custody
internal import Interchange
internal import LedgerFormat
internal import Traceability

/// Whom to call back a lot from, for people and for spreadsheets.
struct RecallText {
  let answer: RecallAnswer
  let times: TimeText

  func lines() -> [String] {
    var lines = [say(zh: "召回批次 \(answer.lot)", en: "Recall of lot \(answer.lot)")]
    if let chemical = answer.chemical { lines.append("  " + TraceText.describe(chemical)) }
    lines += times.heading(answer.horizon).map { "  " + $0 }
    let lots = answer.destination.lots.count
    lines.append(
      "  " + say(zh: "由它制成的批次共 \(lots) 个", en: "\(lots) lots were made of it, directly or not"))
    lines += section(say(zh: "现在持有", en: "Holding some now"), holding())
    lines += section(
      say(zh: "在途", en: "Under way"), carried(answer.destination.inTransit))
    lines += section(
      say(zh: "去向不明", en: "Unaccounted"), carried(answer.destination.unaccounted))
    lines += section(say(zh: "全部经手企业", en: "Everyone who had some"), parties())
    return lines
  }

  private func holding() -> ReportTable {
    var table = ReportTable([
      .words("企业", "party"), .words("场所", "site"), .words("批号", "lot"),
      .figures("数量", "quantity"), .figures("其中本批", "of this lot"), .words("联系", "contact"),
    ])
    for party in answer.parties {
      for row in party.held {
        table.add([
          name(party), SiteText.name(row.place.site), row.lot.text, row.quantity.text,
          row.attributed.text, contacts(party),
        ])
      }
    }
    return table
  }

  private func carried(_ rows: [DestinationRow<CarriedPlace>]) -> ReportTable {
    var table = ReportTable([
      .words("承运人", "carrier"), .words("运单号", "consignment"), .words("收货", "to"),
      .words("批号", "lot"), .figures("数量", "quantity"), .figures("其中本批", "of this lot"),
      .words("联系", "contact"),
    ])
    for row in rows {
      let carrier = answer.parties.first { $0.party == row.place.carrier }
      table.add([
        carrier.map(name) ?? row.place.carrier.text, row.place.consignment.text,
        row.place.consignee.text,
        row.lot.text, row.quantity.text, row.attributed.text, carrier.map(contacts) ?? "",
      ])
    }
    return table
  }

  private func parties() -> ReportTable {
    var table = ReportTable([
      .words("企业", "party"), .words("角色", "role"), .figures("批次数", "lots"),
      .figures("现有本批", "has of this lot"), .words("最早", "first"), .words("最近", "last"),
      .words("联系", "contact"),
    ])
    for party in answer.parties {
      table.add([
        name(party), role(party), String(party.received.count), party.attributed.text,
        times.text(party.first), times.text(party.last), contacts(party),
      ])
    }
    return table
  }

  private func name(_ party: RecallAnswer.Party) -> String {
    party.registeredName.map { party.party.text + " " + PartyText.name($0) } ?? party.party.text
  }

  private func role(_ party: RecallAnswer.Party) -> String {
    if !party.held.isEmpty { return say(zh: "持有", en: "holds") }
    return party.received.isEmpty && party.isCarrier
      ? say(zh: "承运", en: "carried") : say(zh: "曾持有", en: "held")
  }

  private func contacts(_ party: RecallAnswer.Party) -> String {
    party.contacts.joined(separator: "; ")
  }

  /// One sheet, a row for each party and lot that ever came to it.
  func sheet() -> [UInt8] {
    var sheet = AnswerSheet([
      say(zh: "企业", en: "party"), say(zh: "角色", en: "role"), say(zh: "批号", en: "lot"),
      say(zh: "场所", en: "site"), say(zh: "累计收入", en: "received"), say(zh: "现有", en: "held"),
      say(zh: "单位", en: "unit"), say(zh: "其中本批", en: "of this lot"),
      say(zh: "本批单位", en: "unit of this lot"), say(zh: "最早", en: "first"),
      say(zh: "最近", en: "last"), say(zh: "联系", en: "contact"),
    ])
    for party in answer.parties {
      let ends = [times.text(party.first), times.text(party.last), contacts(party)]
      func add(
        _ lot: String, _ site: String, _ received: Quantity?, _ held: Quantity?, _ own: Quantity?
      ) {
        let unit = received?.unit ?? held?.unit
        sheet.row(
          [party.party.text, role(party), lot, site]
            + [received, held].map { $0.map(RecallText.number) ?? "" }
            + [unit?.symbol ?? "", own.map(RecallText.number) ?? "", own?.unit.symbol ?? ""] + ends)
      }
      for good in party.received { add(good.lot.text, "", good.quantity, nil, nil) }
      for row in party.held {
        add(row.lot.text, row.place.site?.text ?? "", nil, row.quantity, row.attributed)
      }
      if party.received.isEmpty, party.held.isEmpty { add("", "", nil, nil, nil) }
    }
    return sheet.takeBytes()
  }

  private static func number(_ quantity: Quantity) -> String {
    quantity.unit.number(of: Int128(quantity.amount))
  }
}
