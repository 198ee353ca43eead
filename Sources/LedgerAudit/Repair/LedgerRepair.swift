public import LedgerFormat

/// Finds out which bytes of a damaged ledger another copy has right, and proves it.
///
/// Hashes decide, not the copy's word. Backwards from what was acknowledged or signed last, every entry
/// that is found names the hash of the one before it; whichever of the two copies has bytes of that hash
/// has the right ones. The root over all hashes so found must be the one of every checkpoint that the
/// ledger's key signed, in either copy and in the caller's hands; otherwise nothing is restored.
/// Changes nothing. Cost: reads and hashes both copies; memory: 32 bytes for every entry.
public struct LedgerRepair: Sendable {
  private let ledger: AuditFolder
  private let copy: AuditFolder
  private let shape: AuditShape

  /// - Parameters:
  ///   - path: the damaged ledger's folder.
  ///   - copy: the folder of a backup, or of any other copy.
  public init(path: String, copy: String) { self.init(path: path, copy: copy, .standard) }

  init(path: String, copy: String, _ shape: AuditShape) {
    ledger = AuditFolder(path: path)
    self.copy = AuditFolder(path: copy)
    self.shape = shape
  }

  /// The genesis of the ledger, or where that cannot be read, of the copy.
  public func genesis() throws(RepairError) -> Genesis? {
    do throws(AuditError) {
      if let own = try Horizon.genesis(ledger, shape) { return own }
      return try Horizon.genesis(copy, shape)
    } catch { throw .audit(error) }
  }

  /// Plans what is to be restored.
  ///
  /// - Parameters:
  ///   - key: the key that must have signed; nil takes the genesis at its word.
  ///   - known: checkpoints that the ledger must continue, such as the anti-rollback record.
  public func plan(
    key: VerifierKey? = nil, known: [VerificationOptions.KeptCheckpoint] = []
  ) throws(RepairError) -> RepairPlan {
    guard let genesis = try genesis() else { throw .unproved }
    do {
      let keys = try logKeys(genesis)
      if let key, !keys.contains(key) { throw RepairError.unproved }
      let notes = try SignedNotes(ledger, copy, known: known, keys: keys)
      var hasher = LedgerFormat.Hasher()
      let mark = try ledger.content(of: Layout.committed).flatMap {
        CommittedMark($0.span, &hasher)
      }
      _ = try ledger.segments()
      let present = Set(try copy.segments() + ledger.segments())
      // Beyond what was signed a mark says what it likes, and anybody can make a file of a large number:
      // there only the files count that follow one another.
      let capacity = self.capacity(signed: notes.sizeMax, present)
      let size = max(notes.sizeMax, min(mark?.size ?? 0, capacity))
      let last = mark?.size == size ? mark?.leafHash : nil
      var (plan, stamps): (RepairPlan, [Timestamp])
      do {
        (plan, stamps) = try walk(size, capacity, last: last, prefersCopy: false, notes)
      } catch let error as RepairError {
        // A chain that was forged up to its end contradicts what was signed; then the copy is heard.
        guard
          let second = try? walk(size, capacity, last: nil, prefersCopy: true, notes)
        else { throw error }
        (plan, stamps) = second
      }
      try notes.mend(&plan, ledger)
      try mendMark(&plan, mark, &hasher)
      for stamp in stamps { try mendTimestamp(stamp, &plan, &hasher) }
      return plan
    } catch let error as AuditError {
      throw .audit(error)
    } catch let error as RepairError {
      throw error
    } catch { preconditionFailure("only these two are thrown: \(error)") }
  }

  /// The positions that either copy may have.
  private func capacity(signed: UInt64, _ present: Set<UInt64>) -> UInt64 {
    let signedSegments = present.filter { shape.positions(of: $0).lowerBound < signed }
    var next = signedSegments.max().map { $0 + 1 } ?? 0
    while present.contains(next) { next += 1 }
    return next > 0 ? shape.positions(of: next - 1).upperBound : 0
  }

  /// The keys that signed checkpoints: the genesis's, and those of the rotations that either copy has.
  ///
  /// A rotation proves itself: the key before it signed it.
  private func logKeys(_ genesis: Genesis) throws(AuditError) -> LogKeyChain {
    var keys = LogKeyChain(genesis)
    for folder in [ledger, copy] {
      for segment in try folder.segments() {
        guard let file = try folder.file(Layout.segmentPath(segment)) else { continue }
        var framer = SegmentFramer(file, segment: segment, end: .max, shape)
        while let batch = try framer.nextBatch() {
          for case .entry(let frame) in batch.pieces {
            guard let entry = try? Entry(batch.bytes.span.extracting(frame.range)),
              let rotation = try? LogKeyRotation(body: entry.body.span)
            else { continue }
            try? keys.apply(rotation, index: entry.index)
          }
        }
      }
    }
    return keys
  }

  /// Finds the hash of every entry, and holds them against what was signed.
  private func walk(
    _ size: UInt64, _ capacity: UInt64, last: Hash?, prefersCopy: Bool, _ notes: SignedNotes
  ) throws -> (RepairPlan, [Timestamp]) {
    var walk = try RepairWalk(
      ledger, copy, size: size, capacity: capacity, shape, last: last, prefersCopy: prefersCopy)
    try walk.run()
    try check(walk.plan, notes)
    return (walk.plan, walk.timestamps)
  }

