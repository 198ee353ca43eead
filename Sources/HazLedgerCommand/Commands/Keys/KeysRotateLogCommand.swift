internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import LedgerFormat

struct KeysRotateLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate-log",
    abstract: say(
      zh: "更换账本自己的签名密钥", en: "Put a new key in the place of the one that signs the checkpoints."),
    discussion: say(
      zh: """
        新旧密钥共同签名,记入账本;此后的检查点由新密钥签名。旧公钥仍可核验以前的检查点,\
        verify --key 从旧公钥一路核到新公钥。请把新公钥告诉核验方。
        """,
      en: """
        Both keys sign an entry; checkpoints from then on are signed by the new key. The old public \
        key still verifies those before, and verify --key walks from it to the new one. Tell the \
        new one to whoever checks your proofs.
        """))

  @OptionGroup var common: CommonOptions
  @OptionGroup var writing: WaitOption

  @Option(
    help: ArgumentHelp(
      say(zh: "新私钥(PKCS#8 PEM;默认生成)", en: "the new private key (default: one is made)"),
      valueName: "pem"))
  var newKey: String?

  func run() throws {
    try Face.run(common.format) {
      let recorder = try writing.open(writing.places(common))
      let rotation: RecordedRotation
      do { rotation = try recorder.rotateLogKey(to: newKey) } catch {
        try? recorder.close()
        throw error
      }
      try recorder.close()
      switch common.format {
      case .json:
        Output.object { json in
          json.field("index", rotation.index)
          json.field("oldVkey", rotation.oldKey.text)
          json.field("vkey", rotation.newKey.text)
          json.field("keyFile", rotation.keyPath)
        }
      case .text:
        Output.pairs([
          (say(zh: "旧公钥", en: "old verifier key"), rotation.oldKey.text),
          (say(zh: "新公钥", en: "new verifier key"), rotation.newKey.text),
          (say(zh: "生效于", en: "from entry"), String(rotation.index)),
          (say(zh: "新私钥文件", en: "new private key"), rotation.keyPath),
        ])
      }
    }
  }
}
