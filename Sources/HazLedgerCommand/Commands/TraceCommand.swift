internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import Traceability

struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: say(
      zh: "一个批次从哪里来、到哪里去、经过什么",
      en: "Where a lot came from, where all of it went, and what happened to it."),
    discussion: say(
      zh: "默认三部分都答;--source、--destination、--history 可只选其中几部分。",
      en: "Answers all three parts unless some are chosen."))

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp(
      say(zh: "批次:企业/批号,或全账唯一的批号", en: "PARTY/BATCH, or a batch that only one party has"),
      valueName: "lot"))
  var lot: String

  @Flag(help: ArgumentHelp(say(zh: "来源", en: "where it came from")))
  var source = false

  @Flag(help: ArgumentHelp(say(zh: "去向", en: "where all of it went")))
  var destination = false

  @Flag(help: ArgumentHelp(say(zh: "经过", en: "the events of the lot itself")))
  var history = false

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

  @Option(
    help: ArgumentHelp(
      say(
        zh: "只算到此刻为止已记录的条目(当时所知)", en: "count the entries recorded by this time: as known then"),
      valueName: "time"))
  var knownAt: String?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "时区,如 Asia/Shanghai 或 +08:00:读本地时间和日期(默认 $HAZLEDGER_TIMEZONE)",
        en: "zone such as Asia/Shanghai or +08:00, to read local times and days by "
          + "(default: $HAZLEDGER_TIMEZONE)"),
      valueName: "zone"))
  var timezone: String?

  func validate() throws {
    if atSize != nil, knownAt != nil {
      throw ValidationError(
        say(
          zh: "--at-size 与 --known-at 只能用一个", en: "give --at-size or --known-at, not both"))
    }
  }

  func run() throws {
    let zone = try Typed.zoneOrDefault(timezone)
    var horizon = Horizon(
      size: atSize, time: try asOf.map { try Typed.moment($0, "--as-of", zone) })
    let knownAt = try self.knownAt.map { try Typed.moment($0, "--known-at", zone) }
    try Face.run(common.format) {
      let reader = try LedgerReader(common.places())
      if let knownAt { horizon.size = try reader.size(knownAt: knownAt) }
      var parts: TraceParts = []
      if source { parts.insert(.source) }
      if destination { parts.insert(.destination) }
      if history { parts.insert(.history) }
      if parts.isEmpty { parts = .all }
      let answer = try trace(reader, parts, horizon)
      let vouches = try TraceCommand.vouches(for: answer, reader)
      switch common.format {
      case .json:
        Output.json { json in
          answer.write(to: &json) { json, recorded in
            json.fields(of: recorded.event)
            VouchText.write(vouches[recorded.index], to: &json)
          }
        }
      case .text:
        Output.lines(
          TraceText(answer: answer, horizon: horizon).lines()
            + VouchText.lines(vouches, of: answer.history?.count ?? 0, reader.identity))
      }
    }
  }

  /// The trace; a lot that is known only later is told from one that nobody knows.
  private func trace(
    _ reader: LedgerReader, _ parts: TraceParts, _ horizon: Horizon
  ) throws -> TraceAnswer {
    let lot = try Typed.lot(lot)
    do { return try reader.trace(lot, parts: parts, horizon: horizon) } catch {
      guard case LedgerError.lotUnknown = error, horizon != Horizon(),
        let known = try? reader.trace(lot, parts: .history).lot
      else { throw error }
      throw Failure(
        .no, zh: "当时账本中还没有批次 \(known)(它的事件更晚)",
        en: "the ledger knew no lot \(known) then; its events are later")
    }
  }

  /// Who vouched for the events of the history that is answered.
  private static func vouches(
    for answer: TraceAnswer, _ reader: LedgerReader
  ) throws(LedgerError) -> [UInt64: Vouch] {
    var vouches: [UInt64: Vouch] = [:]
    for event in answer.history ?? [] {
      vouches[event.index] = try reader.vouch(for: event.index)
    }
    return vouches
  }
}