  /// Gives the bytes of a segment as it is to be written, piece by piece.
  ///
  /// Every entry's bytes are hashed again as they are handed over, so that a copy that changes
  /// meanwhile is noticed.
  /// - Throws: `AuditError`; what `write` throws ends it.
  public func content(
    of segment: UInt64, by plan: RepairPlan, _ write: (Span<UInt8>) throws -> Void
  ) throws {
    var hasher = LedgerFormat.Hasher()
    let sides = (
      try SegmentSide(ledger, segment: segment, end: plan.size, shape, &hasher),
      try SegmentSide(copy, segment: segment, end: plan.size, shape, &hasher)
    )
    let path = Layout.segmentPath(segment)
    for position in sides.0.positions {
      let hash = plan.unknown.contains(position) ? nil : plan.hashes[Int(position)]
      let (folder, place): (AuditFolder, SegmentSide.Place)
      if let own = sides.0[position], hash == own.leafHash {
        (folder, place) = (ledger, own)
      } else if let other = sides.1[position], hash == other.leafHash {
        (folder, place) = (copy, other)
      } else if let own = sides.0[position] {
        // Nobody has it right: what stands there stays.
        (folder, place) = (ledger, own)
      } else {
        continue
      }
      let bytes = try folder.file(path)?.bytes(at: place.offset, count: place.sizeBytes) ?? []
      guard bytes.count == place.sizeBytes, hasher.leafHash(bytes.span) == place.leafHash else {
        throw AuditError.system(path: folder.path + "/" + path, code: 5)
      }
      let length = [
        UInt8(truncatingIfNeeded: bytes.count >> 8), UInt8(truncatingIfNeeded: bytes.count),
      ]
      try write((length + bytes).span)
    }
    if let tail = sides.0.tail {
      let bytes = try ledger.file(path)?.bytes(at: tail.lowerBound, count: tail.count) ?? []
      try write(bytes.span)
    }
  }

  /// Holds the hashes against everything that was signed.
  private func check(_ plan: RepairPlan, _ notes: SignedNotes) throws {
    var hasher = LedgerFormat.Hasher()
    var frontier = MerkleFrontier()
    var items = notes.items.filter { $0.checkpoint.size <= plan.size }[...]
    var isProved = false
    func compare() throws(RepairError) {
      while let item = items.first, item.checkpoint.size == frontier.size {
        items.removeFirst()
        let root = frontier.root(&hasher)
        guard item.checkpoint.root == root else {
          throw RepairError.otherHistory(
            file: item.file, size: item.checkpoint.size, signed: item.checkpoint.root,
            computed: root)
        }
        isProved = isProved || item.checkpoint.size > 0
      }
    }
    try compare()
    for position in plan.hashes.indices {
      guard !plan.unknown.contains(UInt64(position)) else { break }
      frontier.append(plan.hashes[position], &hasher)
      try compare()
    }
    guard isProved, items.isEmpty || !plan.unknown.isEmpty else { throw RepairError.unproved }
  }

  /// Writes the mark anew where it does not say what the hashes say.
  private func mendMark(
    _ plan: inout RepairPlan, _ mark: CommittedMark?, _ hasher: inout LedgerFormat.Hasher
  ) throws {
    // A checkpoint may be of more entries than there can be.
    guard plan.size > 0, plan.size <= UInt64(plan.hashes.count),
      !plan.unknown.contains(plan.size - 1)
    else { return }
    let right = CommittedMark(size: plan.size, leafHash: plan.hashes[Int(plan.size - 1)])
    guard mark != right else { return }
    plan.files.append(.init(name: Layout.committed, bytes: right.bytes(&hasher)))
  }

  /// Restores the files of a time stamp that an entry names.
  private func mendTimestamp(
    _ stamp: Timestamp, _ plan: inout RepairPlan, _ hasher: inout LedgerFormat.Hasher
  ) throws {
    let name = Layout.timestamps + "/" + Layout.name(ofTimestamp: stamp.token, size: stamp.size)
    let own = try timestampFiles(name, of: stamp, in: ledger, &hasher)
    guard own == nil else { return }
    guard let files = try timestampFiles(name, of: stamp, in: copy, &hasher) else {
      plan.lostFiles.append(name + Layout.tokenSuffix)
      return
    }
    for file in files where try ledger.content(of: file.name) != file.bytes {
      plan.files.append(file)
    }
  }

  /// The files of a time stamp where they are right: the token by its hash, what it stamps by its digest.
  private func timestampFiles(
    _ name: String, of stamp: Timestamp, in folder: AuditFolder,
    _ hasher: inout LedgerFormat.Hasher
  ) throws -> [RepairPlan.File]? {
    guard let token = try folder.content(of: name + Layout.tokenSuffix),
      hasher.digest(token.span) == stamp.token,
      let stamped = try folder.content(of: name + Layout.stampedSuffix),
      let read = try? TimeStampToken(token.span),
      read.statement.imprint == hasher.digest(stamped.span)
    else { return nil }
    var files = [
      RepairPlan.File(name: name + Layout.stampedSuffix, bytes: stamped),
      RepairPlan.File(name: name + Layout.tokenSuffix, bytes: token),
    ]
    if let chain = try folder.content(of: name + Layout.chainSuffix) {
      files.append(.init(name: name + Layout.chainSuffix, bytes: chain))
    }
    return files
  }
}
