internal import Custody
internal import Interchange
internal import LedgerFormat
internal import Traceability

/// The in-and-out book (出入库台账) in its statutory columns.
///
/// The text shows the figures with their unit; the sheet has the unit in a column of its own.
struct BookText {
  let times: TimeText
  private var table = ReportTable([
    .words("序号", "entry"), .words("日期", "time"), .words("企业", "party"), .words("场所", "site"),
    .words("品名", "chemical"), .words("批号", "lot"), .words("规格", "specification"),
    .words("事由", "cause"), .figures("入库", "in"), .figures("出库", "out"),
    .figures("结存", "balance"), .figures("品种结存", "total"), .words("来源/去向", "from/to"),
    .words("单证号", "document"), .words("经办人", "handler"), .words("复核人", "checker"),
    .words("备注", "note"),
  ])
  /// The lines that did not fit.
  private var lineCount = 0
  static let linesMax = 1_000

  init(times: TimeText) { self.times = times }

  /// Adds what the book begins with.
  mutating func begin(_ opening: [BookBalance]) {
    for balance in opening {
      let chemical = ChemicalText.name(balance.chemical)
      table.add([
        "", "", balance.party.text, SiteText.name(balance.site), chemical, balance.lot.text,
        BookText.specification(balance.chemical), say(zh: "期初结存", en: "brought forward"), "", "",
        balance.quantity.text, "", "", "", "", "", "",
      ])
    }
  }

  mutating func add(_ line: BookLine) {
    lineCount += 1
    guard lineCount <= BookText.linesMax else { return }
    let quantity = Quantity(amount: Int64(clamping: line.amount.magnitude), unit: line.unit).text
    table.add([
      String(line.index), times.text(line.event.time), line.party.text, SiteText.name(line.site),
      ChemicalText.name(line.chemical), line.lot.text, BookText.specification(line.chemical),
      Words.name(line.cause).text, line.amount > 0 ? quantity : "",
      line.amount < 0 ? quantity : "", Quantity(amount: line.balance, unit: line.unit).text,
      line.unit.text(of: line.total), BookText.partner(line), BookText.document(line),
      line.event.openValue(of: .handler) ?? "", line.event.openValue(of: .checker) ?? "",
      line.event.note ?? "",
    ])
  }

  /// The lines, in the ledger's order, and what is left at the end.
  func lines(_ heading: [String], remaining: [BookBalance]) -> [String] {
    var lines = heading
    lines.append(
      say(
        zh: "按记录顺序排列,结存逐行相接;“结存”为该场所该批次,“品种结存”为该企业该品种",
        en:
          "In the order of recording, so that balances follow line by line; “balance” is of the lot "
          + "at the site, “total” of the chemical with the party"))
    guard !table.isEmpty else {
      return lines + [say(zh: "期间没有出入库", en: "Nothing came or went.")]
    }
    lines += [""] + table.lines(rowsMax: .max)
    if lineCount > BookText.linesMax {
      lines.append(
        say(
          zh: "……另有 \(lineCount - BookText.linesMax) 行(--format csv 全部列出)",
          en: "… \(lineCount - BookText.linesMax) more lines (--format csv lists all)"))
    }
    return lines
  }

  /// What the lot is besides its name: concentration, state, form.
  static func specification(_ chemical: Chemical?) -> String {
    [chemical?.concentration, chemical?.state, chemical?.form].compactMap { $0 }
      .joined(separator: " ")
  }

  /// Where it came from or went to.
  static func partner(_ line: BookLine) -> String {
    if line.cause == .moved { return SiteText.name(line.otherSite) }
    if let party = line.counterparty { return party.text }
    return line.event.reasonText ?? ""
  }

  /// The document, else the waybill.
  static func document(_ line: BookLine) -> String {
    line.event.document?.text ?? line.consignment?.text ?? ""
  }
}

/// The same book as a sheet.
struct BookSheet {
  let times: TimeText
  private var sheet = AnswerSheet([
    say(zh: "日期", en: "time"), say(zh: "企业", en: "party"), say(zh: "场所", en: "site"),
    say(zh: "品名", en: "name"), say(zh: "批号", en: "lot"), say(zh: "规格", en: "specification"),
    say(zh: "单位", en: "unit"), say(zh: "入库", en: "in"), say(zh: "出库", en: "out"),
    say(zh: "结存", en: "balance"), say(zh: "品种结存", en: "total"),
    say(zh: "来源/去向", en: "from/to"), say(zh: "单证号", en: "document"),
    say(zh: "经办人", en: "handler"), say(zh: "复核人", en: "checker"), say(zh: "备注", en: "note"),
    say(zh: "事由", en: "cause"), say(zh: "事件编号", en: "event"), say(zh: "序号", en: "entry"),
    say(zh: "哈希", en: "leaf hash"),
  ])

  init(times: TimeText) { self.times = times }

  mutating func begin(_ opening: [BookBalance]) {
    for balance in opening {
      let unit = balance.quantity.unit
      sheet.row(
        [
          "", balance.party.text, balance.site?.text ?? "", ChemicalText.name(balance.chemical),
          balance.lot.text, BookText.specification(balance.chemical), unit.symbol, "", "",
          unit.number(of: Int128(balance.quantity.amount)), "", "", "", "", "", "",
          say(zh: "期初结存", en: "brought forward"), "", "", "",
        ])
    }
  }

  mutating func add(_ line: BookLine, _ leafHash: Hash) {
    let unit = line.unit
    let figure = unit.number(of: Int128(line.amount.magnitude))
    sheet.row([
      times.text(line.event.time), line.party.text, line.site?.text ?? "",
      ChemicalText.name(line.chemical), line.lot.text, BookText.specification(line.chemical),
      unit.symbol, line.amount > 0 ? figure : "", line.amount < 0 ? figure : "",
      unit.number(of: Int128(line.balance)), unit.number(of: line.total), BookText.partner(line),
      BookText.document(line), line.event.openValue(of: .handler) ?? "",
      line.event.openValue(of: .checker) ?? "", line.event.note ?? "",
      Words.name(line.cause).text, line.event.id.text, String(line.index), leafHash.hex,
    ])
  }

  mutating func takeBytes() -> [UInt8] { sheet.takeBytes() }
}
