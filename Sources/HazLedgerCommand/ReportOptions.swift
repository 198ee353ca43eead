internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat
internal import Traceability

/// How the answer of a report is written.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv
}

/// The options of a command that reports about a ledger.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("ledger"),
    help: ArgumentHelp(
      say(
        zh: "账本文件夹(默认 $HAZLEDGER_DIR,否则 ./ledger)",
        en: "the ledger's folder (default: $HAZLEDGER_DIR, else ./ledger)"), valueName: "dir"))
  var ledgerFolder: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "输出格式;csv 可用 Excel 打开", en: "how the answer is written; csv opens in Excel")))
  var format: ReportFormat = .text

  @Option(
    help: ArgumentHelp(say(zh: "文字语言(默认按系统区域)", en: "language of texts (default: the locale's)")))
  var lang: Language?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "时区,如 Asia/Shanghai 或 +08:00:读本地时间,并按它显示"
          + "(默认 $HAZLEDGER_TIMEZONE,否则 UTC)",
        en: "zone such as Asia/Shanghai or +08:00: reads local times and shows them "
          + "(default: $HAZLEDGER_TIMEZONE, else UTC)"),
      valueName: "zone"))
  var timezone: String?

  /// How a failure is told: a sheet has no place for one.
  var answer: OutputFormat { format == .json ? .json : .text }

  func reader() throws -> LedgerReader { try LedgerReader(places()) }

  func places() throws -> LedgerPlaces {
    let folder = ledgerFolder ?? Environment.variable("HAZLEDGER_DIR") ?? "ledger"
    return try CommonOptions.places(ledger: folder.isEmpty ? "ledger" : folder)
  }

  /// The zone that was named, else the environment's.
  func zone() throws -> LocalTimeZone? { try Typed.zoneOrDefault(timezone) }
}

/// How far an answer looks.
struct HorizonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(zh: "只算发生时间不晚于此刻的事件", en: "count events with a time up to this one"),
      valueName: "time"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "只算账本的前 N 条(当时所知)", en: "count the first N entries: as known then"),
      valueName: "n"))
  var atSize: UInt64?

  func horizon(_ zone: LocalTimeZone?) throws -> Horizon {
    Horizon(size: atSize, time: try asOf.map { try Typed.moment($0, "--as-of", zone) })
  }
}

/// The span of time that an answer is about.
struct PeriodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(zh: "从此刻起(含)", en: "from this moment on, including it"), valueName: "time"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "到此刻前(不含)", en: "up to this moment, not including it"), valueName: "time"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "只算账本的前 N 条(当时所知)", en: "count the first N entries: as known then"),
      valueName: "n"))
  var atSize: UInt64?

  func period(_ zone: LocalTimeZone?) throws -> Period {
    let period = Period(
      from: try from.map { try Typed.moment($0, "--from", zone) },
      to: try to.map { try Typed.moment($0, "--to", zone) })
    if let from = period.from, let to = period.to, from > to {
      throw ValidationError(say(zh: "--from 不能晚于 --to", en: "--from is later than --to"))
    }
    return period
  }
}

/// Which part of the stock an answer is about.
struct StockOptions: ParsableArguments {
  @Option(help: ArgumentHelp(say(zh: "只看这家企业", en: "only this party"), valueName: "party"))
  var party: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "只看这个场所(空文字为未指定场所)", en: "only this site; an empty text is the unnamed place"),
      valueName: "site"))
  var site: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "只看这种化学品:中英文名、CAS 或 UN", en: "only this chemical: a name, CAS or UN number"),
      valueName: "chemical"))
  var chemical: String?

  @Option(help: ArgumentHelp(say(zh: "只看这个批次", en: "only this lot"), valueName: "lot"))
  var lot: String?

  func selection() throws -> StockSelection {
    var selection = StockSelection()
    selection.party = try party.map { try Typed.name($0, "--party") }
    selection.site = try site.map {
      $0.isEmpty ? .unnamed : .named(try Typed.name($0, "--site"))
    }
    selection.chemical = try chemical.map { try Typed.chemical($0) }
    selection.lot = try lot.map(Typed.lot)
    return selection
  }
}
