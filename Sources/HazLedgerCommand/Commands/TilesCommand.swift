internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat

struct TilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tiles",
    abstract: say(
      zh: "公布账本为静态文件(tlog-tiles),或核验这样的文件",
      en: "Publish the ledger as static files (tlog-tiles), or verify such files."),
    discussion: say(
      zh: """
        任何静态网站都能提供这些文件,外部工具可直接读取。再次运行只写新增部分;已公布的文件从不改写。\
        --check 核验文件夹,或网址(http、https):后者用本机的 curl 程序读取,核验照样逐条进行。
        """,
      en: """
        Any static web server can serve the files to foreign clients. Run again, it writes what is \
        new; a published file is never written over. --check verifies a folder, or an address \
        (http or https), which the installed program curl reads; the checks are the same.
        """))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(say(zh: "公布到这个文件夹", en: "publish here"), valueName: "out"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "核验这个文件夹或网址,无需账本",
        en: "verify this folder or this address on the web; needs no ledger"),
      valueName: "dir|url"))
  var check: String?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "与 --check 同用:必须签名的公钥(默认取第 0 条中的)",
        en: "with --check: the key that must have signed (default: the one in entry 0)"),
      valueName: "vkey"))
  var key: String?

  func validate() throws {
    guard (output == nil) != (check == nil) else {
      throw ValidationError(
        say(zh: "请给出公布的文件夹,或用 --check 核验", en: "name a folder to publish to, or use --check"))
    }
    guard key == nil || check != nil else {
      throw ValidationError(say(zh: "--key 须与 --check 同用", en: "--key goes with --check"))
    }
    if let check, check.contains("://"),
      !["http://", "https://"].contains(where: check.hasPrefix)
    {
      throw ValidationError(
        say(zh: "网址须以 http:// 或 https:// 开头", en: "an address begins with http:// or https://"))
    }
  }

  func run() throws {
    let trusted = try key.map(Typed.verifierKey)
    try Face.run(common.format) {
      if let check { return try verify(check, trusted) }
      if let output { try publish(output) }
    }
  }

  private func publish(_ folder: String) throws {
    var line = ProgressLine()
    let published = try LedgerReader(common.places()).publishTiles(to: folder) { done, total in
      line.show(
        say(
          zh: "已写 \(done) / \(total) 条", en: "\(done) of \(Words.counted(total, "entry")) written"))
    }
    line.finish()
    let size = published.checkpoint.size
    switch common.format {
    case .json:
      Output.object { json in
        json.field("size", size)
        json.field("root", Base64.encode(published.checkpoint.root))
        json.field("previousSize", published.previousSize)
        json.field("filesCreated", published.filesCreated)
      }
    case .text:
      Output.lines([
        say(
          zh:
            "\(folder) 公布了 \(size) 条(此前 \(published.previousSize) 条),新建 \(published.filesCreated) 个文件。",
          en:
            "\(folder) publishes \(Words.counted(size, "entry")) (\(published.previousSize) before); "
            + "\(published.filesCreated) files are new.")
      ])
    }
  }

  private func verify(_ folder: String, _ trusted: VerifierKey?) throws {
    var line = ProgressLine()
    let report = try TilesVerifier(path: folder, key: trusted).verify { done, total in
      line.show(say(zh: "已核验 \(done) / \(total) 条", en: "verified \(done) of \(total)"))
    }
    line.finish()
    let text = TilesText(report: report, isKeyGiven: trusted != nil)
    switch common.format {
    case .json: Output.json { text.write(to: &$0) }
    case .text: Output.lines(text.lines())
    }
    if !report.ok { throw ExitStatus.no.code }
  }
}
