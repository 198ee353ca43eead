internal import ArgumentParser
internal import HazLedger
internal import Interchange

struct BalanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "balance",
    abstract: say(
      zh: "出入库平衡表:期初 + 入 − 出 = 期末,精确到毫克",
      en: "Opening + in − out = closing, by lot and chemical, to the milligram."),
    discussion: say(
      zh: "差异全部由找回、盘盈、盘亏、溢余和追溯调整构成;各列的含义见文档 Balance。",
      en: "What differs is made up of what was found, counted, in excess or restated, to the last "
        + "milligram; the documentation's page Balance says what each column holds."))

  @OptionGroup var report: ReportOptions
  @OptionGroup var stock: StockOptions
  @OptionGroup var span: PeriodOptions

  func run() throws {
    let zone = try report.zone()
    let selection = try stock.selection()
    let period = try span.period(zone)
    try Face.run(report.answer) {
      let reader = try report.reader()
      let answer = try reader.balance(selection, period: period, atSize: span.atSize)
      let text = BalanceText(
        answer: answer, times: TimeText(zone: zone),
        parties: try PartyText(reader, atSize: span.atSize))
      switch report.format {
      case .json: Output.json { answer.write(to: &$0) }
      case .csv: StandardStream.output.write(text.sheet())
      case .text: Output.lines(text.lines())
      }
    }
  }
}
