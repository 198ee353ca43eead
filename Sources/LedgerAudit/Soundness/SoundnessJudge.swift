internal import Custody
internal import LedgerFormat

/// Says of a whole ledger that all of it is sound, or that it is not sure.
///
/// A second reading of the model, small enough to be held to the first (`Judge`): names are digests,
/// states are records of fixed size in open addressing, and nothing is reported. Wherever anything is
/// not as it should be, or is of a kind that is not judged here, it gives up, and `Judge` reads the
/// ledger from its beginning and says what the matter is. So it proves nothing but soundness:
///
/// | what | how |
/// |---|---|
/// | every entry is read, strictly, in its place | `FactsBatch`: each byte is passed by a reader that accepts one spelling |
/// | every entry remembers the one before it | compared within a batch, and from batch to batch |
/// | the tree's files and the signed roots | subtrees hashed by all threads, joined here |
/// | every link continues its stream | the stream's record: newest index, its hash, and the count |
/// | the stream rule | the lots that an event names are its links; a step's are its opening's, by the sum of their digests |
/// | no event is recorded twice | all names' digests differ |
/// | nothing takes what is not there | `SoundnessJudge+Amounts`, `+Production`, `+Transport`: a line for each line of `Admission` |
/// | corrections | `CorrectionEffect`, as for `Judge`; what it says of lots is put in their records |
/// | who vouched, commitments, time stamps | the same code as `Judge` has, or the same calls |
///
/// Digests are of 64 bits and more under random keys: that two different names are taken for one, and
/// something is missed by that, has a chance below 1e-9 in a ledger of 20 million, and nobody can bring
/// it about.
/// Memory: tables in a budget of their own, and beyond it in files (`TableMemory`).
struct SoundnessJudge: ~Copyable {
  /// The horizon.
  let end: UInt64
  let lot: NameDigest?
  var findings: Findings
  var checkpoints: CheckpointBook
  var timestamps: TimestampBook
  var vouching: VouchedEvents
  var clock: ClockCheck
  var census = Census()
  private let trustedKey: VerifierKey?
  private var tree: SoundTree

  var policy = Policy()
  var lots: RecordTable<LotRecord>
  var spilledPlaces: RecordTable<SpilledPlace>
  var consignments: RecordTable<ConsignmentRecord>
  var furtherShares: RecordTable<FurtherShare>
  /// Those who loaded a consignment, where they are more than its record has room for.
  var furtherLoaders: [NameDigest: Set<UInt64>] = [:]
  /// The orders that hold lots and parties.
  var lotHolds: [NameDigest: [Hold]] = [:]
  var partyHolds: [UInt64: [Hold]] = [:]
  var names: EventNames
  /// By the entry of an event that was corrected, the newest correction.
  var versions: [UInt64: UInt64] = [:]
  /// Where entries are found again that a correction has to do with.
  var judged: JudgedEntries
  var changes: StreamChanges
  let keys = DigestKeys.random

  /// Where the streams of the present entry's links have their records.
  var places = [Int](repeating: 0, count: Limits.lotsPerEventMax + 2)
  /// What the present event says of each lot that it links, added up.
  var sums = [Int64](repeating: 0, count: Limits.lotsPerEventMax + 2)
  private var lotCount: UInt64 = 0
  private var lotEntries: UInt64 = 0
  private(set) var done: UInt64 = 0
  private var lastLeaf: Hash?
  /// What was read ahead, so that reading it is not left out.
  private var touched: UInt64 = 0

