internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat

struct RepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: say(
      zh: "从另一份副本恢复账本中损坏的字节", en: "Restore damaged bytes of a ledger from another copy."),
    discussion: say(
      zh: """
        只恢复哈希和签名证明为正确的字节,别的一概不动;原来的字节移入 quarantine/。\
        副本属于别的账本或别的历史时拒绝。先用 --dry-run 看会做什么。
        """,
      en: """
        Restores what hashes and signatures prove right, and nothing else; what stood there goes to \
        quarantine/. A copy of another ledger, or of another history, is refused. --dry-run tells \
        what would be done.
        """))

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp(say(zh: "备份或任何其他副本", en: "a backup, or any other copy"), valueName: "copy"))
  var from: String?

  @Flag(
    help: ArgumentHelp(
      say(
        zh: "不用副本:把不在任何已签名检查点之内的记录移入 quarantine/",
        en: "without a copy: move the entries that no signed checkpoint covers to quarantine/")))
  var quarantineUnsigned = false

  @Flag(help: ArgumentHelp(say(zh: "只说明会做什么,什么也不写", en: "tell what would be done, write nothing")))
  var dryRun = false

  @OptionGroup var reference: ReferenceOptions

  @OptionGroup var waiting: WaitOption

  func validate() throws {
    guard (from == nil) == quarantineUnsigned, !(dryRun && quarantineUnsigned) else {
      throw ValidationError(
        say(
          zh: "请给出 --from 或 --quarantine-unsigned 之一(后者不能与 --dry-run 同用)",
          en: "give one of --from and --quarantine-unsigned, and no --dry-run with the latter"))
    }
  }

  func run() throws {
    guard let from else { return try moveUnsigned() }
    var options = LedgerMend.Options()
    options.isTrial = dryRun
    options.wait = waiting.wait
    options.key = try reference.verifierKey()
    let progress = VerificationProgress()
    options.progress = { progress.show($0, $1) }
    try Face.run(common.format) { [options] in
      var options = options
      options.checkpoints = try reference.keptCheckpoints()
      let report = try LedgerMend.restore(common.places(), from: from, options: options)
      progress.finish()
      switch common.format {
      case .json: Output.json { RepairText.write(report, to: &$0) }
      case .text: Output.lines(RepairText.lines(report))
      }
      if !report.isWhole { throw ExitStatus.no.code }
    }
  }

  private func moveUnsigned() throws {
    try Face.run(common.format) {
      let moved = try LedgerMend.quarantineUnsigned(waiting.places(common), wait: waiting.wait)
      switch common.format {
      case .json:
        Output.object { json in
          json.field("size", moved.size)
          json.field("movedEntries", moved.entries)
          json.field("quarantined", moved.quarantined)
        }
      case .text:
        Output.lines(
          [
            say(
              zh: "移走了 \(moved.entries) 条未签名的记录;账本现有 \(moved.size) 条。",
              en:
                "\(Words.countedPast(moved.entries, "unsigned entry")) moved; the ledger has \(moved.size) now."
            )
          ] + moved.quarantined.map { "  " + $0 })
      }
    }
  }
}
