internal import ArgumentParser
internal import HazLedger

/// How an answer is written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

extension Language: ExpressibleByArgument {}

/// The options of a command that needs no ledger.
struct AnswerOptions: ParsableArguments {
  @Option(help: ArgumentHelp(say(zh: "输出格式", en: "how the answer is written")))
  var format: OutputFormat = .text

  @Option(
    help: ArgumentHelp(
      say(zh: "文字语言(默认按系统区域)", en: "language of texts (default: the locale's)")))
  var lang: Language?
}

/// The options of a command on a ledger.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .customLong("ledger"),
    help: ArgumentHelp(
      say(
        zh: "账本文件夹(默认 $HAZLEDGER_DIR,否则 ./ledger)",
        en: "the ledger's folder (default: $HAZLEDGER_DIR, else ./ledger)"), valueName: "dir"))
  var ledgerFolder: String?

  @Option(help: ArgumentHelp(say(zh: "输出格式", en: "how the answer is written")))
  var format: OutputFormat = .text

  @Option(
    help: ArgumentHelp(say(zh: "文字语言(默认按系统区域)", en: "language of texts (default: the locale's)")))
  var lang: Language?

  /// Where the ledger and its operator's key and record lie.
  func places() throws -> LedgerPlaces {
    let folder = ledgerFolder ?? Environment.variable("HAZLEDGER_DIR") ?? "ledger"
    return try CommonOptions.places(ledger: folder.isEmpty ? "ledger" : folder)
  }

  /// The places of a ledger in a folder that was named.
  static func places(ledger folder: String) throws -> LedgerPlaces {
    guard let state = LedgerPlaces.defaultState(environment: Environment.variable) else {
      throw ValidationError(
        say(
          zh: "请设置 HOME 或 XDG_STATE_HOME:签名密钥放在那里",
          en: "set HOME or XDG_STATE_HOME: the signing key is kept there"))
    }
    let logKey = Environment.variable("HAZLEDGER_LOG_KEY").flatMap { $0.isEmpty ? nil : $0 }
    return LedgerPlaces(ledger: folder, state: state, logKey: logKey)
  }
}

/// How long a writer waits for another, and with which key it signs.
struct WaitOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        zh: "账本签名私钥的文件(PKCS#8 PEM;默认 $HAZLEDGER_LOG_KEY,否则在状态文件夹中)",
        en: """
          the file of the key that signs checkpoints (PKCS#8 in PEM; default: \
          $HAZLEDGER_LOG_KEY, else the one in the state folder)
          """), valueName: "pem"))
  var logKey: String?

  /// Where the ledger and its operator's key and record lie.
  func places(_ common: CommonOptions) throws -> LedgerPlaces {
    var places = try common.places()
    if let logKey { places.logKey = logKey }
    return places
  }

  @Option(
    help: ArgumentHelp(
      say(zh: "等待其他写入者的秒数", en: "seconds to wait for another writer"), valueName: "seconds"))
  var wait: Double = 5

  func validate() throws {
    guard wait >= 0, wait <= 86_400 else {
      throw ValidationError(
        say(zh: "--wait 应为 0 到 86400 秒", en: "--wait takes 0 to 86400 seconds"))
    }
  }
}