  init(
    _ folder: AuditFolder, _ horizon: borrowing Horizon, _ options: VerificationOptions,
    _ shape: AuditShape, _ findings: Findings
  ) throws(AuditError) {
    end = horizon.end
    lot = options.lot.map { NameDigest($0.stream) }
    self.findings = findings
    checkpoints = horizon.checkpoints
    timestamps = horizon.timestamps
    clock = ClockCheck(horizon.timestamps)
    vouching = VouchedEvents(horizon.genesis)
    trustedKey = options.verifierKey ?? horizon.policyKey
    tree = try SoundTree(folder, end: horizon.end)
    let budget = MemoryBudget()
    let placeCount = SoundnessJudge.placeCount(entries: horizon.end)
    lots = RecordTable(budget, placeCount: placeCount)
    spilledPlaces = RecordTable(budget)
    consignments = RecordTable(budget, placeCount: placeCount)
    furtherShares = RecordTable(budget)
    names = EventNames(budget, capacity: 4 * placeCount)
    judged = JudgedEntries(folder, shape)
    changes = StreamChanges(budget, streamCount: placeCount)
    checkpoints.compare(MerkleTree.emptyRoot, size: 0, signers, &self.findings)
  }

  /// As many places as a ledger's streams mostly need, so that tables of moderate size need not grow.
  private static func placeCount(entries: UInt64) -> Int {
    var count = 1 << 10
    while count < 1 << 18, UInt64(count) < entries / 4 { count *= 2 }
    return count
  }

  private var signers: CheckpointBook.Signers {
    CheckpointBook.Signers(keys: vouching.logKeys, isWhole: true)
  }

  /// Takes the next batch; false where it is not sure of it.
  mutating func judge(_ batch: borrowing FactsBatch) throws(AuditError) -> Bool {
    guard batch.isSound, findings.count == 0 else { return false }
    if let tail = batch.tail {
      findings.notes.append(
        .tail(
          file: Layout.segmentPath(batch.segment), offset: tail.offset,
          sizeBytes: tail.sizeBytes))
    }
    guard !batch.entries.isEmpty else { return true }
    guard batch.firstPosition == done, batch.firstPrevious == lastLeaf else { return false }
    for (position, offset) in batch.offsets { judged.note(position, offset: offset) }
    var (streamKey, subtree, bodyHash) = (0, 0, 0)
    let entries = batch.entries.span
    for place in entries.indices {
      if place % SoundnessJudge.touchStride == 0 { touch(batch, from: place) }
      guard
        try judge(
          batch, entries[place], position: done, streamKey: &streamKey, bodyHash: &bodyHash)
      else { return false }
      done += 1
      if checkpoints.awaits(size: done) {
        while tree.size < done, subtree < batch.subtrees.count {
          guard try tree.append(batch.subtrees[subtree]) else { return false }
          subtree += 1
        }
        guard tree.size == done else { return false }
        checkpoints.compare(
          tree.root(), size: done, recordedAt: entries[place].recordedAt, signers, &findings)
      }
    }
    lastLeaf = entries[entries.count - 1].leafHash
    while subtree < batch.subtrees.count {
      guard try tree.append(batch.subtrees[subtree]) else { return false }
      subtree += 1
    }
    return tree.size == done
  }

  /// Ends the judgement and completes the report; false where it is not sure of the ledger.
  mutating func finish(
    lastLeafHash: Hash?, _ report: inout VerificationReport
  ) throws(AuditError) -> Bool {
    guard done == end, end > 0, lastLeafHash == nil || lastLeafHash == lastLeaf,
      tree.isWhole(end: end), names.areDifferent()
    else { return false }
    checkpoints.finish(end: end, signers, &findings)
    guard vouching.finish(&findings, &report) else { return false }
    vouching.logKeys?.judge(trusted: trustedKey, &findings)
    report.newestCheckpoint = checkpoints.newest
    findings.notes += clock.notes
    report.clock = clock.findings
    census.verified = [0..<end]
    report.census = census
    report.timestamps = timestamps.finish(&findings)
    report.lots = lotCount
    report.lotEntries = lot == nil ? nil : lotEntries
    report.root = tree.root()
    report.lastGoodCheckpoint = checkpoints.lastGood
    report.notes = findings.notes
    return findings.count == 0
  }

  /// Counts the lots whose origin became known, or with a correction is known no longer.
  mutating func countLots(_ change: Int64) { lotCount = UInt64(Int64(lotCount) + change) }

  private static let touchStride = 32

