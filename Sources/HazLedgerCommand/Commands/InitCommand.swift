internal import ArgumentParser
internal import HazLedger
internal import Interchange

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: say(zh: "新建账本及其签名密钥", en: "Make a new ledger and its signing key."),
    discussion: say(
      zh: "账本是一个文件夹;签名密钥放在账本之外($XDG_STATE_HOME/hazledger/账本编号/)。",
      en: """
        The ledger is a folder; the signing key is kept outside it, under \
        $XDG_STATE_HOME/hazledger/LEDGER-ID/.
        """))

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp(
      say(
        zh: "账本的名称,如 county.example/hazmat:不含空格和 +,写入每个检查点",
        en: """
          the ledger's name, such as county.example/hazmat: no space, no +; stands in every \
          checkpoint
          """), valueName: "name"))
  var origin: String

  func run() throws {
    try Face.run {
      let identity = try Ledger.create(at: common.places(), origin: origin)
      switch common.format {
      case .json:
        Output.object { json in
          json.field("origin", identity.origin)
          json.field("ledgerId", identity.ledgerID)
          json.field("vkey", identity.verifierKey)
        }
      case .text:
        Output.pairs([
          (say(zh: "名称", en: "origin"), identity.origin),
          (say(zh: "账本编号", en: "ledger id"), identity.ledgerID),
          (say(zh: "验证公钥", en: "verifier key"), identity.verifierKey),
        ])
      }
    }
  }
}
