internal import ArgumentParser
internal import HazLedger
internal import Interchange

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: say(zh: "账本现状", en: "The ledger's size, newest checkpoint and state."))

  @OptionGroup var common: CommonOptions

  func run() throws {
    try Face.run(common.format) {
      let status = try LedgerReader(common.places()).status()
      switch common.format {
      case .json: Output.json { StatusText.write(status, to: &$0) }
      case .text: Output.pairs(StatusText.pairs(status))
      }
    }
  }
}
