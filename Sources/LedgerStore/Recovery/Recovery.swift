internal import LedgerFormat

/// Finds out what a ledger's log is when it is opened, and puts its tail in order.
///
/// Starts at `committed` and reads only what is behind it; without it, at the last segment.
struct Recovery {
  let root: Folder
  let shape: StoreShape

  /// What the log is, before anything was changed.
  struct Finding {
    /// Behind the last whole group.
    var place: LogPlace
    /// What the writer acknowledged last, where that is known.
    var mark: CommittedMark?
    /// What stands behind the last whole group, where that is not the log's end.
    var bad: Damage?
  }

  /// Looks at the log as a reader: nothing is read behind a good mark.
  func snapshot(_ hasher: inout Hasher) throws(StoreError) -> Finding {
    try demandLedger()
    if let mark = try CommittedFile.read(root, &hasher) {
      return Finding(place: try place(behind: mark, &hasher), mark: mark)
    }
    return try scanned(mark: nil, &hasher)
  }

  /// Looks at the log as a writer: everything behind the mark is read.
  ///
  /// - Throws: `StoreError.damage` where something is wrong below the mark or before a later whole
  ///   group, or where a newer program wrote what is behind the mark. Nothing is changed.
  func examine(_ hasher: inout Hasher) throws(StoreError) -> Finding {
    try demandLedger()
    return try scanned(mark: try CommittedFile.read(root, &hasher), &hasher)
  }

  /// Makes the log end behind its last whole group, durably.
  func settle(_ finding: Finding) throws(StoreError) -> [QuarantinedTail] {
    if finding.mark?.size != finding.place.size { try makeDurable(finding) }
    // Had the mark been written after the last whole group, it would have that size. One that
    // is older was lost with the power, and then nothing is known of what came after.
    return try Quarantine(root: root).move(
      behind: finding.place,
      isAcknowledgementUnknown: finding.mark?.size != finding.place.size)
  }

  /// Makes durable what stands behind the mark and was read from a cache perhaps.
  ///
  /// Where the mark is known, a sync may have failed since it was written, and what was read may never
  /// reach the disk: it is written anew. Where it is lost, so is that cache.
  private func makeDurable(_ finding: Finding) throws(StoreError) {
    let folder = root.folder(Layout.entries)
    try DurableFile.removeLeftovers(folder)
    let from = finding.mark.map { shape.segment(of: $0.size) } ?? 0
    for number in try TailScan.segmentNumbers(root)
    where (from...max(from, finding.place.segment)).contains(number) {
      if finding.mark == nil {
        try root.open(Layout.segmentPath(number), .write).sync()
      } else {
        try DurableFile.writeAnew(folder, Layout.name(ofSegment: number))
      }
    }
    try folder.sync()
    guard finding.mark == nil else { return }
    // Without a mark the creation may have ended before its last syncs.
    try root.sync()
    try Folder(root.files, DurableFile.parent(of: root.path)).sync()
  }

  private func demandLedger() throws(StoreError) {
    guard try !TailScan.segmentNumbers(root).isEmpty else {
      throw .notALedger(path: root.path)
    }
  }

  private func scanned(
    mark: CommittedMark?, _ hasher: inout Hasher
  ) throws(StoreError) -> Finding {
    let log = try log(size: 0)
    let scan: TailScan
    if let mark {
      scan = try TailScan(from: try place(behind: mark, &hasher), log: log, &hasher)
    } else {
      scan = try scanWithoutMark(log, &hasher)
    }
    if let bad = scan.bad, scan.isBeforeLaterGroup || bad.isNewer { throw .damage(bad) }
    return Finding(place: scan.whole, mark: mark, bad: scan.bad)
  }

  /// Scans from the last segment, or from an earlier one where no group ends in it.
  private func scanWithoutMark(
    _ log: EntryLog, _ hasher: inout Hasher
  ) throws(StoreError) -> TailScan {
    var firstBad: Damage?
    for number in try TailScan.segmentNumbers(root).reversed() {
      let first = shape.firstIndex(ofSegment: number)
      var start = LogPlace(size: first, lastLeafHash: nil, segment: number, offset: 0)
      if first > 0 {
        let earlier = try self.log(size: first)
        guard let hash = try? earlier.leafHash(at: first - 1, &hasher) else { continue }
        start.lastLeafHash = hash
      }
      let scan = try TailScan(from: start, log: log, &hasher)
      if let bad = scan.bad, scan.isBeforeLaterGroup || bad.isNewer { throw .damage(bad) }
      if scan.whole.size > first { return scan }
      firstBad = scan.bad
    }
    // The first group is the genesis, and it was durable before the folder was called a ledger.
    throw .damage(
      firstBad
        ?? Damage(
          kind: .unfinishedGroup, path: Layout.segmentPath(0), offset: 0, index: 0))
  }

  /// The place behind the acknowledged entries, once the last of them is found to be as it was.
  private func place(
    behind mark: CommittedMark, _ hasher: inout Hasher
  ) throws(StoreError) -> LogPlace {
    let log = try log(size: mark.size)
    let last = mark.size - 1
    let (segment, range) = try log.locate(last)
    let offset = range.lowerBound - Layout.lengthSizeBytes
    let found = try log.leafHash(at: last, &hasher)
    guard found == mark.leafHash else {
      throw .damage(
        Damage(
          kind: .leafHash(expected: mark.leafHash, found: found), path: segment.path,
          offset: offset, index: last))
    }
    guard try !log.withEnvelope(at: last, { envelope, _ in envelope.more }) else {
      throw .damage(
        Damage(kind: .unfinishedGroup, path: segment.path, offset: offset, index: last))
    }
    return LogPlace(
      size: mark.size, lastLeafHash: found, segment: segment.number, offset: range.upperBound)
  }

  private func log(size: UInt64) throws(StoreError) -> EntryLog {
    let file = try root.openIfPresent(OffsetTable.path, .read)
    return EntryLog(
      root: root, shape: shape, offsets: try OffsetTable(file: file, size: size), size: size,
      lastLeafHash: nil)
  }
}
