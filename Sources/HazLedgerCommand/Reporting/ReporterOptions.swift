internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat

/// Who reports, when, and on which paper: what every event has, with what stands in for what is left out.
struct ReporterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(zh: "填报企业(默认 $HAZLEDGER_PARTY)", en: "who reports (default: $HAZLEDGER_PARTY)"),
      valueName: "party"))
  var party: String?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "时间(默认现在):RFC 3339,或本地时间加 --timezone",
        en: "when it happened (default: now): RFC 3339, or local with --timezone"),
      valueName: "time"))
  var time: String?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "本地时间的时区(默认 $HAZLEDGER_TIMEZONE)",
        en: "zone of a local time (default: $HAZLEDGER_TIMEZONE)"),
      valueName: "zone"))
  var timezone: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "事件编号(默认随机)", en: "the event's id (default: a random one)"), valueName: "id"))
  var id: String?

  @Option(help: ArgumentHelp(say(zh: "单证号", en: "number of its document"), valueName: "number"))
  var document: String?

  @Option(help: ArgumentHelp(say(zh: "备注", en: "a remark"), valueName: "text"))
  var note: String?

  @Option(
    help: ArgumentHelp(say(zh: "经办人(可抹去)", en: "who handled it (can be erased)"), valueName: "name")
  )
  var handler: String?

  @Option(
    help: ArgumentHelp(say(zh: "复核人(可抹去)", en: "who checked it (can be erased)"), valueName: "name")
  )
  var checker: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "联系方式(可抹去)", en: "how to reach them (can be erased)"), valueName: "text"))
  var contact: String?

  /// The party that reports; `standIn` where neither option nor environment names one.
  func reporter(orElse standIn: String? = nil) throws -> String {
    if let party = party ?? Environment.nonEmpty("HAZLEDGER_PARTY") ?? standIn { return party }
    throw ValidationError(
      say(
        zh: "请用 --party 或 HAZLEDGER_PARTY 说明填报企业",
        en: "say who reports with --party or HAZLEDGER_PARTY"))
  }

  /// How times are read.
  func reading() throws -> ReadingSettings {
    try Typed.readingSettings(timeZone: timezone ?? Environment.nonEmpty("HAZLEDGER_TIMEZONE"))
  }

  /// The event's id, random where none is given.
  var eventID: String { id ?? ReporterOptions.randomID() }

  /// The event's time, now where none is given.
  var eventTime: String { time ?? Instant.now.text }

  /// Eighty random bits; ids need only be new to their party.
  static func randomID() -> String {
    let digits = (0..<5).map { _ in String(UInt16.random(in: .min ... .max), radix: 16) }
    return digits.map { String(repeating: "0", count: 4 - $0.count) + $0 }.joined()
  }

}

extension Instant {
  /// What the machine's clock says, as an entry would have it.
  static var now: Instant {
    guard let now = Instant(microseconds: WallClock.microseconds()) else {
      preconditionFailure("the clock's time is one that an entry can say")
    }
    return now
  }
}

extension Environment {
  /// The value of an environment variable that is set to something.
  static func nonEmpty(_ name: String) -> String? {
    variable(name).flatMap { $0.isEmpty ? nil : $0 }
  }
}
