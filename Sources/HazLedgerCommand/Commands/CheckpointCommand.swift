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

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      say(
        zh: "把见证方的联署与检查点一同保存", en: "keep these witnesses' cosignatures with their checkpoint"),
      valueName: "file"))
  var addCosignatures: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        zh: "与 --add-cosignatures 同用:只收策略中见证方的、且有效的联署",
        en: "with --add-cosignatures: take only good ones of the policy's witnesses"),
      valueName: "file"))
  var policy: String?

  func validate() throws {
    guard policy == nil || !addCosignatures.isEmpty else {
      throw ValidationError(
        say(zh: "--policy 须与 --add-cosignatures 同用", en: "--policy goes with --add-cosignatures"))
    }
    guard !history && !commit || addCosignatures.isEmpty else {
      throw ValidationError(
        say(
          zh: "--add-cosignatures 不能与 --history、--commit 同用",
          en: "--add-cosignatures goes with neither --history nor --commit"))
    }
  }

  func run() throws {
    if !addCosignatures.isEmpty { return try Face.run(common.format) { try keepCosignatures() } }
    try Face.run(common.format) {
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
    let recorder = try waiting.open(places)
    do { if commits { _ = try recorder.commitStreams() } } catch {
      try? recorder.close()
      throw error
    }
    try recorder.close()
  }

  private func keepCosignatures() throws {
    let policy = try policy.map(TrustOptions.policy)
    let files = try addCosignatures.map { (path: $0, bytes: try InputBytes.read($0)) }
    let results = try CosignatureKeeping.add(
      files, to: waiting.places(common), policy: policy, wait: waiting.wait)
    if policy == nil {
      Output.complain(
        Bilingual(
          zh: "没有 --policy,联署未经核验;一个无效的联署会使信任该见证方的人拒绝整个检查点",
          en: "without --policy the cosignatures were not checked; a bad one makes whoever trusts "
            + "that witness refuse the whole checkpoint"))
    }
    for kept in results {
      switch common.format {
      case .json:
        Output.object { json in
          json.field("size", kept.checkpoint.size)
          json.field("root", Base64.encode(kept.checkpoint.root))
          json.field("added", kept.added)
          json.field("present", kept.present)
          json.field("checked", kept.isChecked)
        }
      case .text:
        let size = kept.checkpoint.size
        Output.lines([
          kept.added.isEmpty
            ? say(
              zh: "\(size) 条:没有新的联署。", en: "\(Words.counted(size, "entry")): no new cosignature.")
            : say(
              zh: "\(size) 条:保存了\(Words.list(kept.added).chinese)的联署。",
              en:
                "\(Words.counted(size, "entry")): kept the cosignature of \(Words.list(kept.added).english)."
            )
        ])
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
