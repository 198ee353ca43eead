internal import Custody
internal import LedgerFormat

/// Judges entries in the ledger's order, each by what the others say of it.
///
/// An entry is settled when the two behind it are known: the next remembers its hash, and the one
/// after says whether the next can be believed. Three witnesses speak for an entry's hash: its
/// bytes, the next entry, and the tree's file; where they disagree the two that agree are believed. Whoever
/// forged the tree's file along with the entry is found out by the signed roots, and is then not heard.
/// So a damaged entry is told from a damaged neighbour, and what others remember of it lets
/// everything behind it be judged as if it were whole: one damage, one report.
///
/// Memory: 64 bytes for every stream and 24 for every event, in tables of which up to five eighths
/// are free, and the state of every lot (`LotBook`).
struct Judge: ~Copyable {
  let folder: AuditFolder
  let shape: AuditShape
  /// The horizon.
  let end: UInt64
  let lot: StreamKey?
  var findings: Findings
  var tree: TreeCheck
  var checkpoints: CheckpointBook
  var vouching: VouchingJudge
  /// Whether the tree's files are heard as witnesses; where they were forged along with an entry they mislead.
  let hearsTree: Bool
  /// The hashes of entries that were disputed, where signed roots settled that.
  let settled: [UInt64: Hash]
  /// The entries of whose hash more than one thing is said.
  var disputes = Disputes()
  /// Set once what the tree's files say made a difference.
  var hasTreeDecided = false
  /// The key that the caller trusts.
  private let trustedKey: VerifierKey?

  /// The newest entry of each stream.
  var heads = DigestTable(filler: StreamHead.none)
  /// The index under which each event was recorded first.
  var events = DigestTable<UInt64>(filler: 0)
  var book = LotBook(policy: Policy())
  /// By the entry of an event that was corrected, the newest correction.
  var versions: [UInt64: UInt64] = [:]
  /// Where entries are found again that a correction has to do with.
  var judged: JudgedEntries
  /// The events that corrections left without cover, and how many of them a report lists.
  var uncoveredCount = 0
  static let uncoveredListedMax = 1_000
  /// Streams on which something was lost or wrong before: what follows from it is not reported.
  var suspects: Set<StreamKey> = []
  var lost = LostPositions()
  /// The stream map as the entries give it; nil once something was lost or wrong on a stream.
  var map: StreamMapCheck? = StreamMapCheck()
  var lotEntries: UInt64 = 0
  var clock: ClockCheck
  var census = Census()
  var timestamps: TimestampBook
  /// The positions settled so far.
  private(set) var done: UInt64 = 0

  /// What waits for the two behind it.
  private var pending = Pending.nothing
  /// What follows it.
  private var following = Pending.nothing
  /// What that remembers of the pending entry's hash.
  private var rememberedOfPending: Hash?
  /// Set where an entry, by all others, does not remember the hash of the one before it.
  private var accused: (expected: Hash, found: Hash)?

  private enum Pending {
    case nothing
    case entry(ExaminedEntry)
    /// Apart, for it is large and rare, and these are handed on with every entry.
    indirect case gap(Range<UInt64>, Damage)

    /// Whether its bytes are those that `next` remembers; nil where that cannot be told.
    func isRemembered(by next: Hash?) -> Bool? {
      guard let next, case .entry(let examined) = self else { return nil }
      return examined.leafHash == next
    }
  }

  init(
    _ folder: AuditFolder, _ horizon: borrowing Horizon, _ options: VerificationOptions,
    _ shape: AuditShape, _ findings: Findings, hearsTree: Bool, settled: [UInt64: Hash] = [:]
  ) throws(AuditError) {
    self.folder = folder
    self.shape = shape
    self.hearsTree = hearsTree
    self.settled = settled
    end = horizon.end
    lot = options.lot?.stream
    judged = JudgedEntries(folder, shape)
    self.findings = findings
    tree = try TreeCheck(folder, end: horizon.end)
    checkpoints = horizon.checkpoints
    timestamps = horizon.timestamps
    clock = ClockCheck(horizon.timestamps)
    vouching = VouchingJudge(
      horizon.genesis, tellsWhoVouched: options.tellsWhoVouched)
    trustedKey = options.verifierKey ?? horizon.policyKey
    checkpoints.compare(MerkleTree.emptyRoot, size: 0, signers, &self.findings)
  }

