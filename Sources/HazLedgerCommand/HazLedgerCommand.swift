internal import ArgumentParser

/// The program `hazledger`.
@main
struct HazLedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hazledger",
    abstract: say(
      zh: "危险化学品全流程台账:来源可循,去向可溯,不可篡改",
      en: "A tamper-evident ledger of every lot of a hazardous chemical."),
    discussion: say(
      zh: "退出码:0 完成;1 答案为否;64 用法错误;65 输入被拒绝;66 找不到;73 已存在;74 读写错误;75 被占用;77 不允许",
      en: """
        Exit status: 0 done; 1 the answer is no; 64 wrong usage; 65 input refused; 66 not there; \
        73 exists; 74 input/output error; 75 locked; 77 not permitted
        """),
    version: Version.text,
    subcommands: [
      InitCommand.self, AppendCommand.self, ImportCommand.self, TraceCommand.self,
      VerifyCommand.self,
      CheckpointCommand.self, ProveCommand.self, CheckCommand.self, TilesCommand.self,
      StatusCommand.self, ExportCommand.self, ReindexCommand.self,
      KeysCommand.self,
      RulesCommand.self, AlertsCommand.self, HazardsCommand.self,
      EraseCommand.self, BackupCommand.self, RestoreCommand.self,
      HoldingsCommand.self, BalanceCommand.self, BookCommand.self, ConsignmentsCommand.self,
      OriginsCommand.self, RecallCommand.self, FindCommand.self, ReportCommand.self,
      RegisterCommand.self, UseCommand.self, ReceiveCommand.self, DisposeCommand.self,
      LoseCommand.self, CountCommand.self, RetentionCommand.self,
      CosignCommand.self, TimestampCommand.self, RepairCommand.self,
      AuditCommand.self,
    ])
}
