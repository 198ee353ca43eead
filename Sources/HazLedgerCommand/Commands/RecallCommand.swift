internal import ArgumentParser
internal import HazLedger
internal import Interchange

struct RecallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recall",
    abstract: say(
      zh: "召回:谁持有或持有过这个批次及由它制成的一切,现在何处,如何联系",
      en: "Everyone who holds or held a lot or anything made of it, where it is, whom to call."))

  @OptionGroup var report: ReportOptions
  @OptionGroup var horizon: HorizonOptions

  @Argument(
    help: ArgumentHelp(
      say(zh: "批次:企业/批号,或全账唯一的批号", en: "PARTY/BATCH, or a batch that only one party has"),
      valueName: "lot"))
  var lot: String

  func run() throws {
    let zone = try report.zone()
    let horizon = try horizon.horizon(zone)
    let lot = try Typed.lot(lot)
    try Face.run(report.answer) {
      let answer = try report.reader().recall(lot, horizon: horizon)
      let text = RecallText(answer: answer, times: TimeText(zone: zone))
      switch report.format {
      case .json: Output.json { answer.write(to: &$0) }
      case .csv: StandardStream.output.write(text.sheet())
      case .text: Output.lines(text.lines())
      }
    }
  }
}
