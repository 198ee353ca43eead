internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import LedgerFormat
internal import Regulation
internal import Traceability

struct HazardsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hazards",
    abstract: say(
      zh: "重大危险源动态表(GB 18218):各单元的设计 S、R、级别和实时 Σq/Q",
      en: "Major hazards (GB 18218) per unit: S, R and level by design, and what is there now."))

  @OptionGroup var report: ReportOptions
  @OptionGroup var horizon: HorizonOptions

  @Option(help: ArgumentHelp(say(zh: "只看这家企业", en: "only this party"), valueName: "party"))
  var party: String?

  func run() throws {
    let zone = try report.zone()
    let horizon = try horizon.horizon(zone)
    let party = try party.map { try Typed.name($0, "--party") }
    try Face.run(report.answer) {
      let reader = try report.reader()
      let party = try party.map { try reader.party(called: $0) }
      let engine = try reader.findings(.none, horizon: horizon, of: party)
      let asOf = horizon.time ?? LedgerReader.now()
      let units = engine.hazardUnits(asOf: asOf).filter { party == nil || $0.party == party }
      let text = HazardsText(units: units)
      switch report.format {
      case .json: Output.json { text.write(to: &$0) }
      case .csv: StandardStream.output.write(text.sheet())
      case .text: Output.lines(TimeText(zone: zone).heading(horizon) + text.lines())
      }
    }
  }
}
