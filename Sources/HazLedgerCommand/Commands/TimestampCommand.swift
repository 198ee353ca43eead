internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat

struct TimestampCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timestamp",
    abstract: say(
      zh: "请时间戳机构证明账本在某时刻的内容", en: "Have a time-stamp authority say when the ledger stood so."),
    discussion: say(
      zh: """
        --request 对最新检查点写出 RFC 3161 请求;把它交给时间戳机构,再用 --response 收回其应答。\
        应答核验后与检查点一同保存,并写入下一条记录:此后的记录必晚于该时刻。\
        例:curl -H 'Content-Type: application/timestamp-query' --data-binary @OUT.tsq URL > IN.tsr
        """,
      en: """
        --request writes an RFC 3161 request for the newest checkpoint; send it to an authority, and \
        take its answer back with --response. The answer is verified, kept with its checkpoint, and \
        named by the next entry: what follows is later than it. To send: \
        curl -H 'Content-Type: application/timestamp-query' --data-binary @OUT.tsq URL > IN.tsr
        """))

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp(say(zh: "把请求写入这个文件", en: "write a request here"), valueName: "out.tsq"))
  var request: String?

  @Option(
    help: ArgumentHelp(say(zh: "时间戳机构的应答", en: "the authority's answer"), valueName: "in.tsr"))
  var response: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "信任的根证书(PEM)", en: "the certificates that are trusted as roots, in PEM"),
      valueName: "ca.pem"))
  var ca: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "证书链中的其他证书(PEM),一同保存", en: "more certificates of the chain, kept as well"),
      valueName: "chain.pem"))
  var untrusted: String?

  @OptionGroup var waiting: WaitOption

  func validate() throws {
    guard (request == nil) != (response == nil) else {
      throw ValidationError(
        say(zh: "请选 --request 或 --response 之一", en: "choose --request or --response"))
    }
    guard (response == nil) == (ca == nil), response != nil || untrusted == nil else {
      throw ValidationError(
        say(zh: "--response 须与 --ca 同用", en: "--response and --ca go together"))
    }
  }

  func run() throws {
    try Face.run(common.format) {
      if let request { return try ask(request) }
      guard let response, let ca else { return }
      let bytes = try InputBytes.read(response)
      let authorities = try InputBytes.read(ca)
      let chain = try untrusted.map { try InputBytes.read($0) }
      let recorder = try waiting.open(waiting.places(common))
      let recorded: RecordedTimestamp
      do {
        recorded = try recorder.record(
          timestampResponse: bytes, authorities: authorities, untrusted: chain)
      } catch {
        try? recorder.close()
        throw error
      }
      try recorder.close()
      tell(recorded)
    }
  }

  private func ask(_ path: String) throws {
    let asked = try LedgerReader(common.places()).askForTimestamp()
    try OutputFile.write(asked.request.bytes, to: path)
    switch common.format {
    case .json:
      Output.object { json in
        json.field("file", path)
        json.field("size", asked.checkpoint.size)
        json.field("root", Base64.encode(asked.checkpoint.root))
        json.field("imprint", asked.request.imprint.hex)
      }
    case .text:
      Output.lines([
        say(
          zh: "已写入 \(path):请求为前 \(asked.checkpoint.size) 条的检查点加盖时间戳。",
          en: "Written to \(path): a request to stamp the checkpoint of \(asked.checkpoint.size) "
            + "entries.")
      ])
    }
  }

  private func tell(_ recorded: RecordedTimestamp) {
    let (stamp, time) = (
      recorded.timestamp, Instant(microseconds: recorded.timestamp.time)?.text ?? "?"
    )
    switch common.format {
    case .json:
      Output.object { json in
        json.field("index", recorded.index)
        json.field("recorded", recorded.isRecorded)
        json.field("size", stamp.size)
        json.field("root", Base64.encode(stamp.root))
        json.field("time", time)
        json.field("token", stamp.token.hex)
        json.field("file", recorded.file)
      }
    case .text:
      Output.lines([
        say(
          zh: "时间戳有效:前 \(stamp.size) 条不晚于 \(time)。",
          en: "The time stamp is good: the first \(stamp.size) entries are not later than \(time)."),
        recorded.isRecorded
          ? say(
            zh: "已写入第 \(recorded.index) 条,其后的记录必晚于它;令牌在 \(recorded.file)。",
            en: "Recorded as entry \(recorded.index), after which all is later; the token is "
              + "\(recorded.file).")
          : say(
            zh: "此前已写入第 \(recorded.index) 条。", en: "It is entry \(recorded.index) already."),
      ])
    }
  }
}
