internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat
internal import Traceability

struct BookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "book",
    abstract: say(
      zh: "出入库台账,逐行结存", en: "The in-and-out book, with a running balance in each line."),
    discussion: say(
      zh: "按记录顺序排列;json 和 csv 每行带记录序号和哈希,可用 prove 核对。",
      en: "In the order of recording; json and csv carry each line's entry and leaf hash, which "
        + "prove and check hold against the ledger."))

  @OptionGroup var report: ReportOptions
  @OptionGroup var stock: StockOptions
  @OptionGroup var span: PeriodOptions

  func run() throws {
    let zone = try report.zone()
    let selection = try stock.selection()
    let period = try span.period(zone)
    let times = TimeText(zone: zone)
    try Face.run(report.answer) {
      let reader = try report.reader()
      let size = span.atSize ?? reader.size
      switch report.format {
      case .text:
        var text = BookText(times: times)
        let remaining = try reader.book(
          selection, period: period, atSize: size, opening: { text.begin($0) },
          visit: { line, _ in text.add(line) })
        Output.lines(text.lines(times.heading(period, size: size), remaining: remaining))
      case .csv: try writeSheet(reader, selection, period, size, BookSheet(times: times))
      case .json: try writeJSON(reader, selection, period, size)
      }
    }
  }

  private func writeSheet(
    _ reader: LedgerReader, _ selection: StockSelection, _ period: Period, _ size: UInt64,
    _ sheet: BookSheet
  ) throws {
    var sheet = sheet
    var bytes: [UInt8] = []
    _ = try reader.book(
      selection, period: period, atSize: size, opening: { sheet.begin($0) },
      visit: { line, leafHash in
        sheet.add(line, leafHash)
        bytes += sheet.takeBytes()
      })
    StandardStream.output.write(bytes + sheet.takeBytes())
  }

  private func writeJSON(
    _ reader: LedgerReader, _ selection: StockSelection, _ period: Period, _ size: UInt64
  ) throws {
    var json = JSONWriter(capacityBytes: 1 << 16)
    json.beginObject()
    json.field("size", size)
    json.field("from", period.from?.text)
    json.field("to", period.to?.text)
    json.field("order", "index")
    let remaining = try reader.book(
      selection, period: period, atSize: size,
      opening: { opening in
        json.key("opening")
        json.array(opening) { json, balance in balance.write(to: &json) }
        json.key("lines")
        json.beginArray()
      }, visit: { line, leafHash in line.write(leafHash: leafHash, to: &json) })
    json.endArray()
    json.key("closing")
    json.array(remaining) { json, balance in balance.write(to: &json) }
    json.endObject()
    json.endLine()
    StandardStream.output.write(json.takeBytes())
  }
}