  /// Who must have signed a checkpoint of the entries judged so far.
  private var signers: CheckpointBook.Signers {
    CheckpointBook.Signers(keys: vouching.logKeys, isWhole: lost.isEmpty)
  }

  /// Takes the next batch.
  mutating func judge(_ batch: borrowing ExaminedBatch) throws(AuditError) {
    for piece in batch.pieces {
      switch piece {
      case .entry(let examined): try push(.entry(examined), previous: examined.previous)
      case .other(let piece): try report(piece, segment: batch.segment)
      }
    }
  }

  /// Ends the judgement and completes the report.
  ///
  /// - Parameter lastLeafHash: what the mark of what was acknowledged says of the last entry.
  mutating func finish(
    lastLeafHash: Hash?, _ report: inout VerificationReport
  ) throws(AuditError) {
    try push(.nothing, previous: lastLeafHash)
    try push(.nothing, previous: nil)
    if let accused {
      findings.add(
        Damage(
          .committedHash(expected: accused.expected, found: accused.found),
          file: Layout.committed))
    }
    if end == 0 { findings.add(Damage(.genesis, file: Layout.segmentPath(0), index: 0)) }
    tree.finish(end: end, &findings)
    checkpoints.finish(end: end, signers, &findings)
    vouching.finish(&findings, &report)
    vouching.logKeys?.judge(trusted: trustedKey, &findings)
    report.newestCheckpoint = checkpoints.newest
    findings.notes += clock.notes
    report.clock = clock.findings
    census.verified = lost.complement(below: end)
    report.census = census
    report.timestamps = timestamps.finish(&findings)
    report.lots = UInt64(book.states.values.count { $0.origin != nil })
    report.lotEntries = lot == nil ? nil : lotEntries
    report.root = tree.root()
    report.lastGoodCheckpoint = checkpoints.lastGood
    report.damage = findings.ordered(checkpoints, end: end)
    report.damageCount = findings.count
    report.notes = findings.notes
  }

  /// Reports a piece that is no entry of its position.
  private mutating func report(_ piece: Piece, segment: UInt64) throws(AuditError) {
    let file = Layout.segmentPath(segment)
    func damage(_ kind: DamageKind, _ offset: Int?, _ index: UInt64) -> Damage {
      Damage(kind, file: file, offset: offset, index: index)
    }
    switch piece {
    case .entry: preconditionFailure("entries are examined")
    case .extra(let offset, let claimed):
      findings.add(damage(.extra(claimed: claimed), offset, claimed))
    case .missing(let offset, let range):
      try lose(
        range,
        damage(.missing(entries: range.upperBound - range.lowerBound), offset, range.lowerBound))
    case .unreadable(let offset, let sizeBytes, let range):
      let kind = DamageKind.unreadable(
        sizeBytes: sizeBytes, entries: range.upperBound - range.lowerBound)
      try lose(range, damage(kind, offset, range.lowerBound))
    case .excess(let offset, let sizeBytes):
      let end = shape.positions(of: segment).upperBound
      findings.add(damage(.excess(sizeBytes: sizeBytes), offset, end - 1))
    case .segmentMisplaced(let holds, let range):
      let kind = DamageKind.segmentMisplaced(
        holds: holds, entries: range.upperBound - range.lowerBound)
      try lose(range, damage(kind, nil, range.lowerBound))
    case .segmentMissing(let range):
      let kind = DamageKind.segmentMissing(entries: range.upperBound - range.lowerBound)
      try lose(range, damage(kind, nil, range.lowerBound))
    case .tail(let offset, let sizeBytes):
      findings.notes.append(.tail(file: file, offset: offset, sizeBytes: sizeBytes))
    }
  }

  private mutating func lose(_ range: Range<UInt64>, _ damage: Damage) throws(AuditError) {
    if range.isEmpty { return findings.add(damage) }
    try push(.gap(range, damage), previous: nil)
  }

  /// Puts the next item in line and settles the one that is now two behind it.
  ///
  /// - Parameter previous: what the item remembers of the one before it.
  private mutating func push(_ item: Pending, previous: Hash?) throws(AuditError) {
    let settled = pending
    let remembered = rememberedOfPending
    let isNextRemembered = following.isRemembered(by: previous)
    pending = following
    following = item
    rememberedOfPending = previous
    switch settled {
    case .nothing: return
    case .gap(let range, let damage): try settle(range, damage, rememberedBy: remembered)
    case .entry(let examined):
      try settle(
        examined, rememberedBy: remembered,
        isLastSigned(behind: examined.position, remembered) ?? isNextRemembered)
    }
  }

