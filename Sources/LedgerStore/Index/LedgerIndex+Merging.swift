/// Runs of like size are merged, so that few remain and each fact is copied only a few times.
extension LedgerIndex {
  /// Merges the newest of the runs that the manifest names, or will name, as long as there are enough.
  func mergeTiers() throws(StoreError) {
    var runs = runs
    _ = try mergeTiers(of: &runs, isTemporary: folder == nil)
    self.runs = runs
  }

  /// The same for the runs of the group under way: no manifest names those that were merged, so they go.
  ///
  /// Else a group of millions would leave dozens, and every look-up would ask each of them.
  func mergeTiersOfGroup() throws(StoreError) {
    guard let isTrial = group?.isTrial, var runs = group?.runs else { return }
    let merged = try mergeTiers(of: &runs, isTemporary: isTrial)
    group?.runs = runs
    guard let folder, !isTrial else { return }
    for run in merged { try folder.remove(LedgerIndex.runName(run.number)) }
  }

  /// Merges the newest runs as long as enough of them are of one tier or below; gives those merged.
  private func mergeTiers(
    of runs: inout [IndexRun], isTemporary: Bool
  ) throws(StoreError) -> [IndexRun] {
    var merged: [IndexRun] = []
    while let newest = runs.last {
      let tier = tier(of: newest)
      let rest = runs.reversed().prefix { self.tier(of: $0) <= tier }
      guard rest.count >= shape.runsPerTier else { break }
      let sources = Array(runs.suffix(rest.count))
      let run = try merge(sources, isTemporary: isTemporary)
      runs.removeLast(rest.count)
      runs.append(run)
      merged += sources
    }
    return merged
  }

  /// A run's tier: how often a run of a thousand facts had to grow fourfold to be this one.
  private func tier(of run: IndexRun) -> Int {
    var (tier, size) = (0, 4_096)
    while size < run.recordCount {
      (tier, size) = (tier + 1, size * shape.runsPerTier)
    }
    return tier
  }

  /// Merges runs, the oldest of which comes first.
  private func merge(
    _ sources: [IndexRun], isTemporary: Bool
  ) throws(StoreError) -> IndexRun {
    let (number, file) = try newRunFile(isTemporary: isTemporary)
    let recordsMax = sources.reduce(0) { $0 + $1.recordCount }
    var writer = IndexRunWriter(file, recordsMax: recordsMax)
    var cursors: [RunCursor] = []
    for run in sources { cursors.append(try RunCursor(run)) }
    var held: IndexRecord?
    while let position = LedgerIndex.lowest(cursors) {
      guard let record = cursors[position].record else { break }
      try cursors[position].advance()
      // Of a key that stands for its newest entry alone, only the last in order is written.
      if let held, held != record, held.key != record.key || record.key.hasManyValues {
        try writer.append(held)
      }
      held = record
    }
    if let held { try writer.append(held) }
    try writer.finish()
    return try IndexRun(number: number, file: file)
  }

  private static func lowest(_ cursors: [RunCursor]) -> Int? {
    var lowest: Int?
    for position in cursors.indices {
      guard let record = cursors[position].record else { continue }
      guard let best = lowest, let least = cursors[best].record else {
        lowest = position
        continue
      }
      if record < least { lowest = position }
    }
    return lowest
  }
}

/// Reads a run's facts in order.
private struct RunCursor {
  private let run: IndexRun
  private var block = 0
  private var position = 0
  private var records: [IndexRecord] = []

  init(_ run: IndexRun) throws(StoreError) {
    self.run = run
    if run.dataBlockCount > 0 { try run.records(ofBlock: 0, to: &records) }
  }

  var record: IndexRecord? { position < records.count ? records[position] : nil }

  mutating func advance() throws(StoreError) {
    position += 1
    guard position == records.count else { return }
    (block, position) = (block + 1, 0)
    records.removeAll(keepingCapacity: true)
    if block < run.dataBlockCount { try run.records(ofBlock: block, to: &records) }
  }
}
