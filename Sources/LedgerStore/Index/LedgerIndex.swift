internal import LedgerFormat

/// The look-ups: stream → newest entry, event → entry, batch → the entries that made its lots known.
///
/// Derived and deletable. A table in memory holds what is newest, immutable sorted runs the rest; the
/// manifest says which runs there are and how many entries they speak of. What they do not speak of is
/// read from the log when the index is opened. The facts of a group are kept apart until it ends.
final class LedgerIndex {
  let files: any FileSystem
  let shape: StoreShape
  let indexing: any EntryIndexing
  /// Where runs are kept; nil for an index of temporary files.
  var folder: Folder?
  var keys: KeyHasher
  /// The oldest first.
  var runs: [IndexRun] = []
  var table = IndexTable()
  /// The entries that the runs speak of.
  var covered: UInt64 = 0
  /// The leaf hash of the last of them.
  var coveredLeafHash: Hash?
  /// The entries that the runs and the table speak of.
  var size: UInt64 = 0
  var nextRun: UInt64 = 0
  var counts = StreamCounts()
  var group: IndexGroup?

  /// How many streams of the kinds that are counted have an entry.
  struct StreamCounts {
    var lots: UInt64 = 0
    var consignments: UInt64 = 0

    /// Counts a stream's first entry.
    mutating func add(streamKind: UInt64) {
      if streamKind == UInt64(StreamKind.lot.rawValue) { lots += 1 }
      if streamKind == UInt64(StreamKind.consignment.rawValue) { consignments += 1 }
    }
  }

  init(files: any FileSystem, shape: StoreShape, indexing: any EntryIndexing, folder: Folder?) {
    self.files = files
    self.shape = shape
    self.indexing = indexing
    self.folder = folder
    keys = KeyHasher(files)
  }

  /// The streams counted, with those of the group under way.
  var streamCounts: StreamCounts { group?.counts ?? counts }

  /// The newest entry of a key.
  func value(of key: KeyHash) throws(StoreError) -> UInt64? {
    if group != nil {
      if let value = group?.value(of: key) { return value }
      for run in (group?.runs ?? []).reversed() {
        if let value = try run.value(of: key) { return value }
      }
    }
    if let value = table.value(of: key) { return value }
    for run in runs.reversed() { if let value = try run.value(of: key) { return value } }
    return nil
  }

  /// All entries of a key, ascending.
  func values(of key: KeyHash) throws(StoreError) -> [UInt64] {
    guard key.hasManyValues else {
      if let value = try value(of: key) { return [value] }
      return []
    }
    var values: [UInt64] = []
    for run in runs + (group?.runs ?? []) {
      try run.forEachValue(of: key) { values.append($0) }
    }
    table.values(of: key, to: &values)
    group?.values(of: key, to: &values)
    values.sort()
    var unique: [UInt64] = []
    for value in values where value != unique.last { unique.append(value) }
    return unique
  }

  func beginGroup(isTrial: Bool) { group = IndexGroup(counts: counts, isTrial: isTrial) }

  /// Adds what is to be known of an entry of the group under way, and counts the streams that begin.
  ///
  /// The group's table is written as a run when it has grown large.
  /// - Parameter links: those of the entry, which are on these streams.
  func add(
    _ links: [NewLink], _ streams: [StreamKey], _ keys: [IndexKey], _ index: UInt64
  ) throws(StoreError) {
    group?.add(links, streams, keys, self.keys, index)
    try spillIfLarge()
  }

  /// Adds a fact of the group under way.
  func add(_ key: KeyHash, _ index: UInt64) { group?.add(key, index) }

  /// Writes the group's table as a run when it has grown large.
  func spillIfLarge() throws(StoreError) {
    guard let count = group?.count, count > shape.tableRecordsMax else { return }
    try spill()
  }

  private func spill() throws(StoreError) {
    group?.gather()
    guard let isTrial = group?.isTrial, let records = group?.table.sorted() else { return }
    group?.removeTable()
    group?.runs.append(try writeRun(records, isTemporary: isTrial))
    try mergeTiersOfGroup()
  }

  /// Takes the group's facts over; its entries reach up to `size`.
  func endGroup(size: UInt64) throws(StoreError) {
    group?.gather()
    guard let group else { return }
    self.group = nil
    counts = group.counts
    self.size = size
    if group.runs.isEmpty {
      table.take(group.table)
      return
    }
    // Older facts lie in older runs, so the table goes before the group's.
    if table.count > 0 { runs.append(try writeRun(table.sorted(), isTemporary: folder == nil)) }
    runs.append(contentsOf: group.runs)
    table = group.table
  }

  /// Drops the group's facts.
  func rollBack() throws(StoreError) {
    guard let group else { return }
    self.group = nil
    guard let folder, !group.isTrial else { return }
    for run in group.runs { try folder.remove(LedgerIndex.runName(run.number)) }
  }

  static func runName(_ number: UInt64) -> String { "run-" + String(number) }

  /// Writes facts as a run and opens it.
  func writeRun(
    _ records: [IndexRecord], isTemporary: Bool
  ) throws(StoreError) -> IndexRun {
    let (number, file) = try newRunFile(isTemporary: isTemporary)
    var writer = IndexRunWriter(file, recordsMax: records.count)
    for record in records { try writer.append(record) }
    try writer.finish()
    return try IndexRun(number: number, file: file)
  }

  func newRunFile(isTemporary: Bool) throws(StoreError) -> (UInt64, File) {
    nextRun += 1
    guard let folder, !isTemporary else { return (nextRun, try File.temporary(files)) }
    try folder.make()
    let name = LedgerIndex.runName(nextRun)
    let file = try folder.open(name, .create)
    try file.truncate(to: 0)
    return (nextRun, file)
  }
}
