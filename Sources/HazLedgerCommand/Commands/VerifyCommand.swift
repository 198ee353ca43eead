internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat
internal import Synchronization

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

  @Option(
    help: ArgumentHelp(
      say(
        zh: "账本必须接续的检查点文件,可多次给出", en: "a checkpoint that the ledger must continue; may be repeated"),
      valueName: "file"))
  var checkpoint: [String] = []

  @Option(
    help: ArgumentHelp(
      say(zh: "必须签名的公钥(默认取创世记录中的)", en: "the key that must have signed (default: the genesis's)"),
      valueName: "vkey"))
  var key: String?

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
    if let key {
      do { options.verifierKey = try VerifierKey(key) } catch {
        throw ValidationError(say(zh: "不是公钥:\(key)", en: "not a verifier key: \(key)"))
      }
    }
    let clock = ProgressLine()
    let line = Mutex(clock)
    options.progress = { done, total in
      line.withLock { line in
        line.show(say(zh: "已核验 \(done) / \(total) 条", en: "verified \(done) of \(total)"))
      }
    }
    try Face.run { [options] in
      let places = try common.places()
      var options = options
      options.policy = try policy.map(TrustOptions.policy)
      options.authorities = try ca.map { try InputBytes.read($0) }
      if let lot = options.lot, !lot.isQualified {
        options.lot = try LedgerReader(places).resolve(lot)
      }
      options.checkpoints = try checkpoint.map { path in
        VerificationOptions.KeptCheckpoint(name: path, note: try InputBytes.read(path))
      }
      let report = try LedgerVerifier(path: places.ledger).verify(options)
      line.withLock { $0.finish() }
      if let lot = options.lot, report.ok, report.lotEntries == 0 {
        throw LedgerError.lotUnknown(lot)
      }
      let text = VerificationText(report: report, seconds: clock.seconds)
      switch common.format {
      case .json: Output.json { text.write(to: &$0) }
      case .text: Output.lines(text.lines())
      }
      if !report.ok { throw ExitStatus.no.code }
    }
  }
}
