internal import LedgerFormat

/// What a ledger says of itself before its entries are read.
struct Horizon {
  let genesis: Genesis?
  /// The entries that are verified.
  let end: UInt64
  /// What the mark says that the leaf hash of the last of them is; nil where it does not say.
  let lastLeafHash: Hash?
  let checkpoints: CheckpointBook
  let timestamps: TimestampBook
  /// The newest checkpoint that the caller's policy accepts.
  let witnessed: AcceptedCheckpoint?
  /// The key that the caller's policy demands; nil where it demands none.
  let policyKey: VerifierKey?
  /// The segments that are there, ascending.
  let segments: [UInt64]

  /// Reads the checkpoints first and the mark after them: a writer at work writes the mark first,
  /// so that no checkpoint is met here that is ahead of its mark.
  init(
    _ folder: AuditFolder, _ options: VerificationOptions, _ shape: AuditShape,
    _ findings: inout Findings
  ) throws(AuditError) {
    let newest = try folder.content(of: Layout.checkpoint)
    let kept = try folder.content(of: Layout.checkpoints)
    let committed = try folder.content(of: Layout.committed)
    segments = try folder.segments()
    genesis = try Horizon.genesis(folder, shape)
    // Whether the key that the caller trusts is the ledger's is judged when its rotations are known.
    policyKey = Horizon.key(of: genesis, among: options.policy)
    var reader = CheckpointReader(
      key: genesis?.logKey ?? options.verifierKey, policy: options.policy)
    reader.addNewest(newest, &findings)
    reader.addKept(kept ?? [], &findings)
    for kept in options.checkpoints { reader.add(kept, &findings) }
    timestamps = try TimestampBook(
      folder, authorities: options.authorities, &reader, &findings)
    witnessed = reader.policy.witnessed
    reader.policy.finish(&findings)

    let all = CheckpointBook(reader.items)
    var hasher = LedgerFormat.Hasher()
    let mark = committed.flatMap { CommittedMark($0.span, &hasher) }
    let told = try Horizon.end(
      mark, isMissing: committed == nil, signed: all.ownSizeMax ?? 0,
      claimed: all.claimedSizeMax ?? 0, folder, segments, shape, &findings)
    let found = max(told, options.countedSize ?? 0)
    end = min(found, options.horizon ?? found)
    lastLeafHash = mark?.size == end ? mark?.leafHash : nil
    if let mark, mark.size < self.end,
      let hash = try Horizon.leafHash(at: mark.size - 1, folder, shape), hash != mark.leafHash
    {
      findings.add(
        Damage(
          .committedHash(expected: mark.leafHash, found: hash), file: Layout.committed))
    }
    // A horizon that the caller chose is no reason to call what lies behind it missing.
    let isChosen = end < found
    let end = self.end
    checkpoints = CheckpointBook(
      isChosen ? all.items.filter { $0.checkpoint.size <= end } : all.items)
  }

  /// The entries acknowledged, or signed for, whichever are more.
  ///
  /// - Parameter claimed: the size of a checkpoint that a rotated key may have signed: of the entries
  ///   that it speaks of those count that are there.
  private static func end(
    _ mark: CommittedMark?, isMissing: Bool, signed: UInt64, claimed: UInt64,
    _ folder: AuditFolder, _ segments: [UInt64], _ shape: AuditShape, _ findings: inout Findings
  ) throws(AuditError) -> UInt64 {
    guard let mark else {
      findings.notes.append(.committedUnknown(isMissing: isMissing))
      return max(signed, try lastWholeGroup(folder, segments, shape))
    }
    if signed > mark.size {
      findings.notes.append(.committedBehind(committed: mark.size, checkpoint: signed))
    }
    guard claimed > max(signed, mark.size) else { return max(signed, mark.size) }
    let whole = min(claimed, try lastWholeGroup(folder, segments, shape))
    if whole > mark.size {
      findings.notes.append(.committedBehind(committed: mark.size, checkpoint: whole))
    }
    return max(signed, mark.size, whole)
  }

  /// The key that a policy's ledgers demand: the one of the ledger's name, or else the first.
  private static func key(of genesis: Genesis?, among policy: TrustPolicy?) -> VerifierKey? {
    guard let policy else { return nil }
    return genesis.flatMap { policy.log(named: $0.origin) } ?? policy.logs.first
  }

  /// The genesis, read ahead for its key; nil where the first entry is none.
  static func genesis(
    _ folder: AuditFolder, _ shape: AuditShape
  ) throws(AuditError) -> Genesis? {
    guard let file = try folder.file(Layout.segmentPath(0)) else { return nil }
    var framer = SegmentFramer(file, segment: 0, end: 1, shape)
    guard let batch = try framer.nextBatch() else { return nil }
    for case .entry(let frame) in batch.pieces {
      let (_, record) = Batch.read(batch.bytes.span.extracting(frame.range))
      if case .ledger(.genesis(let genesis), _) = record { return genesis }
    }
    return nil
  }

  /// The leaf hash of an entry that a mark speaks of, which is not the last; nil where it cannot be found.
  private static func leafHash(
    at position: UInt64, _ folder: AuditFolder, _ shape: AuditShape
  ) throws(AuditError) -> Hash? {
    let segment = shape.segment(of: position)
    guard let file = try folder.file(Layout.segmentPath(segment)) else { return nil }
    var framer = SegmentFramer(file, segment: segment, end: position + 1, shape)
    var hasher = LedgerFormat.Hasher()
    while let batch = try framer.nextBatch() {
      for case .entry(let frame) in batch.pieces where frame.position == position {
        return hasher.leafHash(batch.bytes.span.extracting(frame.range))
      }
    }
    return nil
  }

  /// The number of entries up to the end of the last whole group; reads segments backwards.
  private static func lastWholeGroup(
    _ folder: AuditFolder, _ segments: [UInt64], _ shape: AuditShape
  ) throws(AuditError) -> UInt64 {
    for segment in segments.reversed() {
      guard let file = try folder.file(Layout.segmentPath(segment)) else { continue }
      var framer = SegmentFramer(file, segment: segment, end: .max, shape)
      var end: UInt64 = 0
      while let batch = try framer.nextBatch() {
        for case .entry(let frame) in batch.pieces {
          let entry = try? Entry(batch.bytes.span.extracting(frame.range))
          if let entry, !entry.more { end = frame.position + 1 }
        }
      }
      if end > 0 { return end }
    }
    return 0
  }
}
