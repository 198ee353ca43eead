internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import Traceability

/// Reports that authorities publish.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: say(zh: "统计通报", en: "Statistics as authorities publish them."),
    subcommands: [WaybillReportCommand.self])
}

struct WaybillReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waybills",
    abstract: say(
      zh: "运单统计:单量、车辆、车均、异常率,按承运人",
      en: "Waybills, vehicles, waybills per vehicle and the abnormal rate, by carrier."),
    discussion: say(
      zh: "期间按托运时间;异常为超期、去向不明、数量差异、拒收退回或灭失。",
      en:
        "The period is that of consigning; abnormal is overdue, of unknown destination, differing, "
        + "refused or lost."))

  @OptionGroup var report: ReportOptions
  @OptionGroup var span: PeriodOptions

  func run() throws {
    let zone = try report.zone()
    let period = try span.period(zone)
    try Face.run(report.answer) {
      let reader = try report.reader()
      let size = span.atSize ?? reader.size
      let statistics = try reader.waybills(period: period, atSize: size)
      let text = WaybillsText(
        statistics: statistics, parties: try PartyText(reader, atSize: size))
      switch report.format {
      case .json: Output.json { text.statistics.write(to: &$0) }
      case .csv: StandardStream.output.write(text.sheet())
      case .text:
        let heading = TimeText(zone: zone).heading(period, size: size)
        Output.lines(heading + text.coverage() + [""] + text.table().lines())
      }
    }
  }
}
