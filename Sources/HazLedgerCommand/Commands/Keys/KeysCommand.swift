internal import ArgumentParser
internal import HazLedger
internal import LedgerFormat

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: say(
      zh: "密钥:生成、登记、更换、吊销、列出", en: "Make, register, replace, revoke and list keys."),
    discussion: say(
      zh: """
        企业用自己的密钥为自己的事件签名(append、import 的 --key)。公钥由建账时指定的登记机构登记,\
        之后可由企业自己的有效密钥更换或吊销。私钥从不进入账本、输出或日志。
        """,
      en: """
        A party signs its own events with its own key (--key of append and import). The public key \
        is registered by the registrars that init named, and later replaced or revoked by them or \
        by a key of the party. Private keys never enter the ledger, an answer or a log.
        """),
    subcommands: [
      KeysNewCommand.self, KeysRegisterCommand.self, KeysRotateCommand.self,
      KeysRevokeCommand.self, KeysListCommand.self, KeysRotateLogCommand.self,
    ])
}

/// Who signs a change of a party's keys.
struct KeySignerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        zh: "登记机构的私钥(PKCS#8 PEM);须多方共同签名时可多次给出",
        en: "a registrar's private key (PKCS#8 in PEM); repeated where several must sign"),
      valueName: "pem"))
  var registrarKey: [String] = []

  @Option(
    help: ArgumentHelp(
      say(zh: "企业自己的有效私钥(PKCS#8 PEM)", en: "a private key of the party that counts"),
      valueName: "pem"))
  var key: String?

  func validate() throws {
    guard key != nil || !registrarKey.isEmpty else {
      throw ValidationError(
        say(
          zh: "请用 --registrar-key 或 --key 给出签名的私钥",
          en: "say who signs, with --registrar-key or --key"))
    }
  }

  func signers() throws -> [PrivateKeyFile] {
    try (registrarKey + (key.map { [$0] } ?? [])).map { try PrivateKeyFile($0) }
  }
}

/// A public key on the command line.
enum PublicKeyArgument {
  /// A verifier key, as it stands or in a file of one line.
  static func read(_ text: String) throws -> VerifierKey {
    if let key = try? VerifierKey(text) { return key }
    guard !text.contains("+") else { throw refusal(text) }
    let bytes = try InputBytes.read(text)
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard lines.count == 1, let key = try? VerifierKey(String(lines[0])) else {
      // What stands in the file is not shown: it may be the private key, taken by mistake.
      throw refusal(text)
    }
    return key
  }

  private static func refusal(_ text: String) -> any Error {
    ValidationError(
      say(
        zh: "“\(text)”不是公钥,也不是只含一个公钥的文件;公钥的形式为 名称+编号+base64",
        en: "“\(text)” is no verifier key and no file of one: write name+keyid+base64"))
  }
}
