internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import LedgerFormat

/// Who may append, as it is typed.
enum SignaturePolicy: String, ExpressibleByArgument, CaseIterable {
  case open, signed
}

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

  @Option(
    help: ArgumentHelp(
      say(
        zh: "账本签名私钥的文件(PKCS#8 PEM;默认生成)",
        en: "the private key that will sign checkpoints (default: one is made)"),
      valueName: "pem"))
  var logKey: String?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "可登记企业密钥的登记机构的公钥,可多次给出",
        en: "a key that may register those of parties; may be repeated"),
      valueName: "vkey|file"))
  var registrar: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        zh: "须有几个登记机构共同签名(默认 1)",
        en: "how many registrars must sign together (default: 1)"), valueName: "n"))
  var registrarQuorum: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      say(
        zh: "open:事件可不签名;signed:每个事件须由企业签名",
        en: "open: events may be unsigned; signed: every event is signed by its party")))
  var signatures: SignaturePolicy = .open

  func run() throws {
    var options = Ledger.Options()
    options.policy.signatures = signatures == .signed ? .signed : .open
    options.policy.registrarQuorum = registrarQuorum
    try Face.run(common.format) { [options] in
      var options = options
      options.registrars = try registrar.map(PublicKeyArgument.read)
      var places = try common.places()
      if let logKey { places.logKey = logKey }
      let identity = try Ledger.create(at: places, origin: origin, options: options)
      switch common.format {
      case .json:
        Output.object { json in
          json.field("origin", identity.origin)
          json.field("ledgerId", identity.ledgerID)
          json.field("vkey", identity.verifierKey)
          PolicyText.write(identity, to: &json)
        }
      case .text:
        Output.pairs([
          (say(zh: "名称", en: "origin"), identity.origin),
          (say(zh: "账本编号", en: "ledger id"), identity.ledgerID),
          (say(zh: "验证公钥", en: "verifier key"), identity.verifierKey),
          (say(zh: "签名要求", en: "policy"), PolicyText.line(identity)),
        ])
      }
    }
  }
}
