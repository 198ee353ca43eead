internal import LedgerFormat

/// Copies a ledger, also one that is written meanwhile, to a folder that it then keeps up to date.
///
/// The copy is a ledger as of what was acknowledged when the copier was made. What never changes is
/// copied once: of entries that are there already the last one's leaf hash is compared, by which the
/// chain vouches for all before it, and the lengths of their files. New entries are read again from the
/// copy and must lead, hash by hash, to the ledger's last one. Openings of private fields change when
/// they are erased, so all of them are compared, and what was erased is overwritten in the copy.
///
/// A new copy has no folder of entries until it is whole, and an older one has its old size until the new
/// entries are durable and verified; so a crash at any moment leaves no copy that looks whole and is
/// not, and copying again goes on. Tree and index are not copied: they are made from the entries.
public struct LedgerCopier {
  /// The folder of entries of a new copy until it is whole.
  static let unfinished = Layout.entries + ".part"
  /// A file that stands there while copying is under way, so that what it wrote is written again after
  /// an interruption, and not taken for durable because it can be read.
  static let underway = Layout.copying
  static let pieceSizeBytes = 1 << 20

  let source: LedgerView
  /// The newest signed checkpoint, which was read before the size.
  public let checkpoint: [UInt8]?
  let checkpoints: [UInt8]
  let firstLeafHash: Hash
  let lastLeafHash: Hash

  /// Opens the ledger to be copied, without any lock.
  ///
  /// - Throws: `StoreError.notALedger`, `.damage` where its end is not as it was acknowledged.
  public init(from path: String, indexing: any EntryIndexing) throws(StoreError) {
    try self.init(from: Folder(ledger: path), shape: .standard, indexing: indexing)
  }

  init(
    from root: Folder, shape: StoreShape, indexing: any EntryIndexing
  ) throws(StoreError) {
    // Before the size: what is signed is acknowledged, so that no checkpoint is ahead of the entries.
    checkpoint = try root.contents(of: Layout.checkpoint)
    checkpoints = try CheckpointsFile(root: root).contents()
    source = try LedgerView.open(root, shape: shape, indexing: indexing)
    guard let last = source.lastLeafHash else { throw .notALedger(path: root.path) }
    lastLeafHash = last
    firstLeafHash = try source.leafHash(at: 0)
  }

  /// The number of entries that are copied.
  public var size: UInt64 { source.size }

  /// Copies the ledger to a folder.
  ///
  /// - Parameters:
  ///   - path: where nothing is, or an empty folder, or a copy of this ledger made under the same mark.
  ///   - mark: what the copy is for; it stands in the folder afterwards.
  ///   - includesPrivate: whether openings of private fields are copied.
  /// - Throws: `CopyError`; the copy is then as it was, or unfinished. Cost: reads all openings, and
  ///   reads, writes and hashes the new entries.
  public func copy(
    to path: String, mark: CopyMark, includesPrivate: Bool
  ) throws(CopyError) -> CopyReport {
    try copy(
      to: Folder(ledger: path), mark: mark, includesPrivate: includesPrivate)
  }

  func copy(
    to root: Folder, mark: CopyMark, includesPrivate: Bool
  ) throws(CopyError) -> CopyReport {
    do {
      try takeFolder(root, mark)
      let lock = try WriterLock(root, waitMilliseconds: 0)
      defer { withExtendedLifetime(lock) {} }
      let old = try oldPlace(in: root)
      let isResumed = try begin(root)
      let segments = root.folder(old == nil ? LedgerCopier.unfinished : Layout.entries)
      try segments.make()
      var report = CopyReport(size: size, previousSize: old?.size ?? 0)
      if includesPrivate {
        try copyPrivateFields(to: root, isResumed: isResumed, &report)
      } else if try root.folder(Layout.privateFields).names()?.isEmpty == false {
        throw CopyError.holdsPrivateFields(path: root.path)
      }
      try copyEntries(to: segments, behind: old, &report)
      for name in LedgerCopier.keptFolders {
        try copyFolder(name, to: root, isResumed: isResumed)
      }
      try count(root, isResumed: isResumed)
      if old == nil { try root.rename(LedgerCopier.unfinished, to: Layout.entries) }
      try root.sync()
      try end(root)
      return report
    } catch let error as CopyError {
      throw error
    } catch let error as StoreError {
      throw .store(error)
    } catch { preconditionFailure("only these two are thrown: \(error)") }
  }

