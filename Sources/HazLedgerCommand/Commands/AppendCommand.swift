internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import LedgerFormat
internal import Regulation

struct AppendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "append",
    abstract: say(
      zh: "记录一个或多个事件(JSON)", en: "Record an event, or several as JSON Lines: all or nothing."),
    discussion: say(
      zh: "从文件或标准输入读取;每个事件输出一张回执。",
      en: "Reads FILE or standard input and prints a receipt for each event."))

  @OptionGroup var common: CommonOptions
  @OptionGroup var recording: RecordingOptions
  @OptionGroup var judging: RuleOptions

  @Argument(
    help: ArgumentHelp(say(zh: "文件(默认标准输入)", en: "default: standard input"), valueName: "file"))
  var file: String?

  @Flag(
    help: ArgumentHelp(
      say(zh: "输出每个事件的签名证明,而不是回执", en: "print a signed proof of each event instead")))
  var receipt = false

  func run() throws {
    try Face.run(common.format) {
      let name = file ?? "-"
      let batch: EventBatch
      do {
        batch = try EventBatch(
          InputBytes.source(file), reading: Typed.readingSettings(timeZone: nil))
      } catch LedgerError.input(let error) {
        throw Failure(error, file: name)
      }
      let pack = try judging.pack()
      let recorder = try recording.open(common)
      let outcome: AppendOutcome
      do {
        try recorder.useRules(pack)
        outcome = try recorder.append(batch)
      } catch {
        try? recorder.close()
        throw error
      }
      switch outcome {
      case .receipts(let receipts):
        let findings = recorder.findings
        try recorder.close()
        AppendCommand.warn(batch.warnings, findings)
        if receipt { try prove(receipts, findings) } else { AppendCommand.tell(receipts, findings) }
        for receipt in receipts { UncoveredText.complain(receipt.uncovered) }
      case .refused(let refusals):
        try recorder.close()
        throw Failure(
          Words.nothingWritten(name), refusals, lines: RefusalText(file: name).lines)
      }
    }
  }

  /// A receipt is a line of JSON whatever the format: it is kept by scripts and people alike.
  static func tell(_ receipts: [Receipt], _ findings: [Finding] = []) {
    var json = JSONWriter()
    for receipt in receipts {
      json.object { AppendCommand.write(receipt, findings, to: &$0) }
      json.endLine()
    }
    StandardStream.output.write(json.takeBytes())
  }

  /// Proves each event under the checkpoint just signed, so that the operator cannot deny it later.
  private func prove(_ receipts: [Receipt], _ findings: [Finding]) throws {
    let reader = try LedgerReader(recording.waiting.places(common))
    var json = JSONWriter()
    var submissions: [UInt64: [UInt8]] = [:]
    for case let vouch? in receipts.map(\.vouch) where submissions[vouch.submission] == nil {
      submissions[vouch.submission] = try reader.prove(index: vouch.submission).proof.bytes
    }
    for receipt in receipts {
      let proof = try reader.prove(index: receipt.index).proof.bytes
      switch common.format {
      case .json:
        json.object { json in
          AppendCommand.write(receipt, findings, to: &json)
          json.field("proof", String(decoding: proof, as: UTF8.self))
          if let submission = receipt.vouch.flatMap({ submissions[$0.submission] }) {
            json.field("submissionProof", String(decoding: submission, as: UTF8.self))
          }
        }
        json.endLine()
        StandardStream.output.write(json.takeBytes())
      case .text: StandardStream.output.write(proof)
      }
    }
    // Who vouched is proved as well: the submissions, behind the events.
    guard common.format == .text else { return }
    for (_, proof) in submissions.sorted(by: { $0.key < $1.key }) {
      StandardStream.output.write(proof)
    }
  }

  /// Tells on standard error what was read in spite of a flaw, and what rules warn of.
  static func warn(_ warnings: [RowWarning], _ findings: [Finding]) {
    let lines = warnings.map { WarningText.line($0) } + findings.map { Words.warning($0) }
    if !lines.isEmpty { Output.complain(lines.map(\.text)) }
  }

  /// - Parameter findings: what rules warn of, of this receipt's event and others.
  static func write(
    _ receipt: Receipt, _ findings: [Finding] = [], to json: inout JSONWriter
  ) {
    json.field("index", receipt.index)
    json.field("party", receipt.party.text)
    json.field("id", receipt.id.text)
    json.field("leafHash", receipt.leafHash.hex)
    json.field("recorded", receipt.isRecorded)
    UncoveredText.write(receipt.uncovered, to: &json)
    VouchText.write(receipt.vouch, to: &json)
    let own = findings.filter { finding in
      finding.causes.contains { $0.party == receipt.party && $0.id == receipt.id }
    }
    guard !own.isEmpty else { return }
    json.key("findings")
    json.array(own) { json, finding in
      json.object { FindingJSON.fields(of: finding, to: &$0) }
    }
  }
}
