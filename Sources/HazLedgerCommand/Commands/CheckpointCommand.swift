internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import LedgerFormat

struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: say(
      zh: "输出最新的已签名检查点", en: "Print the newest signed checkpoint, verbatim."),
    discussion: say(
      zh: "检查点是对全部记录的一次签名。保存它,以后用 verify --checkpoint 或 check --checkpoint 证明历史未被改写。",
      en: """
        A checkpoint signs all entries so far. Keep it: verify --checkpoint and check --checkpoint \
        show later that history was not rewritten.
        """))

  @OptionGroup var common: CommonOptions
  @OptionGroup var waiting: WaitOption

  @Flag(
    help: ArgumentHelp(
      say(
        zh: "先写入一条承诺记录:每个批次至此的全部经过都可证明完整",
        en: "commit to all lots' histories first, so that each can be proved complete up to now")))
  var commit = false

  @Option(
    help: ArgumentHelp(
      say(
        zh: "先用此私钥(PKCS#8 PEM)为尚未签名的记录签名",
        en: "sign what is not signed yet, with this private key (PKCS#8 in PEM), first"),
      valueName: "pem"))
  var key: String?

  @Flag(help: ArgumentHelp(say(zh: "列出保存的全部检查点", en: "list all that are kept, the oldest first")))
  var history = false

  func run() throws {
    try Face.run {
      var places = try waiting.places(common)
      if let key { places.logKey = key }
      if commit || key != nil { try CheckpointCommand.sign(places, commits: commit, waiting) }
      let reader = try LedgerReader(places)
      let kept = try history ? reader.keptCheckpoints() : [reader.newestCheckpoint()]
      switch common.format {
      case .json:
        for checkpoint in kept {
          Output.object { CheckpointCommand.write(checkpoint, to: &$0) }
        }
      case .text where history:
        Output.pairs(
          kept.map { (String($0.checkpoint.size), Base64.encode($0.checkpoint.root)) })
      case .text:
        for checkpoint in kept { StandardStream.output.write(checkpoint.note.bytes) }
      }
    }
  }

  /// Signs what is not signed yet, after it wrote a commitment where that is wanted.
  private static func sign(
    _ places: LedgerPlaces, commits: Bool, _ waiting: WaitOption
  ) throws {
    let recorder = try Recorder.open(places, wait: waiting.wait)
    Output.report(recorder.openReport)
    do { if commits { _ = try recorder.commitStreams() } } catch {
      try? recorder.close()
      throw error
    }
    try recorder.close()
  }

  private static func write(_ kept: KeptCheckpoint, to json: inout JSONWriter) {
    json.field("origin", kept.checkpoint.origin)
    json.field("size", kept.checkpoint.size)
    json.field("root", Base64.encode(kept.checkpoint.root))
    json.field("signers", kept.note.signatures.map(\.name))
    json.field("note", String(decoding: kept.note.bytes, as: UTF8.self))
  }
}