  /// Looks at the places of the next entries' streams, all at once: memory answers many as soon as one.
  private mutating func touch(_ batch: borrowing FactsBatch, from place: Int) {
    let last = min(batch.entries.count, place + SoundnessJudge.touchStride) - 1
    let links = batch.links.span
    let end = batch.entries[last].firstLink + Int(batch.entries[last].linkCount)
    for number in batch.entries[place].firstLink..<end {
      touched &+=
        links[number].kind == .consignment
        ? consignments.touch(links[number].stream) : lots.touch(links[number].stream)
    }
  }

  /// Judges an entry; false where it is not sure of it.
  private mutating func judge(
    _ batch: borrowing FactsBatch, _ facts: EntryFacts, position: UInt64, streamKey: inout Int,
    bodyHash: inout Int
  ) throws(AuditError) -> Bool {
    clock.look(recordedAt: facts.recordedAt, index: position)
    census.count(kind: Int(facts.kind), recordedAt: facts.recordedAt)
    if facts.hasMore, position + 1 == end { return false }
    guard facts.rare < 0 else {
      return try judgeRare(batch, facts, position, &streamKey, &bodyHash)
    }
    // The first entry is the genesis, which is rare.
    guard position > 0, continueStreams(batch, facts, position, &streamKey) else { return false }
    clock.look(eventTime: facts.time, recordedAt: facts.recordedAt, index: position)
    names.append(facts.name)
    guard judgeModel(batch, facts) else { return false }
    let hash = batch.bodyHashes.isEmpty ? nil : batch.bodyHashes[bodyHash]
    bodyHash += 1
    return vouching.add(facts.party, hash, position, hasMore: facts.hasMore)
  }

  /// Continues the streams of an entry's links; false where one does not follow its newest entry.
  mutating func continueStreams(
    _ batch: borrowing FactsBatch, _ facts: EntryFacts, _ position: UInt64,
    _ streamKey: inout Int
  ) -> Bool {
    lots.reserve(Int(facts.linkCount))
    consignments.reserve(1)
    let links = batch.links.span
    for number in 0..<Int(facts.linkCount) {
      let link = links[facts.firstLink + number]
      let key = link.ordinal == 0 ? batch.streamKeys[streamKey].key : nil
      if key != nil { streamKey += 1 }
      if link.stream == lot { lotEntries += 1 }
      let isConsignment = link.kind == .consignment
      let place = isConsignment ? consignments.search(link.stream) : lots.search(link.stream)
      places[number] = place
      let isNew =
        isConsignment ? consignments[place].name.first == 0 : lots[place].name.first == 0
      guard isNew == (key != nil), link.ordinal < UInt64(StreamRecord.countMax) else {
        return false
      }
      if let key {
        let stream = StreamRecord(
          name: link.stream, head: facts.leafHash, index: position,
          count: 1 | StreamRecord.changedBit, number: changes.map.add(key))
        changes.note(link.stream, isConsignment: isConsignment)
        if isConsignment {
          consignments.add(ConsignmentRecord(stream), at: place)
        } else {
          lots.add(LotRecord(stream), at: place)
        }
        continue
      }
      let wasChanged: Bool?
      if isConsignment {
        wasChanged = consignments[place].stream.follow(link, facts.leafHash, position)
      } else {
        wasChanged = lots[place].stream.follow(link, facts.leafHash, position)
      }
      guard let wasChanged else { return false }
      if !wasChanged { changes.note(link.stream, isConsignment: isConsignment) }
    }
    return true
  }
}

extension StreamRecord {
  /// Takes the next entry of the stream, and says whether others came since the last commitment; nil
  /// where its link does not follow the newest.
  @inline(__always)
  fileprivate mutating func follow(_ link: LinkFacts, _ leafHash: Hash, _ position: UInt64) -> Bool?
  {
    let known = count & ~StreamRecord.changedBit
    guard link.ordinal == UInt64(known), link.previousIndex == index, link.previousHash == head
    else { return nil }
    let wasChanged = count & StreamRecord.changedBit != 0
    head = leafHash
    index = position
    count = (known + 1) | StreamRecord.changedBit
    return wasChanged
  }
}
