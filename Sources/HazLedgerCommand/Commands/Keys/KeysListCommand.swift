internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat

struct KeysListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: say(zh: "列出各企业的密钥及状态", en: "List the parties' keys and their states."))

  @OptionGroup var common: CommonOptions

  @Option(help: ArgumentHelp(say(zh: "只列这个企业", en: "only this party's"), valueName: "party"))
  var party: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "只算账本的前 N 条(当时的状态)", en: "count the first N entries: as it was then"),
      valueName: "n"))
  var atSize: UInt64?

  func run() throws {
    let only = try party.map(Typed.party)
    try Face.run(common.format) {
      let reader = try LedgerReader(common.places())
      let register = try reader.keyRegister(atSize: atSize)
      let time = try reader.keyTime(atSize: atSize)
      let parties = register.parties.filter { only == nil || $0.key == only }
        .sorted { $0.key < $1.key }
      let text = KeyListText(
        identity: reader.identity, size: atSize ?? reader.size, time: time,
        parties: parties.map { ($0.key, $0.value.keys) })
      switch common.format {
      case .json: Output.object { text.write(to: &$0) }
      case .text: Output.lines(text.lines())
      }
    }
  }
}
