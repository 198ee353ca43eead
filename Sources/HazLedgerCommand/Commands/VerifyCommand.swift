internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: say(
      zh: "从字节重新核验整个账本", en: "Read everything again from the bytes and verify it."),
    discussion: say(
      zh: "核验编码、哈希、全局链、每个批次的链、归链规则、树、签名,并重新核算每个批次;不使用索引。",
      en: """
        Checks framing, encoding, hashes, the global chain, every stream's chain and the stream \
        rule, the tree and the signed checkpoints, and folds every lot again. Uses no index.
        """))

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp(
      say(
        zh: "只报告与这个批次或整个账本有关的损坏",
        en: "report damage of this lot's chain and of the ledger as a whole"),
      valueName: "lot"))
  var lot: String?

  @OptionGroup var reference: ReferenceOptions

  @Option(
    help: ArgumentHelp(
      say(
        zh: "信任策略(C2SP tlog-policy):至少一个检查点须有其见证方的联署",
        en: "a policy of trust (C2SP tlog-policy), whose witnesses must have cosigned a checkpoint"),
      valueName: "file"))
  var policy: String?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "信任的时间戳机构根证书(PEM):核验每个时间戳",
        en: "roots of time-stamp authorities in PEM: verify every time stamp"),
      valueName: "ca.pem"))
  var ca: String?

  func run() throws {
    var options = VerificationOptions()
    options.lot = try lot.map(Typed.lot)
    options.verifierKey = try reference.verifierKey()
    let progress = VerificationProgress()
    options.progress = { progress.show($0, $1) }
    try Face.run(common.format) { [options] in
      let places = try common.places()
      var options = options
      options.policy = try policy.map(TrustOptions.policy)
      options.authorities = try ca.map { try InputBytes.read($0) }
      if let lot = options.lot, !lot.isQualified {
        options.lot = try LedgerReader(places).resolve(lot)
      }
      options.checkpoints = try reference.keptCheckpoints()
      let report = try LedgerVerifier(path: places.ledger).verify(options)
      progress.finish()
      if let lot = options.lot, report.ok, report.lotEntries == 0 {
        throw LedgerError.lotUnknown(lot)
      }
      let text = VerificationText(report: report, seconds: progress.seconds)
      switch common.format {
      case .json: Output.json { text.write(to: &$0) }
      case .text: Output.lines(text.lines())
      }
      if !report.ok { throw ExitStatus.no.code }
    }
  }
}
