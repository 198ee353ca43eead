internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import Traceability

struct OriginsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "origins",
    abstract: say(
      zh: "数量最初从哪里来;--unexplained 只列来源不明的",
      en: "Where amounts came into the ledger; --unexplained lists what nothing explains."))

  @OptionGroup var report: ReportOptions
  @OptionGroup var stock: StockOptions
  @OptionGroup var horizon: HorizonOptions

  @Flag(
    help: ArgumentHelp(
      say(
        zh: "来源不明的:期初或外购而无单证,以及找回、盘盈、溢余",
        en: "opening or receipt without a document; found, counted more, in excess")))
  var unexplained = false

  func run() throws {
    let zone = try report.zone()
    let selection = try stock.selection()
    let horizon = try horizon.horizon(zone)
    try Face.run(report.answer) {
      let reader = try report.reader()
      let answer = try reader.origins(
        selection, horizon: horizon, isUnexplainedOnly: unexplained)
      let text = OriginsText(
        answer: answer, times: TimeText(zone: zone),
        parties: try PartyText(reader, atSize: horizon.size))
      switch report.format {
      case .json: Output.json { answer.write(to: &$0) }
      case .csv: StandardStream.output.write(text.sheet())
      case .text: Output.lines(text.lines())
      }
    }
  }
}
