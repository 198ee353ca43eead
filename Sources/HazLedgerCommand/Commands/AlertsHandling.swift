internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat
internal import Regulation

/// What the commands that do something about an alert take.
struct HandlingOptions: ParsableArguments {
  @OptionGroup var common: CommonOptions
  @OptionGroup var recording: RecordingOptions
  @OptionGroup var judging: RuleOptions

  @Argument(
    help: ArgumentHelp(say(zh: "预警编号", en: "the alert's id"), valueName: "id"))
  var id: String

  @Option(help: ArgumentHelp(say(zh: "处置的企业或部门", en: "who does it"), valueName: "party"))
  var party: String

  @Option(help: ArgumentHelp(say(zh: "证据的单证号", en: "the evidence"), valueName: "document"))
  var document: String?

  @Option(help: ArgumentHelp(say(zh: "说明", en: "what there is to say"), valueName: "text"))
  var note: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "事件编号(默认由程序给出)", en: "the event's id (default: made up)"), valueName: "id"))
  var event: String?

  /// Records what was done, and prints the receipt.
  func handle(_ action: Handling.Action) throws {
    guard let finding = FindingID(id) else {
      throw ValidationError(
        say(
          zh: "预警编号为 16 位十六进制数字,而不是 \(id)", en: "an alert's id is 16 hexadecimal digits, not \(id)")
      )
    }
    let now = LedgerReader.now()
    let made = "\(action.word.english)-\(finding.text)-\(now.microseconds)"
    let handled = Event(
      id: try Typed.name(event ?? made, "--event"), time: now,
      party: try Typed.name(party, "--party"),
      document: try document.map { try Typed.name($0, "--document") },
      note: note.map(Typed.normalised),
      detail: .handling(Handling(action, finding: Identifier(finding.text))))
    do { try Admission.checkForm(handled) } catch {
      throw ValidationError(Words.of(error).text)
    }
    try Face.run(common.format) {
      let engine = try LedgerReader(common.places()).findings(judging.pack())
      guard let alert = engine.alerts(asOf: now).first(where: { $0.finding.id == finding }) else {
        throw Failure(
          .no, zh: "没有编号为 \(finding.text) 的预警", en: "there is no alert \(finding.text)")
      }
      // A closed alert opens by itself when its cause returns; nothing is left to be done about it.
      if alert.state == .closed, let closing = alert.handlings.last {
        throw Failure(
          .refused,
          zh: "预警 \(finding.text) 已由 \(closing.party) 关闭(第 \(closing.index) 条);什么也没有写入",
          en: "alert \(finding.text) was closed by \(closing.party), entry \(closing.index); "
            + "nothing was written")
      }
      let recorder = try recording.open(common)
      let outcome = try recorder.appendAndClose(EventBatch(handled))
      switch outcome {
      case .receipts(let receipts): tell(receipts, action)
      case .refused(let refusals):
        throw Failure(
          Words.notRecorded, refusals, lines: RefusalText.facts)
      }
    }
  }
}

extension HandlingOptions {
  private func tell(_ receipts: [Receipt], _ action: Handling.Action) {
    guard common.format == .text else { return AppendCommand.tell(receipts) }
    Output.lines(
      receipts.map { receipt in
        say(
          zh: "预警 \(id):\(action.word.chinese),已记录为第 \(receipt.index) 条(编号 \(receipt.id))",
          en: "alert \(id): \(action.word.english), recorded as entry \(receipt.index), id "
            + "\(receipt.id)")
      })
  }
}

struct AlertsAcknowledgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acknowledge", abstract: say(zh: "签收预警", en: "Record that it was seen."))

  @OptionGroup var options: HandlingOptions

  func run() throws { try options.handle(.acknowledge) }
}

struct AlertsExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: say(zh: "说明预警的缘由(--note)", en: "Record how it came about (--note)."))

  @OptionGroup var options: HandlingOptions

  func run() throws { try options.handle(.explain) }
}

struct AlertsCloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: say(
      zh: "关闭预警,附证据(--document 或 --note);再次发生时重新打开",
      en: "Close it with evidence (--document or --note); it opens again when its cause returns."))

  @OptionGroup var options: HandlingOptions

  func run() throws { try options.handle(.close) }
}