  /// Whether the ledger's last entry, of which nothing but `committed` remembers the hash, leads to the signed
  /// root with what it remembers of the one before it, at `position`; nil where no signed root speaks of it.
  private mutating func isLastSigned(behind position: UInt64, _ remembered: Hash?) -> Bool? {
    guard !hearsTree, position + 2 == end, let remembered, case .entry(let last) = pending,
      checkpoints.hasSigned(size: end), let root = tree.root(with: [remembered, last.leafHash])
    else { return nil }
    return checkpoints.isSigned(root, size: end)
  }

  private mutating func settle(
    _ gap: Range<UInt64>, _ damage: Damage, rememberedBy hash: Hash?
  ) throws(AuditError) {
    findings.add(damage, lost: gap)
    vouching.lose()
    accused = nil
    map = nil
    lost.add(gap)
    lost.set(hash, at: gap.upperBound - 1)
    for position in gap {
      let isLast = position + 1 == gap.upperBound
      let stored = try tree.storedLeaf(position)
      gather(lost: position, rememberedBy: isLast ? hash : nil, stored: stored)
      if tree.isLost {
        // The rest may be as many as a forged mark says.
        if disputes.isFull { return }
        continue
      }
      guard let known = settled[position] ?? (isLast ? hash : nil) ?? stored else {
        tree.lose()
        continue
      }
      lost.set(known, at: position)
      try add(known, stored: stored, position: position)
    }
  }

  /// - Parameter isNextRemembered: whether the next entry's bytes are those that the one after it
  ///   remembers; nil where that cannot be told.
  private mutating func settle(
    _ examined: ExaminedEntry, rememberedBy hash: Hash?, _ isNextRemembered: Bool?
  ) throws(AuditError) {
    let position = examined.position
    done = position + 1
    judged.note(examined)
    let stored = try tree.storedLeaf(position)
    let accusation = accused
    accused = nil
    if let lengthFound = examined.lengthFound {
      findings.add(
        examined.damage(.length(found: lengthFound, actual: examined.sizeBytes)))
    }
    gather(examined, rememberedBy: hash, stored: stored)
    if accusation == nil, examined.isSound(rememberedBy: hash),
      settled.isEmpty || (settled[position] ?? examined.leafHash) == examined.leafHash
    {
      try judgeContent(examined)
      return try add(
        examined.leafHash, stored: stored, position: position,
        recordedAt: examined.entry?.recordedAt)
    }
    let verdict = verdict(
      on: examined, rememberedBy: hash, stored: stored, isNextRemembered: isNextRemembered)
    if let kind = verdict.damage {
      findings.add(examined.damage(kind), lost: position..<position + 1)
      lost.add(position..<position + 1)
      lost.set(verdict.hash, at: position)
      map = nil
      vouching.lose(isGenesis: position == 0)
    } else {
      if let accusation {
        findings.add(
          examined.damage(
            .previousHash(expected: accusation.expected, found: accusation.found)))
      }
      accused = verdict.accusesNext
      try judgeContent(examined)
    }
    guard let known = verdict.hash else { return tree.lose() }
    try add(
      known, stored: stored, position: position, recordedAt: examined.entry?.recordedAt)
  }

  /// Adds an entry's hash to the tree and compares the checkpoints of the size that it now has.
  private mutating func add(
    _ hash: Hash, stored: Hash?, position: UInt64, recordedAt: UInt64? = nil
  ) throws(AuditError) {
    try tree.append(hash, stored: stored, &findings)
    if checkpoints.awaits(size: position + 1) {
      checkpoints.compare(
        tree.root(), size: position + 1, recordedAt: recordedAt, signers, &findings)
    }
  }
}

/// The newest entry of a stream.
struct StreamHead: Equatable, Sendable {
  let index: UInt64
  let ordinal: UInt64
  let hash: Hash
  /// The stream's number in the map.
  let number: UInt32

  static let none = StreamHead(index: 0, ordinal: 0, hash: MerkleTree.emptyRoot, number: 0)
}
