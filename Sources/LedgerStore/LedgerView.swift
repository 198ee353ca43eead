public import LedgerFormat

/// A ledger as a reader sees it: the entries up to one size, and the look-ups that find them.
///
/// Opened at the acknowledged size without any lock, and never moving; the writer's own view moves with
/// it and holds the entries of the group under way as well. For one thread at a time.
public final class LedgerView {
  let root: Folder
  let shape: StoreShape
  let index: LedgerIndex
  // Of a writer all three may be with another thread: whoever asks for one waits for that.
  private let sealedLog: EntryLog
  private let sealedOpenings: PrivateStore
  private let sealedTree: TreeFiles
  /// How a writer's entries come to the files; nil for a reader.
  let sealing: Sealing?
  /// False until the index speaks of the log as it is.
  var isIndexReady = false
  /// The stream map of the commitment that was asked for last, where no file held it.
  var streamMap: StreamMapFile?
  private var isTreeReady = false
  var hasher = Hasher()

  init(
    log: EntryLog, index: LedgerIndex, privateStore: PrivateStore, tree: TreeFiles,
    isWriter: Bool
  ) {
    root = log.root
    shape = log.shape
    sealedLog = log
    self.index = index
    sealedOpenings = privateStore
    sealedTree = tree
    sealing =
      isWriter ? Sealing(EntrySealer(log: log, tree: tree, privateStore: privateStore)) : nil
    log.remembersLast = !isWriter
    isTreeReady = isWriter
  }

  /// Opens a ledger for reading.
  ///
  /// Cost: a few files and one hash, whatever the size. Look-ups are made ready by the first question;
  /// where their files are missing or damaged that reads the whole log, into temporary files.
  /// - Parameter indexing: says by which keys entries are found, where look-ups must be made anew.
  /// - Throws: `StoreError.notALedger`, `.damage` where the last acknowledged entry is not as it was.
  public static func open(
    at path: String, indexing: any EntryIndexing
  ) throws(StoreError) -> LedgerView {
    try open(Folder(ledger: path), shape: .standard, indexing: indexing)
  }

  static func open(
    _ root: Folder, shape: StoreShape, indexing: any EntryIndexing
  ) throws(StoreError) -> LedgerView {
    // Before the size is read, so that the index never speaks of later entries.
    let index = storedIndex(root, shape, indexing)
    var hasher = Hasher()
    let place = try Recovery(root: root, shape: shape).snapshot(&hasher).place
    return try open(root, shape: shape, at: place, index)
  }

  /// Opens a ledger for reading up to a place.
  static func open(
    _ root: Folder, shape: StoreShape, at place: LogPlace, _ index: LedgerIndex
  ) throws(StoreError) -> LedgerView {
    let offsets = try OffsetTable(
      file: try root.openIfPresent(OffsetTable.path, .read), size: place.size)
    let log = EntryLog(
      root: root, shape: shape, offsets: offsets, size: place.size,
      lastLeafHash: place.lastLeafHash)
    var hasher = Hasher()
    if try !index.fits(log, &hasher) { index.folder = nil }
    return LedgerView(
      log: log, index: index,
      privateStore: PrivateStore(root: root, shape: shape, isWritable: false),
      tree: TreeFiles(root: root, isWritable: false), isWriter: false)
  }

  /// The index as its files say it, empty and without a folder where they do not.
  static func storedIndex(
    _ root: Folder, _ shape: StoreShape, _ indexing: any EntryIndexing
  ) -> LedgerIndex {
    let index = LedgerIndex(
      files: root.files, shape: shape, indexing: indexing, folder: root.folder(Layout.index))
    if !index.load() { index.folder = nil }
    return index
  }

  var isWriter: Bool { sealing != nil }

  /// The entries, once all are sealed.
  var log: EntryLog {
    sealing?.wait()
    return sealedLog
  }

  /// The openings of private fields, once all entries are sealed.
  var privateStore: PrivateStore {
    sealing?.wait()
    return sealedOpenings
  }

  /// The tree, once all entries are sealed.
  var tree: TreeFiles {
    sealing?.wait()
    return sealedTree
  }

  /// Waits until all entries are sealed.
  ///
  /// - Throws: what went wrong with any.
  func settle() throws(StoreError) { try sealing?.settle() }

