internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import LedgerFormat

struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: say(
      zh: "出具一份无需账本即可核验的证明", en: "Make a proof that is checked without the ledger."),
    discussion: say(
      zh: """
        --index 或 --event 证明一条记录在账本中(C2SP tlog-proof 格式,附记录原文);\
        --consistency 证明账本从 M 条到 N 条只增不改;--lot、--consignment、--stream 出具证据文件,\
        证明全部记录都在其中。用 hazledger check 核验。
        """,
      en: """
        --index or --event proves that an entry is in the ledger (C2SP tlog-proof, with the entry \
        itself); --consistency that the ledger only grew from M to N entries; --lot, --consignment \
        and --stream make a file of evidence that all its entries are these. hazledger check checks \
        each.
        """))

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp(say(zh: "证明第 N 条记录", en: "prove entry N"), valueName: "n"))
  var index: UInt64?

  @Option(
    help: ArgumentHelp(say(zh: "证明一个事件:企业/事件编号", en: "prove an event"), valueName: "PARTY/ID"))
  var event: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      say(zh: "证明前 M 条是前 N 条的开头", en: "prove that the first M entries begin the first N"),
      valueName: "m n"))
  var consistency: [UInt64] = []

  @OptionGroup(title: say(zh: "证据文件", en: "Evidence"))
  var evidence: EvidenceSubject

  @Option(
    help: ArgumentHelp(
      say(
        zh: "证明到符合此策略(C2SP tlog-policy)的最新检查点(默认最新检查点)",
        en: "prove up to the newest checkpoint that satisfies this policy (default: the newest)"),
      valueName: "file"))
  var policy: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      say(zh: "写入文件(默认标准输出)", en: "write the proof here (default: standard output)"),
      valueName: "file"))
  var output: String?

  func validate() throws {
    let chosen = [index != nil, event != nil, !consistency.isEmpty, evidence.isGiven]
      .count { $0 }
    guard chosen == 1 else {
      throw ValidationError(
        say(
          zh: "请选 --index、--event、--consistency、--lot、--consignment、--stream 之一",
          en: "choose one of --index, --event, --consistency, --lot, --consignment and --stream"))
    }
    guard consistency.isEmpty || consistency.count == 2 else {
      throw ValidationError(
        say(zh: "--consistency 应写两个数:M N", en: "--consistency takes two sizes: M N"))
    }
    guard !evidence.isGiven || output != nil else {
      throw ValidationError(
        say(zh: "请用 -o 指定证据文件", en: "name the file of evidence with -o"))
    }
  }

  func run() throws {
    let event = try event.map(Typed.event)
    try Face.run(common.format) {
      let reader = try LedgerReader(common.places())
      let policy = try policy.map(TrustOptions.policy)
      if evidence.isGiven { return try proveStream(reader, policy) }
      if consistency.count == 2 {
        let proof = try reader.proveConsistency(
          old: consistency[0], new: consistency[1], policy: policy)
        return try tell(proof.bytes) { json in
          json.field("old", proof.old.size)
          json.field("new", proof.new.size)
        }
      }
      var place = index
      if let event { place = try reader.index(ofParty: event.party, id: event.id) }
      guard let place else { return }
      let proved = try reader.prove(index: place, policy: policy)
      try tell(proved.proof.bytes) { json in
        json.field("index", proved.proof.index)
        json.field("leafHash", proved.leafHash.hex)
        json.field("size", proved.checkpoint.size)
        json.field("root", Base64.encode(proved.checkpoint.root))
      }
    }
  }

  /// Makes a file of evidence.
  private func proveStream(_ reader: LedgerReader, _ policy: TrustPolicy?) throws {
    let key = try evidence.key(reader)
    var options = evidence.options
    options.policy = policy
    let made: Evidence
    do { made = try reader.evidence(of: key, options: options) } catch {
      if case LedgerError.streamUnknown = error { try complainOfMentions(of: key, reader) }
      throw error
    }
    if evidence.absent { try complainOfMentions(of: key, reader) }
    let bytes = made.bytes
    let later = reader.size - made.commitment - 1
    try tell(bytes) { json in
      json.field("subject", made.subject.description)
      json.field("completeTo", made.commitment)
      json.field("entries", made.entries.count)
      json.field("streams", made.streams.count)
      json.field("sizeBytes", bytes.count)
      json.field("laterEntries", later)
    }
    if later > 0 {
      Output.complain(
        Bilingual(
          zh: "提醒:证明完整到第 \(made.commitment) 条;此后的 \(later) 条不在完整范围内。"
            + "要全部涵盖,请先运行 hazledger checkpoint --commit 再出具",
          en: "note: the file is complete up to entry \(made.commitment); the \(later) later "
            + "entries are not covered. To cover them run hazledger checkpoint --commit first"))
    }
  }

  /// Tells where a subject without entries on its stream is named by events all the same.
  private func complainOfMentions(of key: StreamKey, _ reader: LedgerReader) throws {
    let count = try reader.mentions(of: key)
    guard count > 0 else { return }
    let subject = Words.subject(key)
    Output.complain(
      Bilingual(
        zh: "提醒:\(subject.chinese)出现在 \(count) 个事件中;它们不在这条链上(链上只有登记、证照、密钥和指令)。"
          + "hazledger find \(key.id) 列出它们",
        en: "note: \(count) events name \(subject.english); they are not on this stream, which "
          + "carries registrations, licences, keys and orders only. hazledger find \(key.id) lists them"
      ))
  }

  /// Writes the proof to its file or standard output; in JSON with what it proves.
  private func tell(_ proof: [UInt8], _ facts: (inout JSONWriter) -> Void) throws {
    if let output { try OutputFile.write(proof, to: output) }
    switch common.format {
    case .json:
      Output.object { json in
        facts(&json)
        if let output {
          json.field("file", output)
        } else {
          json.field("proof", String(decoding: proof, as: UTF8.self))
        }
      }
    case .text:
      if let output {
        Output.lines([say(zh: "已写入 \(output)。", en: "Written to \(output).")])
      } else {
        StandardStream.output.write(proof)
      }
    }
  }
}