  /// Makes the folder, or finds in it a copy of this ledger under the same mark.
  private func takeFolder(_ root: Folder, _ mark: CopyMark) throws {
    let names = try root.names() ?? []
    if names.isEmpty {
      if try root.make() { try Folder(root.files, DurableFile.parent(of: root.path)).sync() }
    } else if try mark.stands(in: root, firstLeafHash: firstLeafHash) {
      return try DurableFile.removeLeftovers(root)
    } else if names.contains(mark.name) {
      throw CopyError.otherLedger(path: root.path)
    } else if !names.allSatisfy({ $0.hasPrefix(mark.name + ".") }) {
      // All but what a crash left of the mark itself is somebody else's.
      throw CopyError.notACopy(path: root.path)
    }
    try mark.write(to: root, firstLeafHash: firstLeafHash)
  }

  /// The end of the copy that stands there, once it was held against the ledger; nil for a new copy.
  private func oldPlace(in root: Folder) throws -> LogPlace? {
    guard try !TailScan.segmentNumbers(root).isEmpty else { return nil }
    var hasher = Hasher()
    let recovery = Recovery(root: root, shape: source.shape)
    let place = try recovery.snapshot(&hasher).place
    guard place.size <= size else {
      throw CopyError.copyAhead(path: root.path, copySize: place.size, size: size)
    }
    let expected = try source.leafHash(at: place.size - 1)
    guard let found = place.lastLeafHash, found == expected else {
      throw CopyError.diverged(
        path: root.path, size: place.size, expected: expected,
        found: place.lastLeafHash ?? expected)
    }
    for number in 0..<place.segment {
      let path = Layout.segmentPath(number)
      let wanted = try source.root.open(path, .read).size()
      let file = try root.openIfPresent(path, .read)
      let found = try file?.size()
      guard found == wanted else {
        let kind = found.map { DamageKind.truncated(sizeBytes: $0) } ?? .missingFile
        let damage = Damage(
          kind: kind, path: root.path(of: path), offset: min(found ?? 0, wanted),
          index: source.shape.firstIndex(ofSegment: number))
        throw StoreError.damage(damage)
      }
    }
    return place
  }

  /// Notes durably that copying is under way; true where the note of an interrupted one stands there.
  private func begin(_ root: Folder) throws(StoreError) -> Bool {
    if try root.contents(of: LedgerCopier.underway) != nil { return true }
    let nothing: [UInt8] = []
    let path = root.path(of: LedgerCopier.underway)
    try DurableFile.replace(root.files, path, with: nothing.span)
    return false
  }

  /// Takes the note away, when all else is durable.
  private func end(_ root: Folder) throws(StoreError) {
    try root.remove(LedgerCopier.underway)
    try root.sync()
  }

  /// Makes the copy count with its new size: its mark first, then what was signed.
  private func count(_ root: Folder, isResumed: Bool) throws(StoreError) {
    var hasher = Hasher()
    let mark = CommittedMark(size: size, leafHash: lastLeafHash).bytes(&hasher)
    try replace(Layout.committed, in: root, with: mark, isResumed)
    if let last = CheckpointsFile.notes(in: checkpoints).last {
      try replace(
        Layout.checkpoints, in: root, with: Array(checkpoints[..<last.upperBound]), isResumed)
    }
    if let checkpoint { try replace(Layout.checkpoint, in: root, with: checkpoint, isResumed) }
  }

  private func replace(
    _ name: String, in root: Folder, with bytes: [UInt8], _ isResumed: Bool
  ) throws(StoreError) {
    if !isResumed, try root.contents(of: name) == bytes { return }
    try DurableFile.replace(root.files, root.path(of: name), with: bytes.span)
  }
}
