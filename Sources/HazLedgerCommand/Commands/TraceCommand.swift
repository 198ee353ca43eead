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
      say(zh: "只算发生时间不晚于此刻的事件(RFC 3339)", en: "count events with a time up to this one (RFC 3339)"),
      valueName: "time"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "只算账本的前 N 条(当时所知)", en: "count the first N entries: as known then"),
      valueName: "n"))
  var atSize: UInt64?

  func run() throws {
    let horizon = Horizon(size: atSize, time: try asOf.map(TraceCommand.instant))
    try Face.run {
      let reader = try LedgerReader(common.places())
      var parts: TraceParts = []
      if source { parts.insert(.source) }
      if destination { parts.insert(.destination) }
      if history { parts.insert(.history) }
      if parts.isEmpty { parts = .all }
      let answer = try reader.trace(Typed.lot(lot), parts: parts, horizon: horizon)
      switch common.format {
      case .json: Output.json { answer.write(to: &$0) { $0.fields(of: $1) } }
      case .text: Output.lines(TraceText(answer: answer, horizon: horizon).lines())
      }
    }
  }

  private static func instant(_ text: String) throws -> Instant {
    do { return try Instant(rfc3339: text) } catch {
      throw ValidationError(
        say(
          zh: "--as-of 应为带时区的时间,如 2026-03-31T18:00:00+08:00,而不是 \(text)",
          en: "--as-of takes a time with its offset, such as 2026-03-31T18:00:00+08:00, not \(text)"
        ))
    }
  }
}
