internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat

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

  @OptionGroup var reference: ReferenceOptions

  func run() throws {
    var options = VerificationOptions()
    options.verifierKey = try reference.verifierKey()
    let progress = VerificationProgress()
    options.progress = { progress.show($0, $1) }
    try Face.run(answer.format) { [options] in
      var options = options
      options.checkpoints = try reference.keptCheckpoints()
      let places = try CommonOptions.places(ledger: destination)
      let report = try LedgerRestore.make(from: backup, at: places, options: options)
      progress.finish()
      switch answer.format {
      case .json: Output.json { CopyText.write(report, to: &$0) }
      case .text: Output.lines(CopyText.lines(report))
      }
      CopyText.complain(of: report)
      if !report.isRestored { throw ExitStatus.no.code }
    }
  }
}
