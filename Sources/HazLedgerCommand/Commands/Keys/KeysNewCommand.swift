internal import ArgumentParser
internal import HazLedger
internal import Interchange

struct KeysNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: say(
      zh: "生成一对密钥:私钥写入文件,输出公钥",
      en: "Make a key: the private half to a file, the public one printed."),
    discussion: say(
      zh: "Ed25519,PKCS#8 PEM,只有文件所有者可读。请妥善备份;丢失后只能由登记机构登记新的。",
      en: "Ed25519, PKCS#8 in PEM, readable by its owner only. Keep a copy in a safe place."))

  @OptionGroup var output: AnswerOptions

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      say(zh: "私钥文件,不会覆盖", en: "the private key; not written over"), valueName: "pem"))
  var outputFile: String

  @Option(
    help: ArgumentHelp(
      say(
        zh: "公钥的名称,不含空格和 +(默认取文件名)",
        en: "the public key's name, without space or + (default: the file's name)"),
      valueName: "name"))
  var name: String?

  func run() throws {
    let file = outputFile.split(separator: "/").last.map(String.init) ?? outputFile
    let name = name ?? (file.hasSuffix(".pem") ? String(file.dropLast(4)) : file)
    try Face.run(output.format) {
      let key = try PrivateKeyFile.make(at: outputFile, name: name)
      switch output.format {
      case .json:
        Output.object { json in
          json.field("file", outputFile)
          json.field("vkey", key)
        }
      case .text: Output.lines([key])
      }
    }
  }
}
