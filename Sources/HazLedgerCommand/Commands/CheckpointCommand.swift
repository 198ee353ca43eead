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

  @Flag(help: ArgumentHelp(say(zh: "列出保存的全部检查点", en: "list all that are kept, the oldest first")))
  var history = false

  func run() throws {
    try Face.run {
      let reader = try LedgerReader(common.places())
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

  private static func write(_ kept: KeptCheckpoint, to json: inout JSONWriter) {
    json.field("origin", kept.checkpoint.origin)
    json.field("size", kept.checkpoint.size)
    json.field("root", Base64.encode(kept.checkpoint.root))
    json.field("signers", kept.note.signatures.map(\.name))
    json.field("note", String(decoding: kept.note.bytes, as: UTF8.self))
  }
}
