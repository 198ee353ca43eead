internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import LedgerFormat

struct CosignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cosign",
    abstract: say(
      zh: "作为见证方联署一个账本的检查点", en: "Cosign a ledger's checkpoint, as its witness."),
    discussion: say(
      zh: """
        只联署接续此前联署过的检查点;在 --state 中先存妥,再给出签名。首次遇到的账本,以其检查点为起点。\
        也读 tlog-witness 的 add-checkpoint 请求(old N …),因此可放在任何传输方式之后。\
        密钥:openssl genpkey -algorithm ed25519 -out WITNESS.pem。
        """,
      en: """
        Cosigns only what continues the checkpoint cosigned before, and stores that in --state before \
        it gives the signature. Of a ledger met for the first time it takes the checkpoint as the \
        beginning. Reads the body of tlog-witness's add-checkpoint (old N …) as well, so that it can \
        stand behind any transport. A key: openssl genpkey -algorithm ed25519 -out WITNESS.pem.
        """))

  @OptionGroup var answer: AnswerOptions

  @Argument(
    help: ArgumentHelp(
      say(
        zh: "检查点,或 add-checkpoint 请求;- 为标准输入",
        en: "the checkpoint, or an add-checkpoint request; - for standard input"),
      valueName: "checkpoint"))
  var checkpoint: String?

  @Option(help: ArgumentHelp(say(zh: "见证方的私钥", en: "the witness's key"), valueName: "pem"))
  var key: String

  @Option(
    help: ArgumentHelp(
      say(zh: "见证方的名称,写在签名行中", en: "the witness's name, as it signs"), valueName: "name"))
  var name: String

  @Option(
    help: ArgumentHelp(
      say(zh: "见证方的记忆所在的文件夹", en: "the folder of the witness's memory"), valueName: "dir"))
  var state: String?

  @Option(
    help: ArgumentHelp(say(zh: "被见证的账本的公钥", en: "the ledger's key"), valueName: "vkey"))
  var log: String?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "增长证明(prove --consistency),账本已知时需要",
        en: "the proof of growth (prove --consistency), needed for a ledger that is known"),
      valueName: "file"))
  var proof: String?

  @Flag(help: ArgumentHelp(say(zh: "账本必须是已知的", en: "the ledger must be known already")))
  var known = false

  @Flag(help: ArgumentHelp(say(zh: "输出检查点连同联署", en: "print the checkpoint with it")))
  var note = false

  @Flag(help: ArgumentHelp(say(zh: "只输出见证方的公钥", en: "print the witness's verifier key only")))
  var vkey = false

  @OptionGroup var waiting: WaitOption

  func validate() throws {
    guard !vkey else { return }
    guard checkpoint != nil, state != nil, log != nil else {
      throw ValidationError(
        say(
          zh: "请给出检查点、--state 和 --log(或用 --vkey 输出公钥)",
          en: "give a checkpoint, --state and --log, or --vkey for the key"))
    }
  }

  func run() throws {
    try Face.run(answer.format) {
      let witness = try Witness(name: name, keyPath: key, folder: state ?? "")
      guard !vkey, let checkpoint, let log else { return tell(witness.key) }
      let ledger = try Typed.verifierKey(log)
      do {
        let submission = try submission(checkpoint)
        tell(
          try witness.cosign(
            submission, of: ledger, requiresKnown: known, wait: waiting.wait),
          witness.key, submission.note)
      } catch let error as LedgerError {
        guard case .notCosigned(let refusal) = error, answer.format == .json else { throw error }
        tell(refusal)
        throw Words.status(of: refusal).code
      }
    }
  }

  /// What stands in the file; what is neither a checkpoint nor a request is refused.
  private func submission(_ path: String) throws -> Witness.Submission {
    let bytes = try path == "-" ? InputBytes.standardInput() : InputBytes.read(path)
    let growth = try proof.map { try InputBytes.read($0) }
    let isRequest = AddCheckpointRequest.isBeginning(bytes.span)
    guard !isRequest || growth == nil else {
      throw ValidationError(
        say(zh: "请求中已有证明,不要再给 --proof", en: "a request brings its own proof; leave --proof out"))
    }
    do throws(ProofFileError) {
      return isRequest
        ? .request(try AddCheckpointRequest(bytes.span))
        : try CosignCommand.checkpoint(bytes, growth)
    } catch { throw LedgerError.notCosigned(.form(error)) }
  }

  private static func checkpoint(
    _ note: [UInt8], _ growth: [UInt8]?
  ) throws(ProofFileError) -> Witness.Submission {
    var proof: ConsistencyProof?
    if let growth { proof = try ConsistencyProof(growth.span) }
    do throws(NoteError) { return .checkpoint(try SignedNote(note.span), proof) } catch {
      throw .note(error)
    }
  }

  private func tell(_ key: CosignerKey) {
    switch answer.format {
    case .json: Output.object { $0.field("vkey", key.text) }
    case .text: Output.lines([key.text])
    }
  }

  private func tell(
    _ cosigned: Witness.Cosigned, _ key: CosignerKey, _ submitted: SignedNote
  ) {
    var whole = submitted
    whole.add(cosigned.signature)
    if cosigned.knownSize == nil {
      Output.complain(
        Bilingual(
          zh: "首次遇到账本 \(cosigned.checkpoint.origin),以 \(cosigned.checkpoint.size) 条为起点",
          en:
            "the ledger \(cosigned.checkpoint.origin) is met for the first time; the beginning is "
            + "\(Words.counted(cosigned.checkpoint.size, "entry"))"))
    }
    switch answer.format {
    case .json:
      Output.object { json in
        json.field("ok", true)
        json.field("origin", cosigned.checkpoint.origin)
        json.field("size", cosigned.checkpoint.size)
        json.field("root", Base64.encode(cosigned.checkpoint.root))
        json.field("time", AcceptedText.time(cosigned.seconds))
        json.key("knownSize")
        if let size = cosigned.knownSize { json.value(size) } else { json.null() }
        json.field("vkey", key.text)
        json.field("cosignature", String(decoding: cosigned.signature.line, as: UTF8.self))
        if note { json.field("note", String(decoding: whole.bytes, as: UTF8.self)) }
      }
    case .text: StandardStream.output.write(note ? whole.bytes : cosigned.signature.line)
    }
  }

  private func tell(_ refusal: WitnessRefusal) {
    Output.object { json in
      json.field("ok", false)
      json.field("reason", Words.of(refusal).text)
      json.field("httpStatus", refusal.httpStatus)
      if let size = refusal.knownSize { json.field("knownSize", size) }
    }
  }
}
