internal import LedgerFormat

/// The sizes that the store works with; a test makes them small, and the program never changes them.
struct StoreShape: Sendable {
  /// The entries of one segment; a ledger of another number is another ledger.
  var entriesPerSegment = Layout.entriesPerSegment
  /// Appended bytes are written in pieces of about this many.
  var bufferSizeBytes = 1 << 20
  /// When derived files are brought up to date and more entries than these are outside the index's runs, a run is
  /// written: whoever opens the ledger next reads and decodes each of the others.
  var unindexedEntriesMax: UInt64 = 128
  /// A look-up table in memory with more records than these is written as a run: at most 32 MiB at 16
  /// bytes a record and between a third and two thirds of the places free.
  var tableRecordsMax = 700_000
  /// So many runs of like size are merged into one.
  var runsPerTier = 4
  /// So many segments of one group may wait for their sync; each is an open file.
  var unsyncedSegmentsMax = 8
  /// The slots of the cache of streams' newest entries, 32 bytes each; a power of two.
  var headCacheSlots = 1 << 18
  /// The entries whose leaf hashes are remembered, 32 bytes each; a power of two.
  var recentHashesMax = 1 << 18
  /// The entries of a group behind so many are sealed by a thread of its own; where files fail by a plan none are, for
  /// the plan is one of calls in their order.
  var entriesSealedAtOnceMax: UInt64 = 512

  /// The streams of so many entries are gathered by two threads.
  var entriesOfTwoThreadsMin = 1 << 16

  static let standard = StoreShape()

  /// The entry that a segment begins with.
  func firstIndex(ofSegment segment: UInt64) -> UInt64 { segment * entriesPerSegment }

  /// The segment that holds an entry.
  func segment(of index: UInt64) -> UInt64 { index / entriesPerSegment }
}
