internal import ArgumentParser
internal import Custody
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
        zh: "自己保存的检查点;证明所说的树中须有同样大小的,且根相同",
        en: "a checkpoint that you hold: the proof must tell of a tree of its size, with its root"),
      valueName: "file"))
  var checkpoint: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "证据文件必须是这个批次的(企业/批号)", en: "the lot that evidence must be about: PARTY/BATCH"),
      valueName: "lot"))
  var lot: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "证据文件必须属于此账本标识", en: "the ledger id that evidence must be of"),
      valueName: "hex"))
  var ledgerID: String?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "信任的时间戳机构根证书(PEM),核验证据文件中的时间戳",
        en:
          "the roots of time-stamp authorities that you trust, in PEM: judges evidence's time stamps"
      ),
      valueName: "ca.pem"))
  var ca: String?

  func run() throws {
    try Face.run(output.format) {
      let policy = try trust.requiredPolicy()
      let bytes = try InputBytes.read(file, sizeBytesMax: CheckCommand.sizeBytesMax)
      let held = try heldCheckpoint(of: policy.logs)
      if Evidence.isBeginning(bytes.span) { return try check(evidence: bytes, policy, held) }
      guard ca == nil, lot == nil, ledgerID == nil else {
        throw ValidationError(
          say(
            zh: "--ca、--lot、--ledger-id 须与证据文件同用",
            en: "--ca, --lot and --ledger-id go with a file of evidence"))
      }
      let entry = try entry.map { try InputBytes.read($0) }
      let statements: [ProvedStatement]
      do {
        var checker = ProofChecker(policy: policy)
        checker.entry = entry
        checker.held = held
        // All are checked before the first is told: an answer is whole, or it is no.
        statements = try ProofFile.parse(bytes.span).map(checker.check)
      } catch let error as ProofFileError {
        refuse(error, CheckCommand.otherKeys(bytes, policy.logs))
        throw ExitStatus.no.code
      }
      for statement in statements { tell(ProofText(statement: statement)) }
    }
  }

  /// Checks a file of evidence and tells what it proves, or why it proves nothing.
  private func check(
    evidence bytes: [UInt8], _ policy: TrustPolicy, _ held: Checkpoint?
  ) throws {
    var checker = EvidenceChecker(policy: policy)
    checker.held = held
    checker.subject = try lot.map { try Typed.lot($0).stream }
    if let ledgerID {
      guard let id = LedgerID(hex: ledgerID) else {
        throw ValidationError(
          say(zh: "不是账本标识:\(ledgerID)", en: "not a ledger id: \(ledgerID)"))
      }
      checker.ledgerID = id
    }
    checker.authorities = try ca.map { try InputBytes.read($0) }
    let text: EvidenceText
    do throws(EvidenceError) {
      let answer = try EvidenceAnswer(checker.check(Evidence(bytes.span)))
      text = EvidenceText(answer, isJudgingStamps: ca != nil)
    } catch {
      refuse(Words.of(error))
      // Not the file is at fault, but what it was to be held against.
      if case .stamp(_, .certificates) = error { throw ExitStatus.refused.code }
      if case .newer = error { throw ExitStatus.newer.code }
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
  private func heldCheckpoint(of logs: [VerifierKey]) throws -> Checkpoint? {
    guard let checkpoint else { return nil }
    let note = try InputBytes.read(checkpoint)
    do { return try TrustPolicy(logs: logs).judge(SignedNote(note.span)).checkpoint } catch {
      refuse(
        Bilingual(
          zh: "您保存的检查点(--checkpoint)不可信:\(Words.of(error).chinese)",
          en: "the checkpoint that you hold (--checkpoint) is refused: \(Words.of(error).english)"))
      throw ExitStatus.no.code
    }
  }

  private func tell(_ text: ProofText) {
    switch output.format {
    case .json: Output.json { text.write(to: &$0) }
    case .text: Output.lines(text.lines())
    }
  }

  /// The ids of other keys that signed in the name of a ledger that is trusted.
  private static func otherKeys(_ bytes: [UInt8], _ logs: [VerifierKey]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    var ids: [String] = []
    for line in text.split(separator: "\n") where line.hasPrefix("— ") {
      let parts = line.split(separator: " ")
      guard parts.count == 3, let blob = Base64.decode(String(parts[2])), blob.count > 4 else {
        continue
      }
      let id = blob[..<4].reduce(0) { $0 << 8 | UInt32($1) }
      let isOfLog = logs.contains { $0.name == parts[1] }
      let isTrusted = logs.contains { $0.name == parts[1] && $0.id == id }
      let name = VerifierKey.hex(id)
      if isOfLog, !isTrusted, !ids.contains(name) { ids.append(name) }
    }
    return ids
  }

  /// - Parameter otherKeys: keys that signed in the trusted ledger's name, and are not trusted.
  private func refuse(_ error: ProofFileError, _ otherKeys: [String]) {
    var reason = Words.of(error)
    if error == .note(.unsigned), !otherKeys.isEmpty {
      let keys = Words.list(otherKeys)
      reason = Bilingual(
        zh: reason.chinese + ";签名的是同名账本的另一个密钥 \(keys.chinese)。账本若更换过密钥,"
          + "更换之前的检查点用旧公钥核验,之后的用新公钥;对账本运行 verify --key 可由旧公钥核到新公钥",
        en: reason.english
          + "; it is signed by another key of the same name, \(keys.english). If the "
          + "ledger rotated its key, checkpoints before that are checked with the old key and later "
          + "ones with the new; verify --key OLD on the ledger leads from the old to the new")
    }
    refuse(reason, otherKeys)
  }

  private func refuse(_ reason: Bilingual, _ otherKeys: [String] = []) {
    switch output.format {
    case .json:
      Output.object { json in
        json.field("ok", false)
        json.field("reason", reason.text)
        if !otherKeys.isEmpty { json.field("otherKeys", otherKeys) }
      }
    case .text: Output.complain(reason)
    }
  }
}