  /// The log that has an entry, for one of the group under way perhaps after a wait.
  func log(of index: UInt64) throws(StoreError) -> EntryLog {
    try sealing?.log(of: index) ?? sealedLog
  }

  /// The number of entries that can be read.
  public var size: UInt64 { sealing?.size ?? sealedLog.size }

  /// The leaf hash of the newest entry that is not of the group under way.
  public var lastLeafHash: Hash? { log.lastLeafHash }

  /// The bytes of an entry as stored.
  public func bytes(at index: UInt64) throws(StoreError) -> [UInt8] {
    try withBytes(at: index) { [UInt8]($0) }
  }

  /// Gives an entry's bytes as stored, without a copy.
  ///
  /// The newest entry of a group under way says that another follows, as long as that is not known.
  public func withBytes<Result>(
    at index: UInt64, _ body: (Span<UInt8>) -> Result
  ) throws(StoreError) -> Result {
    try log(of: index).withBytes(at: index) { (bytes: Span<UInt8>) throws(StoreError) in
      body(bytes)
    }
  }

  /// An entry, read and checked in its encoding.
  public func entry(at index: UInt64) throws(StoreError) -> Entry {
    let log = try log(of: index)
    let (segment, range) = try log.locate(index)
    return try log.withBytes(of: segment, range) { (bytes: Span<UInt8>) throws(StoreError) in
      do throws(EntryError) { return try Entry(bytes) } catch {
        throw .damage(
          Damage(
            kind: .entry(error), path: segment.path,
            offset: range.lowerBound - Layout.lengthSizeBytes, index: index))
      }
    }
  }

  /// An entry's leaf hash, computed from its stored bytes.
  public func leafHash(at index: UInt64) throws(StoreError) -> Hash {
    try log(of: index).leafHash(at: index, &hasher)
  }

  /// The openings of an entry's private fields that were not erased, by ascending field.
  public func openings(of index: UInt64) throws(StoreError) -> [Opening] {
    let store = try sealing?.openings(of: index) ?? sealedOpenings
    return try store.openings(of: index).sorted { $0.field < $1.field }
  }

  /// The newest signed checkpoint as it stands in its file, or nil where there is none.
  ///
  /// Read anew at every call, and trusted in nothing: whoever asks verifies it.
  public func checkpoint() throws(StoreError) -> [UInt8]? {
    try root.contents(of: Layout.checkpoint)
  }

  /// The kept checkpoints, the oldest first.
  public func checkpoints() throws(StoreError) -> [[UInt8]] {
    let bytes = try checkpointsFile()
    return CheckpointsFile.notes(in: bytes).map { Array(bytes[$0]) }
  }

  /// The file of kept checkpoints as it stands there, perhaps with a torn end; empty where there is none.
  public func checkpointsFile() throws(StoreError) -> [UInt8] {
    try CheckpointsFile(root: root).contents()
  }

  /// The RFC 6962 root of the first `size` entries, from the tree files.
  public func root(at size: UInt64) throws(StoreError) -> Hash {
    try prepareTree()
    guard size <= tree.size else { throw .notRecorded(index: size, size: tree.size) }
    return try MerkleTree.root(size: size, tree, &hasher)
  }

  /// The hash of a tree file: the root of entries [position·256^level, (position+1)·256^level).
  public func treeHash(level: Int, position: UInt64) throws(StoreError) -> Hash {
    try prepareTree()
    return try tree.fileHash(level: level, index: position)
  }

  /// The proof that an entry is in the tree of the first `size` entries; nil where it is not.
  public func inclusionProof(
    index: UInt64, size: UInt64
  ) throws(StoreError) -> [Hash]? {
    _ = try root(at: size)
    return try MerkleTree.inclusionProof(index: index, size: size, tree, &hasher)
  }

  /// The proof that the tree of `new` entries begins with that of `old`; nil where `old` is 0 or more.
  public func consistencyProof(old: UInt64, new: UInt64) throws(StoreError) -> [Hash]? {
    _ = try root(at: new)
    return try MerkleTree.consistencyProof(old: old, new: new, tree, &hasher)
  }

  /// A reader opens the tree when it is first asked for, and keeps in memory what is missing of it.
  private func prepareTree() throws(StoreError) {
    try settle()
    if isTreeReady { return }
    _ = try tree.open(over: log, &hasher)
    isTreeReady = true
  }
}
