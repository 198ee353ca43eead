internal import LedgerFormat

/// Creating and opening are different calls: a wrong path never makes a new empty ledger.
extension LedgerWriter {
  /// The name that the entries' folder has until the first of them is durable.
  private static let unfinished = Layout.entries + ".new"

  /// Makes a new ledger, whose first entry is `genesis`, durable when this returns.
  ///
  /// The folder may be there and empty. It is a ledger from the moment that its entries' folder gets
  /// its name, and by then the first entry is durable; what a crash leaves before that is made again.
  /// - Parameters:
  ///   - genesis: the body of entry 0, one CBOR map.
  ///   - recordedAt: the clock as read, in microseconds since 1970.
  ///   - indexing: says by which keys entries are found.
  /// - Throws: `StoreError.exists` where the folder holds anything.
  public static func create(
    at path: String, genesis: [UInt8], recordedAt: UInt64, indexing: any EntryIndexing
  ) throws(StoreError) -> LedgerWriter {
    let root = Folder(ledger: path)
    return try create(
      root, shape: .standard, genesis: genesis, recordedAt: recordedAt, indexing: indexing)
  }

  /// Opens a ledger for appending: takes the lock, checks the tail and takes up what is derived.
  ///
  /// Cost: does not grow with the size, but for derived files that are missing.
  /// - Parameters:
  ///   - waitMilliseconds: how long to wait for another writer to end.
  ///   - indexing: says by which keys entries are found.
  /// - Throws: `StoreError.notALedger`, `.locked`, `.damage` with nothing changed.
  public static func open(
    at path: String, waitMilliseconds: Int = 5_000, indexing: any EntryIndexing
  ) throws(StoreError) -> LedgerWriter {
    let root = Folder(ledger: path)
    return try open(
      root, shape: .standard, waitMilliseconds: waitMilliseconds, indexing: indexing)
  }

  static func create(
    _ root: Folder, shape: StoreShape, genesis: [UInt8], recordedAt: UInt64,
    indexing: any EntryIndexing
  ) throws(StoreError) -> LedgerWriter {
    precondition(recordedAt <= Limits.instantMax, "an entry's time is before the year 10000")
    try root.make()
    let leftovers: Set = [Layout.lock, unfinished]
    for name in try root.names() ?? [] where !leftovers.contains(name) {
      throw .exists(path: root.path)
    }
    let lock = try WriterLock(root, waitMilliseconds: 0)
    let folder = root.folder(unfinished)
    try folder.make()
    let file = try folder.open(Layout.name(ofSegment: 0), .create)
    try file.truncate(to: 0)
    try file.write(try bundle(genesis: genesis, recordedAt: recordedAt), at: 0)
    try file.sync(everything: true)
    try folder.sync()
    try root.rename(unfinished, to: Layout.entries)
    try root.sync()
    try Folder(root.files, DurableFile.parent(of: root.path)).sync()
    return try LedgerOpening(root, shape: shape, lock: lock, indexing: indexing).finish(isNew: true)
  }

  static func open(
    _ root: Folder, shape: StoreShape, waitMilliseconds: Int, indexing: any EntryIndexing
  ) throws(StoreError) -> LedgerWriter {
    try LedgerOpening(root, shape: shape, waitMilliseconds: waitMilliseconds, indexing: indexing)
      .finish()
  }

  static func view(
    at place: LogPlace, _ root: Folder, _ shape: StoreShape, _ privateStore: PrivateStore,
    _ indexing: any EntryIndexing, _ report: inout OpenReport
  ) throws(StoreError) -> LedgerView {
    let folder = root.folder(Layout.index)
    try folder.make()
    let offsets = try OffsetTable(
      file: try root.open(OffsetTable.path, .create), size: place.size)
    try offsets.cutFile()
    let log = EntryLog(
      root: root, shape: shape, offsets: offsets, size: place.size,
      lastLeafHash: place.lastLeafHash)
    try log.resumeAppending(at: place)
    try log.completeOffsets()
    let view = LedgerView(
      log: log,
      index: LedgerIndex(files: root.files, shape: shape, indexing: indexing, folder: folder),
      privateStore: privateStore, tree: TreeFiles(root: root, isWritable: true),
      isWriter: true)
    if try view.tree.open(over: log, &view.hasher) { report.rebuilt.append(.tree) }
    let isLoaded = view.index.load()
    if isLoaded, try view.index.fits(log, &view.hasher) {
      try view.index.removeStrangers()
      try view.prepareIndex()
    } else {
      try view.rebuildIndex()
      report.rebuilt.append(.index)
    }
    return view
  }

  /// The first bundle of a ledger: the genesis alone.
  private static func bundle(
    genesis: [UInt8], recordedAt: UInt64
  ) throws(StoreError) -> [UInt8] {
    var encoder = CBORWriter()
    Entry(
      index: 0, recordedAt: recordedAt, more: false, previous: nil, links: [], body: genesis
    ).encode(into: &encoder)
    let count = encoder.bytes.count
    guard genesis.count <= Limits.eventSizeBytesMax else {
      throw .entryTooLarge(sizeBytes: genesis.count, sizeBytesMax: Limits.eventSizeBytesMax)
    }
    let length = [UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
    return length + encoder.bytes
  }
}
