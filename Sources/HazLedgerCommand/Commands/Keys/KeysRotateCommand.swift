internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import LedgerFormat

struct KeysRotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate",
    abstract: say(zh: "用新密钥更换企业的旧密钥", en: "Put a new key in the place of a party's old one."),
    discussion: say(
      zh: "由旧密钥签名;给出新的私钥(--new-key)时新旧共同签名。此后旧密钥不再有效,它以前的签名仍然有效。",
      en: """
        Signed by the old key, and by the new one too where its private half is given (--new-key). \
        From then on the old key no longer counts; what it signed before does.
        """))

  @OptionGroup var common: CommonOptions
  @OptionGroup var writing: WaitOption

  @Option(help: ArgumentHelp(say(zh: "企业", en: "whose key it is"), valueName: "party"))
  var party: String

  @Option(help: ArgumentHelp(say(zh: "旧私钥", en: "the old private key"), valueName: "pem"))
  var key: String

  @Option(
    name: .customLong("public"),
    help: ArgumentHelp(
      say(zh: "新公钥,或只含公钥的文件", en: "the new verifier key, or a file of it"),
      valueName: "vkey|file"))
  var publicKey: String

  @Option(help: ArgumentHelp(say(zh: "新私钥", en: "the new private key"), valueName: "pem"))
  var newKey: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "新密钥的失效时间(RFC 3339)", en: "when the new one stops counting (RFC 3339)"),
      valueName: "time"))
  var expires: String?

  func run() throws {
    let (party, expires) = (try Typed.party(party), try expires.map(Typed.time))
    try Face.run(common.format) {
      let change = KeyChange(
        .rotate, party: party, key: try PublicKeyArgument.read(publicKey), expires: expires,
        signers: try ([key] + (newKey.map { [$0] } ?? [])).map { try PrivateKeyFile($0) })
      try KeyChangeCommand.record(change, common, writing)
    }
  }
}
