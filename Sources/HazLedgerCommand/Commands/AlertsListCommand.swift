internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import Regulation
internal import Traceability

/// A level as it is typed.
private enum LevelOption: String, ExpressibleByArgument, CaseIterable {
  case red, orange, yellow, blue
}

/// A severity as it is typed.
private enum SeverityOption: String, ExpressibleByArgument, CaseIterable {
  case refuse, warn, info
}

struct AlertsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: say(zh: "列出预警", en: "List the alerts."),
    discussion: say(
      zh: "几个条件须同时满足。截至时间默认为现在:期限以此判断。",
      en: "Several conditions hold together. Terms are judged as of now, or --as-of."))

  @OptionGroup var report: ReportOptions
  @OptionGroup var horizon: HorizonOptions
  @OptionGroup var judging: RuleOptions

  @Option(
    help: ArgumentHelp(say(zh: "涉及这家企业的", en: "that concern this party"), valueName: "party"))
  var party: String?

  @Option(help: ArgumentHelp(say(zh: "这条规则的", en: "of this rule"), valueName: "id"))
  var rule: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "这一级别的:red orange yellow blue", en: "of this level"), valueName: "level"))
  private var level: LevelOption?

  @Option(
    help: ArgumentHelp(
      say(zh: "至少这样严重的:refuse warn info", en: "at least this severe"), valueName: "severity"))
  private var severity: SeverityOption = .info

  @Flag(help: ArgumentHelp(say(zh: "还没有关闭或消除的", en: "neither closed nor ended")))
  var open = false

  func run() throws {
    let zone = try report.zone()
    let horizon = try horizon.horizon(zone)
    var filter = AlertFilter()
    filter.party = try party.map { try Typed.name($0, "--party") }
    filter.rule = rule
    filter.level = level.flatMap { FindingLevel(rawValue: $0.rawValue) }
    filter.severity = Severity(rawValue: severity.rawValue) ?? .info
    filter.isOpenOnly = open
    try Face.run(report.answer) {
      let pack = try judging.pack()
      if let rule, !pack.rules.contains(where: { $0.id == rule }) {
        throw ValidationError(
          say(
            zh: "规则包没有规则 \(rule);hazledger rules list 列出全部",
            en: "the pack has no rule \(rule); hazledger rules list shows all"))
      }
      let reader = try report.reader()
      filter.party = try filter.party.map { try reader.party(called: $0) }
      let engine = try reader.findings(pack, horizon: horizon, of: filter.party)
      let asOf = horizon.time ?? LedgerReader.now()
      let text = AlertsText(
        alerts: engine.alerts(asOf: asOf, filter), pack: pack, asOf: asOf,
        size: horizon.size ?? reader.size, times: TimeText(zone: zone))
      switch report.format {
      case .json: Output.json { text.write(to: &$0) }
      case .csv: StandardStream.output.write(text.sheet())
      case .text: Output.lines(text.lines())
      }
    }
  }
}
