internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat
internal import Regulation
internal import Traceability

/// One event in one short command, for laboratories, schools and stores: the same event that `append`
/// reads, made of options.
struct ShortOptions: ParsableArguments {
  @OptionGroup var common: CommonOptions
  @OptionGroup var recording: RecordingOptions
  @OptionGroup var reporter: ReporterOptions
  @OptionGroup var judging: RuleOptions

  @Option(
    help: ArgumentHelp(
      say(
        zh: "场所(默认 $HAZLEDGER_SITE,否则未指定)",
        en: "where (default: $HAZLEDGER_SITE, else the unnamed place)"),
      valueName: "site"))
  var site: String?

  /// Records an event of `kind` whose own fields `fields` writes.
  ///
  /// - Parameter counted: the lot of a count, whose difference is then told.
  func record(
    _ kind: String, counted: String? = nil, _ fields: (inout JSONWriter) -> Void
  ) throws {
    let party = try reporter.reporter()
    let time = try timeOfRetry(party) ?? reporter.eventTime
    var json = JSONWriter()
    json.object { json in
      json.field("id", reporter.eventID)
      json.field("kind", kind)
      json.field("time", time)
      json.field("party", party)
      json.field("site", namedSite)
      fields(&json)
      json.field("document", reporter.document)
      json.field("note", reporter.note)
      json.field("handler", reporter.handler)
      json.field("checker", reporter.checker)
      json.field("contact", reporter.contact)
    }
    let reading = try reporter.reading()
    try Face.run(common.format) {
      let batch = try EventBatch(ByteSource(bytes: json.bytes), reading: reading)
      let pack = try judging.pack()
      let recorder = try recording.open(common)
      do { try recorder.useRules(pack) } catch {
        try? recorder.close()
        throw error
      }
      let outcome = try recorder.appendAndClose(batch)
      let findings = recorder.findings
      switch outcome {
      case .refused(let refusals):
        throw Failure(
          Words.notRecorded, refusals, lines: RefusalText.facts)
      case .receipts(let receipts):
        AppendCommand.warn(batch.warnings, findings)
        let count = try self.count(of: counted, batch, receipts)
        tell(receipts, findings, count)
      }
    }
  }

  private var namedSite: String? { site ?? Environment.nonEmpty("HAZLEDGER_SITE") }

  /// The time of the event that was recorded under the id that was given, where no time was: who repeats
  /// a command after a broken line means the same event.
  private func timeOfRetry(_ party: String) throws -> String? {
    guard let id = reporter.id, reporter.time == nil,
      let reader = try? LedgerReader(common.places())
    else { return nil }
    let recorded = try? reader.event(
      ofParty: Identifier(Typed.normalised(party)), id: Identifier(Typed.normalised(id)))
    return recorded?.event.time.text
  }

  /// What the books said before a count; nil for other events.
  private func count(
    of lot: String?, _ batch: EventBatch, _ receipts: [Receipt]
  ) throws -> CountText? {
    guard let lot, let receipt = receipts.first, let event = batch.events.first?.event,
      case .storage(let counted) = event.detail
    else { return nil }
    let reader = try LedgerReader(common.places())
    var selection = StockSelection(party: event.party)
    selection.lot = try reader.resolve(Typed.lot(lot), below: receipt.index)
    selection.site = event.site.map { StockSelection.SiteChoice.named($0) } ?? .unnamed
    let before = try reader.holdings(selection, horizon: Horizon(size: receipt.index))
    return CountText(
      booked: before.held.reduce(0) { $0 + $1.quantity.amount }, counted: counted.quantity)
  }

  private func tell(_ receipts: [Receipt], _ findings: [Finding], _ count: CountText?) {
    for receipt in receipts {
      switch common.format {
      case .json:
        Output.object { json in
          AppendCommand.write(receipt, findings, to: &json)
          count?.write(to: &json)
        }
      case .text:
        let known = receipt.isRecorded ? "" : say(zh: ",早已记录", en: ", recorded already")
        Output.lines(
          [
            say(
              zh: "已记录:第 \(receipt.index) 条,编号 \(receipt.id)\(known)",
              en: "recorded: entry \(receipt.index), id \(receipt.id)\(known)")
          ] + (count?.lines() ?? []))
      }
    }
  }
}

/// The lot and the quantity that a short command is about.
struct LotArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      say(zh: "批次:企业/批号,或全账唯一的批号", en: "PARTY/BATCH, or a batch that only one party has"),
      valueName: "lot"))
  var lot: String

  @Argument(
    help: ArgumentHelp(
      say(zh: "数量,如 \"250 mL\" 或 250mL", en: "such as \"250 mL\" or 250mL"), valueName: "quantity"))
  var quantity: String

  func write(to json: inout JSONWriter) {
    json.field("lot", lot)
    json.field("quantity", quantity)
  }
}

struct UseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "use", abstract: say(zh: "领用:记录用掉了多少", en: "Record what was used up."))

  @OptionGroup var options: ShortOptions
  @OptionGroup var what: LotArguments

  @Option(help: ArgumentHelp(say(zh: "用途", en: "what for")))
  var purpose: String

  func run() throws {
    try options.record("use") { json in
      what.write(to: &json)
      json.field("purpose", purpose)
    }
  }
}

