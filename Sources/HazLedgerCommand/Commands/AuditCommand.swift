internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: say(
      zh: "一条命令出具审计报告,可签名", en: "Make the auditor's report in one command, and sign it."),
    discussion: say(
      zh: """
        核验整个账本,写明账本身份、条数、已核验范围、首处损坏、密钥、更正、时钟、缺失部分和程序版本。\
        --sign 用审计员自己的密钥签名(C2SP signed note),hazledger check 可核验。报告只有一种语言,\
        写在第二行。
        """,
      en: """
        Verifies the whole ledger and writes who it is, counts, what was verified, the first damage, \
        keys, corrections, clocks, missing parts and versions. --sign signs it with the auditor's own \
        key as a C2SP signed note, which hazledger check checks. A report is in one language, which its \
        second line names.
        """))

  @OptionGroup var common: CommonOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      say(zh: "写入文件(默认标准输出)", en: "write the report here (default: standard output)"),
      valueName: "file"))
  var output: String?

  @OptionGroup var reference: ReferenceOptions

  @Option(
    help: ArgumentHelp(say(zh: "审计员的私钥", en: "the auditor's private key"), valueName: "pem"))
  var sign: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "审计员的名称,写在签名行中", en: "the auditor's name, as it signs"), valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "信任策略(C2SP tlog-policy)", en: "a policy of trust (C2SP tlog-policy)"),
      valueName: "file"))
  var policy: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "信任的时间戳机构根证书(PEM)", en: "roots of time-stamp authorities in PEM"),
      valueName: "ca.pem"))
  var ca: String?

  func validate() throws {
    guard (sign == nil) == (name == nil) else {
      throw ValidationError(
        say(zh: "--sign 须与 --name 同用", en: "--sign and --name go together"))
    }
  }

  func run() throws {
    var options = VerificationOptions()
    options.tellsWhoVouched = true
    options.verifierKey = try reference.verifierKey()
    let progress = VerificationProgress()
    options.progress = { progress.show($0, $1) }
    try Face.run(common.format) { [options] in
      var options = options
      options.policy = try policy.map(TrustOptions.policy)
      options.authorities = try ca.map { try InputBytes.read($0) }
      options.checkpoints = try reference.keptCheckpoints()
      let report = try LedgerVerifier(path: common.places().ledger).verify(options)
      progress.finish()
      let text = AuditText(
        report: report, trustedKey: options.verifierKey,
        madeAt: Instant(microseconds: WallClock.microseconds()))
      try tell(text, try signed(text))
      if !report.ok { throw ExitStatus.no.code }
    }
  }

  /// The report as a note under the auditor's signature; nil where it is not to be signed.
  private func signed(_ text: AuditText) throws -> [UInt8]? {
    guard let sign, let name else { return nil }
    let key = try SigningKey.load(sign, name: name)
    var note: SignedNote
    do { note = try SignedNote(text: text.text) } catch {
      preconditionFailure("the report's lines are plain: \(error)")
    }
    note.sign(with: key)
    return note.bytes
  }

  private func tell(_ text: AuditText, _ note: [UInt8]?) throws {
    let bytes = note ?? Array(text.text.utf8)
    if let output { try OutputFile.write(bytes, to: output) }
    switch common.format {
    case .json:
      Output.object { json in
        text.write(to: &json)
        if let output { json.field("file", output) }
        json.field("signed", note != nil)
        json.field("report", String(decoding: bytes, as: UTF8.self))
      }
    case .text:
      if let output {
        Output.lines([say(zh: "已写入 \(output)。", en: "Written to \(output).")])
      } else {
        StandardStream.output.write(bytes)
      }
    }
  }
}
