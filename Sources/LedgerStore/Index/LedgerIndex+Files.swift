internal import LedgerFormat

/// The index's files: taken up when a ledger is opened, written behind the acknowledgement.
extension LedgerIndex {
  private static let loadsMax = 3

  /// Takes up the files of `folder`.
  ///
  /// - Returns: false where they are missing or not as they were written; the index is then empty.
  func load() -> Bool {
    // A writer may replace the manifest and remove runs while a reader opens them; it looks again.
    for _ in 0..<LedgerIndex.loadsMax {
      do throws(StoreError) {
        guard let folder, let bytes = try folder.contents(of: IndexManifest.name),
          let manifest = IndexManifest(bytes.span)
        else { continue }
        try take(manifest, folder)
        return true
      } catch { reset() }
    }
    return false
  }

  /// True when the files speak of this log: the entry that they end with is in it.
  func fits(_ log: EntryLog, _ hasher: inout Hasher) throws(StoreError) -> Bool {
    guard covered <= log.size else { return false }
    guard covered > 0 else { return true }
    return try log.leafHash(at: covered - 1, &hasher) == coveredLeafHash
  }

  /// Reads from the log what the runs do not speak of.
  func replay(_ log: EntryLog) throws(StoreError) {
    while size < log.size { try addRecorded(size, log) }
  }

  /// Makes everything anew from the log.
  ///
  /// - Parameter folder: where the runs go; nil for temporary files.
  func rebuild(_ log: EntryLog, in folder: Folder?, _ hasher: inout Hasher) throws(StoreError) {
    reset()
    self.folder = folder
    keys = KeyHasher(files)
    if let folder { try removeIndex(in: folder) }
    while size < log.size {
      try addRecorded(size, log)
      if table.count > shape.tableRecordsMax {
        runs.append(try writeRun(table.sorted(), isTemporary: folder == nil))
        table.removeAll()
        try mergeTiers()
      }
    }
    if folder != nil { try flush(log, &hasher) }
  }

  /// Writes the table as a run when enough entries are outside the runs.
  func flushIfDue(_ log: EntryLog, _ hasher: inout Hasher) throws(StoreError) {
    guard size - covered > shape.unindexedEntriesMax || table.count > shape.tableRecordsMax
    else { return }
    try flush(log, &hasher)
  }

  /// Writes the table as a run and the manifest, durably.
  func flush(_ log: EntryLog, _ hasher: inout Hasher) throws(StoreError) {
    guard let folder else { return }
    precondition(group == nil, "a group's facts are not flushed before its end")
    try folder.make()
    if table.count > 0 { runs.append(try writeRun(table.sorted(), isTemporary: false)) }
    table.removeAll()
    try mergeTiers()
    for run in runs { try run.sync() }
    var manifest = IndexManifest(seed: keys.seed)
    manifest.covered = size
    manifest.leafHash = size > 0 ? try log.leafHash(at: size - 1, &hasher) : nil
    (manifest.lots, manifest.consignments) = (counts.lots, counts.consignments)
    manifest.nextRun = nextRun
    manifest.runs = runs.map { .init(number: $0.number, headerCheck: $0.headerCheck) }
    let bytes = manifest.bytes
    try DurableFile.replace(files, folder.path(of: IndexManifest.name), with: bytes.span)
    (covered, coveredLeafHash) = (size, manifest.leafHash)
    try removeStrangers()
  }

  /// Removes runs that the manifest does not name.
  func removeStrangers() throws(StoreError) {
    guard let folder else { return }
    var known = Set(runs.map { LedgerIndex.runName($0.number) })
    known.formUnion([IndexManifest.name, OffsetTable.name])
    try removeFiles(in: folder, except: known)
  }

  private func take(_ manifest: IndexManifest, _ folder: Folder) throws(StoreError) {
    reset()
    for run in manifest.runs {
      let file = try folder.open(LedgerIndex.runName(run.number), .read)
      let opened = try IndexRun(number: run.number, file: file, isSynced: true)
      guard opened.headerCheck == run.headerCheck else {
        throw .indexDamaged(path: opened.path, offset: 0)
      }
      runs.append(opened)
    }
    keys = KeyHasher(seed: manifest.seed)
    (covered, size, coveredLeafHash) = (manifest.covered, manifest.covered, manifest.leafHash)
    counts = StreamCounts(lots: manifest.lots, consignments: manifest.consignments)
    nextRun = manifest.nextRun
  }

  private func reset() {
    (runs, table, group) = ([], IndexTable(), nil)
    (covered, size, coveredLeafHash) = (0, 0, nil)
    counts = StreamCounts()
  }

  /// Removes the manifest, durably, and then the runs: it must never speak of other runs of their names.
  private func removeIndex(in folder: Folder) throws(StoreError) {
    if try folder.openIfPresent(IndexManifest.name, .read) != nil {
      try folder.remove(IndexManifest.name)
      try folder.sync()
    }
    try removeFiles(in: folder, except: [OffsetTable.name])
  }

  private func removeFiles(in folder: Folder, except kept: Set<String>) throws(StoreError) {
    for name in try folder.names() ?? [] where !kept.contains(name) { try folder.remove(name) }
  }

  /// Adds the facts of an entry of the log.
  private func addRecorded(_ index: UInt64, _ log: EntryLog) throws(StoreError) {
    try log.withEnvelope(at: index) { (envelope: EntryEnvelope, bytes: Span<UInt8>) in
      for link in envelope.links(bytes) {
        let id = bytes.extracting(link.id)
        table.set(keys.hash(streamKind: link.kind, id: id), index)
        if link.ordinal == 0 { counts.add(streamKind: link.kind) }
      }
      for key in indexing.keys(of: bytes.extracting(envelope.body), at: index) {
        table.set(keys.hash(key), index)
      }
    }
    size = index + 1
  }
}
