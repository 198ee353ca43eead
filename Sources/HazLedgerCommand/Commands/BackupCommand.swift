internal import ArgumentParser
internal import HazLedger
internal import Interchange

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: say(
      zh: "备份账本(可在使用中进行,只复制新增部分)", en: "Back the ledger up, also while it is in use."),
    discussion: say(
      zh: """
        只复制新增的记录,并从副本重新读出、逐条核验;已抹除的私密字段在副本中同样抹除。中断后重新运行即可。\
        不含签名密钥。恢复用 hazledger restore。
        """,
      en: """
        Copies what is new, reads it again from the copy and verifies it; private fields that were \
        erased are erased in the copy as well. After an interruption the same command goes on. The \
        signing key is not in it. hazledger restore makes a ledger of it again.
        """))

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp(say(zh: "备份文件夹", en: "the backup's folder"), valueName: "dest"))
  var destination: String

  @Flag(
    help: ArgumentHelp(say(zh: "不备份私密字段的值", en: "leave the values of private fields out")))
  var withoutPrivate = false

  @Flag(
    help: ArgumentHelp(
      say(zh: "备份后核验整个副本,而不只是新增部分", en: "verify the whole copy, not only what is new")))
  var full = false

  func run() throws {
    var options = LedgerBackup.Options()
    options.includesPrivate = !withoutPrivate
    options.verifiesAll = full
    let progress = VerificationProgress()
    options.progress = { progress.show($0, $1) }
    try Face.run(common.format) { [options] in
      let report = try LedgerBackup.make(
        of: common.places(), to: destination, options: options)
      progress.finish()
      switch common.format {
      case .json: Output.json { CopyText.write(report, to: &$0) }
      case .text: Output.lines(CopyText.lines(report))
      }
      if !report.isWhole { throw ExitStatus.no.code }
    }
  }
}
