internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat
internal import Synchronization

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: say(zh: "把备份恢复成账本", en: "Make a ledger of a backup again."),
    discussion: say(
      zh: """
        恢复到新的文件夹,从不覆盖;全部核验通过后才算完成。比本机已签名的更旧的账本不会再签名:\
        请改从更新的副本恢复。
        """,
      en: """
        Restores to a new folder and never writes over another; it is done when everything was \
        verified. A ledger older than what this machine has signed is not signed again: restore it \
        from a newer copy.
        """))

  @OptionGroup var answer: AnswerOptions

  @Argument(help: ArgumentHelp(say(zh: "备份文件夹", en: "the backup's folder"), valueName: "backup"))
  var backup: String

  @Argument(
    help: ArgumentHelp(say(zh: "新账本的文件夹", en: "the new ledger's folder"), valueName: "dest"))
  var destination: String

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

  func run() throws {
    var options = VerificationOptions()
    if let key {
      do { options.verifierKey = try VerifierKey(key) } catch {
        throw ValidationError(say(zh: "不是公钥:\(key)", en: "not a verifier key: \(key)"))
      }
    }
    let line = Mutex(ProgressLine())
    options.progress = { done, total in
      line.withLock { line in
        line.show(say(zh: "已核验 \(done) / \(total) 条", en: "verified \(done) of \(total)"))
      }
    }
    try Face.run { [options] in
      var options = options
      options.checkpoints = try checkpoint.map { path in
        VerificationOptions.KeptCheckpoint(name: path, note: try InputBytes.read(path))
      }
      let places = try CommonOptions.places(ledger: destination)
      let report = try LedgerRestore.make(from: backup, at: places, options: options)
      line.withLock { $0.finish() }
      switch answer.format {
      case .json: Output.json { CopyText.write(report, to: &$0) }
      case .text: Output.lines(CopyText.lines(report))
      }
      CopyText.complain(of: report)
      if !report.isRestored { throw ExitStatus.no.code }
    }
  }
}
