internal import Custody
internal import LedgerFormat

/// Judges who vouched: the keys of parties, submissions, and rotations of the log key.
///
/// Where the genesis names no registrar no key can ever be registered, and nothing is hashed for this.
struct VouchingJudge: ~Copyable {
  private var register: KeyRegister?
  /// The keys that sign checkpoints; nil where the genesis cannot be read.
  private(set) var logKeys: LogKeyChain?
  private var isNeeded: Bool
  /// True where somebody can vouch for events.
  let isPossible: Bool
  private var run = EventRun()
  private var hasher = LedgerFormat.Hasher()
  /// The events that somebody vouches for, and those that nobody does.
  private(set) var signed: UInt64 = 0
  private(set) var unsigned: UInt64 = 0
  private var firstUnsigned: UInt64?
  /// By party, where that is to be told.
  private var events: [Identifier: VouchingReport.EventCount]?

  init(_ genesis: Genesis?, tellsWhoVouched: Bool = false) {
    events = tellsWhoVouched ? [:] : nil
    register = genesis.map { KeyRegister($0) }
    logKeys = genesis.map { LogKeyChain($0) }
    isNeeded = genesis?.policy.signatures == .signed
    isPossible = genesis.map { !$0.registrars.isEmpty } ?? false
  }

  /// Takes an event's entry, whose bytes are right.
  mutating func add(
    _ trade: ExaminedTrade, _ examined: ExaminedEntry, _ entry: Entry,
    _ findings: inout Findings
  ) {
    guard isPossible || isNeeded else {
      unsigned += 1
      return
    }
    run.add(examined, trade.event.party, examined.bodyHash)
    events?[trade.event.party, default: VouchingReport.EventCount()].events += 1
    if !entry.more { endRun(&findings) }
  }

  /// Takes an entry about the ledger itself, whose bytes are right.
  ///
  /// - Parameter isWhole: false where entries before it were lost: what follows from that is not
  ///   reported again.
  mutating func add(
    _ event: LedgerEvent, _ examined: ExaminedEntry, _ entry: Entry, isWhole: Bool,
    _ findings: inout Findings
  ) {
    do throws(KeyRefusal) {
      switch event {
      case .key(let event):
        try register?.apply(
          event, index: entry.index, recordedAt: entry.recordedAt, &hasher)
      case .rotation(let rotation): try logKeys?.apply(rotation, index: entry.index)
      case .submission(let submission): judge(submission, examined, entry, isWhole, &findings)
      default: break
      }
    } catch {
      if isWhole || !error.mayFollowFromLoss {
        findings.add(examined.damage(.key(error)))
      }
    }
    endRun(&findings)
  }

  /// Takes note that entries are not what they were: which events they vouch for is not known.
  ///
  /// - Parameter isGenesis: the first entry is one of them: whether events must be signed is not known either.
  mutating func lose(isGenesis: Bool = false) {
    run.clear(isBroken: true)
    if isGenesis { isNeeded = false }
  }

  /// Ends the judgement.
  mutating func finish(_ findings: inout Findings, _ report: inout VerificationReport) {
    endRun(&findings)
    report.signedEvents = signed
    report.unsignedEvents = unsigned
    if let events {
      report.vouching = VouchingReport(keys: register, logKeys: logKeys, events: events)
    }
    if isPossible, !isNeeded, let firstUnsigned {
      findings.notes.append(.unsignedEvents(count: unsigned, first: firstUnsigned))
    }
  }

  private mutating func judge(
    _ submission: Submission, _ examined: ExaminedEntry, _ entry: Entry, _ isWhole: Bool,
    _ findings: inout Findings
  ) {
    let found = run.hashes.count
    guard submission.count <= UInt64(found) else {
      // It may speak for events that are damaged, and reported.
      if !run.isBroken {
        findings.add(
          examined.damage(.submissionCount(claimed: submission.count, found: run.count)))
      }
      return run.clear(isBroken: true)
    }
    let taken = Int(submission.count)
    if let other = run.parties.suffix(taken).firstIndex(where: { $0 != submission.party }) {
      let index = entry.index - UInt64(found - other)
      findings.add(
        examined.damage(
          .submissionParty(
            submission: submission.party, event: run.parties[other], index: index)))
    }
    let hashes = Array(run.hashes.suffix(taken))
    let root = MerkleTree.root(of: hashes.span, &hasher)
    run.takeLast(taken)
    do throws(KeyRefusal) {
      try register?.check(submission, root: root, recordedAt: entry.recordedAt)
      signed += submission.count
      events?[submission.party]?.signed += submission.count
    } catch {
      if isWhole || !error.mayFollowFromLoss { findings.add(examined.damage(.key(error))) }
    }
  }

  /// Ends a run: for what is left of it nobody vouched.
  private mutating func endRun(_ findings: inout Findings) {
    if run.count > 0, let first = run.first {
      unsigned += run.count
      firstUnsigned = firstUnsigned ?? first.position
      if isNeeded { findings.add(first.damage(.unvouched(events: run.count))) }
    }
    run.clear()
  }
}

extension KeyRefusal {
  /// True where entries that were lost may be the reason: key events or rotations among them.
  fileprivate var mayFollowFromLoss: Bool {
    switch self {
    case .badSignature, .badKeySignature, .expiresBefore, .origin: false
    default: true
    }
  }
}
