internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat
internal import Regulation

struct RegisterListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: say(zh: "列出登记的企业、场所、化学品、车辆、人员、证照", en: "List what is registered."))

  @OptionGroup var common: CommonOptions
  @OptionGroup var horizon: RegisterHorizonOptions

  @Argument(
    help: ArgumentHelp(
      say(
        zh: "企业 场所 化学品 车辆 人员 证照(默认全部)",
        en: "party, site, chemical, vehicle, person or licence (default: all)"),
      valueName: "kind"))
  var kind: String?

  func run() throws {
    let kinds = try kind.map { [try Typed.register($0)] } ?? RegisterKind.allCases
    let time = try horizon.time()
    try Face.run(common.format) {
      let reader = try LedgerReader(common.places())
      let size = horizon.atSize ?? reader.size
      let register = try reader.register(size: size)
      let text = RegisterText(register: register, time: time)
      switch common.format {
      case .json:
        Output.object { json in
          json.field("size", size)
          json.key("register")
          json.array(kinds.flatMap { register.entries($0, at: time) }) { json, entry in
            json.object { json in text.write(entry, to: &json) }
          }
        }
      case .text:
        let lines = kinds.flatMap(text.table)
        Output.lines(lines.isEmpty ? [say(zh: "没有登记", en: "Nothing is registered.")] : lines)
      }
    }
  }
}

/// Up to when, or up to which entry, the register is asked about.
struct RegisterHorizonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(zh: "当时的登记(RFC 3339,或日期)", en: "as it stood then (RFC 3339, or a day)"), valueName: "time"
    ))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "只算账本的前 N 条(当时所知)", en: "count the first N entries: as known then"), valueName: "n"))
  var atSize: UInt64?

  /// The time asked about; a day means its end in China.
  func time() throws -> Instant? {
    guard let asOf else { return nil }
    if let day = Day(asOf), let end = Instant(endInChinaOf: day) { return end }
    return try Typed.instant(asOf, ReadingSettings())
  }
}

extension Instant {
  /// The last microsecond of a day in China.
  init?(endInChinaOf day: Day) {
    let microseconds = ((day.days + 1) * 86_400 - 8 * 3_600) * 1_000_000 - 1
    guard microseconds >= 0 else { return nil }
    self.init(microseconds: UInt64(microseconds))
  }
}