struct DisposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dispose",
    abstract: say(
      zh: "处置:记录销毁或移交处置了多少", en: "Record what was destroyed or handed over for treatment."))

  @OptionGroup var options: ShortOptions
  @OptionGroup var what: LotArguments

  @Option(help: ArgumentHelp(say(zh: "处置方式", en: "how")))
  var method: String

  func run() throws {
    try options.record("disposal") { json in
      what.write(to: &json)
      json.field("method", method)
    }
  }
}

struct LoseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lose",
    abstract: say(
      zh: "丢失、被盗、泄漏、挥发或找回", en: "Record a theft, a loss, a spill, an evaporation, or a find."))

  @OptionGroup var options: ShortOptions
  @OptionGroup var what: LotArguments

  @Option(
    help: ArgumentHelp(say(zh: "被盗 丢失 泄漏 挥发 找回", en: "theft, loss, spill, evaporation or found")))
  var cause: String

  @Option(help: ArgumentHelp(say(zh: "途中丢失的运单号", en: "the consignment it was lost from")))
  var consignment: String?

  func run() throws {
    try options.record("loss") { json in
      what.write(to: &json)
      json.field("cause", cause)
      json.field("consignment", consignment)
    }
  }
}

struct CountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: say(
      zh: "盘点:记录实有多少,差额自动计入损失或找回",
      en: "Record what is really there; the difference is lost or found."))

  @OptionGroup var options: ShortOptions
  @OptionGroup var what: LotArguments

  @Option(help: ArgumentHelp(say(zh: "差额的理由", en: "why it differs")))
  var reason: String?

  func run() throws {
    try options.record("storage", counted: what.lot) { json in
      json.field("action", "count")
      what.write(to: &json)
      json.field("reason", reason)
    }
  }
}

struct ReceiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receive",
    abstract: say(
      zh: "签收一张运单,或登记从账外购入的一批",
      en: "Receive a consignment, or a lot bought from outside the ledger."),
    discussion: say(
      zh: "签收:receive --consignment 运单号 [批次 数量];购入:receive 批号 数量 --from 单位 --name 品名。",
      en: """
        A consignment: receive --consignment ID [LOT QUANTITY]. A purchase: receive BATCH QUANTITY \
        --from WHOM --name NAME.
        """))

  @OptionGroup var options: ShortOptions

  @Argument(help: ArgumentHelp(say(zh: "批次", en: "the lot"), valueName: "lot"))
  var lot: String?

  @Argument(help: ArgumentHelp(say(zh: "数量", en: "how much"), valueName: "quantity"))
  var quantity: String?

  @Option(help: ArgumentHelp(say(zh: "运单号", en: "the consignment that is received")))
  var consignment: String?
  @Flag(help: ArgumentHelp(say(zh: "分批签收,其余仍在途", en: "the rest is still on its way")))
  var partial = false
  @Option(help: ArgumentHelp(say(zh: "来源单位", en: "from whom it was bought")))
  var from: String?
  @Option(help: ArgumentHelp(say(zh: "品名", en: "the chemical's name")))
  var name: String?
  @Option(help: ArgumentHelp(say(zh: "CAS 号", en: "CAS number")))
  var cas: String?
  @Option(help: ArgumentHelp(say(zh: "UN 编号", en: "UN number")))
  var un: String?
  @Option(help: ArgumentHelp(say(zh: "浓度", en: "concentration")))
  var concentration: String?

  func validate() throws {
    let isPurchase = consignment == nil
    if isPurchase, lot == nil || from == nil {
      throw ValidationError(
        say(
          zh: "请给出 --consignment 运单号,或 批号 数量 --from 来源单位",
          en: "give --consignment ID, or BATCH QUANTITY --from WHOM"))
    }
    if (lot == nil) != (quantity == nil) {
      throw ValidationError(say(zh: "批次要与数量同给", en: "a lot needs a quantity"))
    }
    if !isPurchase, [from, name, cas, un, concentration].contains(where: { $0 != nil }) {
      throw ValidationError(
        say(
          zh: "--from、--name、--cas、--un、--concentration 只用于购入",
          en: "--from, --name, --cas, --un and --concentration are for purchases"))
    }
  }

  func run() throws {
    guard let consignment else { return try buy() }
    try options.record("transport") { json in
      json.field("step", "deliver")
      json.field("consignment", consignment)
      if let lot, let quantity {
        json.key("goods")
        json.array([(lot, quantity)]) { json, good in
          json.object { json in
            json.field("lot", good.0)
            json.field("quantity", good.1)
          }
        }
      }
      if partial { json.field("partial", true) }
    }
  }

  private func buy() throws {
    try options.record("production") { json in
      json.field("process", "receipt")
      json.field("from", from)
      json.key("outputs")
      json.array([0]) { json, _ in
        json.object { json in
          json.field("lot", lot)
          json.field("quantity", quantity)
          guard [name, cas, un, concentration].contains(where: { $0 != nil }) else { return }
          json.key("chemical")
          json.object { json in
            json.field("name", name)
            json.field("cas", cas)
            json.field("un", un)
            json.field("concentration", concentration)
          }
        }
      }
    }
  }
}
