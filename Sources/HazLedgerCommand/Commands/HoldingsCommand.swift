internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import Traceability

struct HoldingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holdings",
    abstract: say(
      zh: "谁在哪里有多少什么,在途的和去向不明的也在内",
      en: "Who has how much of what, where; what is in transit and unaccounted too."))

  @OptionGroup var report: ReportOptions
  @OptionGroup var stock: StockOptions
  @OptionGroup var horizon: HorizonOptions

  func run() throws {
    let zone = try report.zone()
    let selection = try stock.selection()
    let horizon = try horizon.horizon(zone)
    try Face.run(report.answer) {
      let reader = try report.reader()
      let answer = try reader.holdings(selection, horizon: horizon)
      let text = HoldingsText(
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
