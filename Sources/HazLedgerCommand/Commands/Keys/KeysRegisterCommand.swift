internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import LedgerFormat

struct KeysRegisterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register",
    abstract: say(zh: "登记企业的公钥", en: "Register a party's key."),
    discussion: say(
      zh: "由登记机构签名(须多方时给出多个 --registrar-key),或由该企业已有的有效密钥签名(--key)。",
      en: """
        Signed by registrars (as many --registrar-key as the ledger's policy wants), or by a key \
        that the party has already (--key).
        """))

  @OptionGroup var common: CommonOptions
  @OptionGroup var writing: WaitOption
  @OptionGroup var signing: KeySignerOptions

  @Option(help: ArgumentHelp(say(zh: "企业", en: "whose key it is"), valueName: "party"))
  var party: String

  @Option(
    name: .customLong("public"),
    help: ArgumentHelp(
      say(zh: "公钥,或只含公钥的文件", en: "the verifier key, or a file of it"), valueName: "vkey|file"))
  var publicKey: String

  @Option(
    help: ArgumentHelp(
      say(zh: "失效时间(RFC 3339)", en: "when it stops counting (RFC 3339)"), valueName: "time"))
  var expires: String?

  func run() throws {
    let (party, expires) = (try Typed.party(party), try expires.map(Typed.time))
    try Face.run(common.format) {
      let change = KeyChange(
        .register, party: party, key: try PublicKeyArgument.read(publicKey), expires: expires,
        signers: try signing.signers())
      try KeyChangeCommand.record(change, common, writing)
    }
  }
}
