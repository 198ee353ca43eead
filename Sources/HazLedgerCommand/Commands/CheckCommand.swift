internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: say(zh: "核验一份证明,无需账本", en: "Check a proof; needs no ledger."),
    discussion: say(
      zh: """
        核验 prove 和 append --receipt 出具的证明,以及单独的检查点。只信任 --key 给出的公钥和 \
        --policy 列出的账本与见证方;其他签名不计。
        """,
      en: """
        Checks what prove and append --receipt make, and checkpoints alone. Trusts the key that is \
        given, or the policy's ledgers and witnesses, and nothing else; other signatures are \
        passed over.
        """))

  @OptionGroup var output: AnswerOptions

  @Argument(help: ArgumentHelp(say(zh: "证明文件", en: "the proof"), valueName: "file"))
  var file: String

  @OptionGroup var trust: TrustOptions

  @Option(
    help: ArgumentHelp(
      say(zh: "被证明的记录原文(默认取证明中附带的)", en: "the entry's bytes (default: those in the proof)"),
      valueName: "file"))
  var entry: String?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "自己保存的检查点,增长证明必须与之相符",
        en: "a checkpoint that you hold, with which a proof of growth must agree"),
      valueName: "file"))
  var checkpoint: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "证据文件必须属于此账本标识", en: "the ledger id that evidence must be of"),
      valueName: "hex"))
  var ledgerID: String?

  func run() throws {
    try Face.run {
      let policy = try trust.requiredPolicy()
      let bytes = try InputBytes.read(file, sizeBytesMax: CheckCommand.sizeBytesMax)
      if Evidence.isBeginning(bytes.span) { return try check(evidence: bytes, policy) }
      let entry = try entry.map { try InputBytes.read($0) }
      let note = try checkpoint.map { try InputBytes.read($0) }
      let statements: [ProvedStatement]
      do {
        var checker = ProofChecker(policy: policy)
        checker.entry = entry
        checker.held = try note.map { try CheckCommand.heldCheckpoint($0, of: policy.logs) }
        // All are checked before the first is told: an answer is whole, or it is no.
        statements = try ProofFile.parse(bytes.span).map(checker.check)
      } catch let error as ProofFileError {
        refuse(Words.of(error))
        throw ExitStatus.no.code
      }
      for statement in statements { tell(ProofText(statement: statement)) }
    }
  }

  /// Checks a file of evidence and tells what it proves, or why it proves nothing.
  private func check(evidence bytes: [UInt8], _ policy: TrustPolicy) throws {
    var checker = EvidenceChecker(policy: policy)
    if let ledgerID {
      guard let id = LedgerID(hex: ledgerID) else {
        throw ValidationError(
          say(zh: "不是账本标识:\(ledgerID)", en: "not a ledger id: \(ledgerID)"))
      }
      checker.ledgerID = id
    }
    let text: EvidenceText
    do throws(EvidenceError) {
      text = EvidenceText(try EvidenceAnswer(checker.check(Evidence(bytes.span))))
    } catch {
      refuse(Words.of(error))
      throw ExitStatus.no.code
    }
    switch output.format {
    case .json: Output.json { text.write(to: &$0) }
    case .text: Output.lines(text.lines())
    }
  }

  /// The most bytes of a file of proofs or evidence.
  private static let sizeBytesMax = Evidence.sizeBytesMax

  /// What the caller's own checkpoint says, which may have been kept before anybody cosigned it.
  private static func heldCheckpoint(
    _ note: [UInt8], of logs: [VerifierKey]
  ) throws -> Checkpoint {
    do { return try TrustPolicy(logs: logs).judge(SignedNote(note.span)).checkpoint } catch {
      throw ProofFileError.note(error)
    }
  }

  private func tell(_ text: ProofText) {
    switch output.format {
    case .json: Output.json { text.write(to: &$0) }
    case .text: Output.lines(text.lines())
    }
  }

  private func refuse(_ reason: Bilingual) {
    switch output.format {
    case .json:
      Output.object { json in
        json.field("ok", false)
        json.field("reason", reason.text)
      }
    case .text: Output.complain(reason)
    }
  }
}
