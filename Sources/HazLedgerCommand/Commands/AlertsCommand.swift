internal import ArgumentParser

struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts",
    abstract: say(
      zh: "预警:缺什么、迟什么、过期什么、什么说不清,及其处置",
      en: "What is missing, late, expired or unexplained, and what was done about it."),
    subcommands: [
      AlertsListCommand.self, AlertsAcknowledgeCommand.self, AlertsExplainCommand.self,
      AlertsCloseCommand.self,
    ], defaultSubcommand: AlertsListCommand.self)
}
