internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat
internal import Traceability

struct ConsignmentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consignments",
    abstract: say(
      zh: "运单走到哪一步,车上现在有什么,哪些超期、去向不明或数量不符",
      en: "How far consignments have come, what a truck carries now, which are late or differ."),
    discussion: say(
      zh: "写出运单号则显示其全部环节;几个条件须同时满足。",
      en: "Consignments named are shown with all their steps; several conditions hold together."))

  @OptionGroup var report: ReportOptions
  @OptionGroup var horizon: HorizonOptions

  @Argument(help: ArgumentHelp(say(zh: "只看这些运单", en: "only these"), valueName: "consignment"))
  var consignments: [String] = []

  @Flag(help: ArgumentHelp(say(zh: "未完结的", en: "not yet at their end")))
  var open = false

  @Flag(help: ArgumentHelp(say(zh: "在途超期的", en: "in transit for too long")))
  var overdue = false

  @Flag(
    help: ArgumentHelp(
      say(zh: "去向不明的:短少,或超期而未到达", en: "unaccounted, or overdue and arrived nowhere")))
  var unknownDestination = false

  @Flag(help: ArgumentHelp(say(zh: "数量差异超出容差的", en: "whose quantities differ beyond tolerance")))
  var differences = false

  @Option(
    help: ArgumentHelp(say(zh: "这辆车上现在的", en: "on this vehicle now"), valueName: "plate"))
  var vehicle: String?

  @Flag(
    help: ArgumentHelp(
      say(zh: "与 --vehicle 同用:连同这辆车以往运过的", en: "with --vehicle: and what it carried before")))
  var past = false

  @Option(
    help: ArgumentHelp(
      say(zh: "这家企业托运、收货或承运的", en: "of this consignor, consignee or carrier"),
      valueName: "party"))
  var party: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "有这种化学品的:中英文名、CAS 或 UN", en: "with this chemical: a name, CAS or UN number"),
      valueName: "chemical"))
  var chemical: String?

  @Option(help: ArgumentHelp(say(zh: "有这个批次的", en: "with this lot"), valueName: "lot"))
  var lot: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "在途超过多少小时为超期", en: "hours in transit after which one is overdue"),
      valueName: "hours"))
  var overdueAfter: Double =
    Double(LedgerReader.overdueAfterSecondsDefault) / 3_600

  func validate() throws {
    if past, vehicle == nil {
      throw ValidationError(say(zh: "--past 须与 --vehicle 同用", en: "--past goes with --vehicle"))
    }
    guard overdueAfter >= 0, overdueAfter <= 876_000 else {
      throw ValidationError(
        say(zh: "--overdue-after 应为 0 到 876000 小时", en: "--overdue-after takes 0 to 876000 hours"))
    }
  }

  func run() throws {
    let zone = try report.zone()
    let horizon = try horizon.horizon(zone)
    let selection = try selection()
    try Face.run(report.answer) {
      let reader = try report.reader()
      let answer = try reader.consignments(
        selection, horizon: horizon, overdueAfterSeconds: UInt64(overdueAfter * 3_600))
      let text = ConsignmentsText(
        answer: answer, times: TimeText(zone: zone),
        parties: try PartyText(reader, atSize: horizon.size), isDetailed: !consignments.isEmpty)
      switch report.format {
      case .json: Output.json { answer.write(to: &$0) { $0.fields(of: $1) } }
      case .csv: StandardStream.output.write(text.sheet())
      case .text: Output.lines(text.lines())
      }
    }
  }

  private func selection() throws -> ConsignmentSelection {
    var selection = ConsignmentSelection()
    selection.consignments = Set(
      try consignments.map { try Typed.name($0, say(zh: "运单号", en: "consignment")) })
    selection.party = try party.map { try Typed.name($0, "--party") }
    selection.chemical = try chemical.map { try Typed.chemical($0) }
    selection.lot = try lot.map(Typed.lot)
    selection.vehicle = vehicle.map(Typed.normalised)
    selection.isPastIncluded = past
    selection.isOpen = open
    selection.isOverdue = overdue
    selection.isUnknownDestination = unknownDestination
    selection.hasDifference = differences
    return selection
  }
}
