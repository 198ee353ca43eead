internal import Custody
internal import LedgerFormat

/// Who vouched for events, as long as all of it is right: `VouchingJudge` for parties by their digests.
struct VouchedEvents: ~Copyable {
  private var register: KeyRegister?
  /// The keys that sign checkpoints; nil where the genesis cannot be read.
  private(set) var logKeys: LogKeyChain?
  private let isNeeded: Bool
  /// True where somebody can vouch for events.
  let isPossible: Bool
  /// The events of the present group that nobody vouches for yet.
  private var hashes: [Hash] = []
  private var parties: [NameDigest] = []
  private var hasher = LedgerFormat.Hasher()
  private var signed: UInt64 = 0
  private var unsigned: UInt64 = 0
  private var firstUnsigned: UInt64?
  private var first: UInt64 = 0

  init(_ genesis: Genesis?) {
    register = genesis.map { KeyRegister($0) }
    logKeys = genesis.map { LogKeyChain($0) }
    isNeeded = genesis?.policy.signatures == .signed
    isPossible = genesis.map { !$0.registrars.isEmpty } ?? false
  }

  /// Takes an event's entry; false where nobody vouches for events that need it.
  @inline(__always)
  mutating func add(
    _ party: NameDigest, _ hash: Hash?, _ position: UInt64, hasMore: Bool
  ) -> Bool {
    guard isPossible || isNeeded else {
      unsigned += 1
      return true
    }
    guard let hash else { return false }
    if hashes.isEmpty { first = position }
    hashes.append(hash)
    parties.append(party)
    return hasMore || endRun()
  }

  /// Takes an entry about the ledger itself; false where it does not count.
  mutating func add(_ event: LedgerEvent, _ entry: Entry) -> Bool {
    do throws(KeyRefusal) {
      switch event {
      case .key(let event):
        try register?.apply(
          event, index: entry.index, recordedAt: entry.recordedAt, &hasher)
      case .rotation(let rotation): try logKeys?.apply(rotation, index: entry.index)
      case .submission(let submission):
        guard try takes(submission, entry) else { return false }
      case .genesis, .commitment, .timestamp: break
      }
    } catch { return false }
    return endRun()
  }

  /// Takes the newest events, for which a submission speaks; false where it does not.
  private mutating func takes(
    _ submission: Submission, _ entry: Entry
  ) throws(KeyRefusal) -> Bool {
    guard submission.count <= UInt64(hashes.count) else { return false }
    let count = Int(submission.count)
    let party = NameDigest(submission.party)
    guard parties.suffix(count).allSatisfy({ $0 == party }) else { return false }
    let taken = Array(hashes.suffix(count))
    let root = MerkleTree.root(of: taken.span, &hasher)
    hashes.removeLast(count)
    parties.removeLast(count)
    try register?.check(submission, root: root, recordedAt: entry.recordedAt)
    signed += submission.count
    return true
  }

  /// Ends a run: for what is left of it nobody vouched; false where that is needed.
  private mutating func endRun() -> Bool {
    guard !hashes.isEmpty else { return true }
    unsigned += UInt64(hashes.count)
    firstUnsigned = firstUnsigned ?? first
    hashes.removeAll(keepingCapacity: true)
    parties.removeAll(keepingCapacity: true)
    return !isNeeded
  }

  /// Ends the judgement; false where events that need it are not vouched for.
  mutating func finish(
    _ findings: inout Findings, _ report: inout VerificationReport
  ) -> Bool {
    guard endRun() else { return false }
    report.signedEvents = signed
    report.unsignedEvents = unsigned
    if isPossible, !isNeeded, let firstUnsigned {
      findings.notes.append(.unsignedEvents(count: unsigned, first: firstUnsigned))
    }
    return true
  }
}
