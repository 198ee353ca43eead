internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import LedgerFormat

struct KeysRevokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: say(zh: "吊销企业的密钥", en: "Revoke a party's key."),
    discussion: say(
      zh: "由登记机构或该企业有效的密钥签名。此后的签名不再有效,以前的仍然有效。",
      en: """
        Signed by registrars, or by a key of the party that counts. Signatures from then on do not \
        count; those before do.
        """))

  @OptionGroup var common: CommonOptions
  @OptionGroup var writing: WaitOption
  @OptionGroup var signing: KeySignerOptions

  @Option(help: ArgumentHelp(say(zh: "企业", en: "whose key it is"), valueName: "party"))
  var party: String

  @Option(
    name: .customLong("public"),
    help: ArgumentHelp(
      say(
        zh: "要吊销的公钥、只含公钥的文件,或 8 位密钥编号", en: "the verifier key, a file of it, or its id of 8 digits"),
      valueName: "vkey|file|id"))
  var publicKey: String

  func run() throws {
    let party = try Typed.party(party)
    try Face.run(common.format) {
      let change = KeyChange(
        .revoke, party: party, key: try key(of: party), signers: try signing.signers())
      try KeyChangeCommand.record(change, common, writing)
    }
  }

  /// The key that is meant; an id is looked up among the party's.
  private func key(of party: Identifier) throws -> VerifierKey {
    guard publicKey.utf8.count == 8, let id = UInt32(publicKey, radix: 16) else {
      return try PublicKeyArgument.read(publicKey)
    }
    let keys = try LedgerReader(common.places()).keyRegister().keys(of: party)
    guard let key = keys.key(id: id) else {
      throw LedgerError.keyRefused(.unknown(party: party, keyID: id))
    }
    return key.key
  }
}
