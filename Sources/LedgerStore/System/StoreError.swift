public import LedgerFormat

/// Why the store could not do what it was asked; the facts, of which the faces make words.
public enum StoreError: Error, Equatable, Sendable {
  /// The operating system refused a call; `code` is its error number.
  case system(call: SystemCall, path: String, code: Int32)
  /// A link or a special file stands where a ledger has a file or a folder; it was not followed.
  case linkOrSpecial(path: String)
  /// A file is larger than any that is written there; nothing of it was read.
  case tooLarge(path: String, sizeBytes: Int, sizeBytesMax: Int)
  /// A ledger or another file stands where one was to be created.
  case exists(path: String)
  /// The folder holds no ledger.
  case notALedger(path: String)
  /// Another writer held the lock for as long as this one was willing to wait.
  case locked(path: String, waitedMilliseconds: Int)
  /// What was recorded is not what is there; nothing was cut or changed.
  case damage(Damage)
  /// Somebody else changed or replaced a file that this writer alone may change; it has stopped, and
  /// nothing more was acknowledged.
  case changedMeanwhile(path: String)
  /// An earlier write or sync failed: this writer has stopped, and the next open verifies the tail.
  case stopped
  /// The entry would be larger than the format allows; the group is as it was before.
  case entryTooLarge(sizeBytes: Int, sizeBytesMax: Int)
  /// There is no entry of this index yet.
  case notRecorded(index: UInt64, size: UInt64)
  /// A derived file of the look-ups is damaged; `reindex` makes it anew from the log.
  case indexDamaged(path: String, offset: Int)
  /// The tree files do not agree with the stored entries; `reindex` makes them anew from the log.
  case treeDamaged(level: Int, position: UInt64)
  /// The tree says another root than the one already signed for this size: nothing may be signed.
  case rootMismatch(size: UInt64, expected: Hash, found: Hash)
}

/// The operating system's calls that the store makes.
public enum SystemCall: String, Equatable, Sendable {
  case open, close, read, write, size, truncate, sync, lock, map, rename, unlink
  case makeDirectory, list
}

/// Something below the published head that is not as it was written.
public struct Damage: Equatable, Sendable {
  /// What is wrong.
  public var kind: DamageKind
  /// The file, relative to the ledger's folder.
  public var path: String
  /// The byte offset in that file.
  public var offset: Int
  /// The entry that stands there, or should.
  public var index: UInt64?

  public init(kind: DamageKind, path: String, offset: Int, index: UInt64?) {
    self.kind = kind
    self.path = path
    self.offset = offset
    self.index = index
  }
}

extension Damage {
  /// True where the bytes are no damage but what a newer program wrote.
  public var isNewer: Bool {
    guard case .entry(let error) = kind else { return false }
    return error.isNewer
  }
}

/// The ways in which stored bytes can be wrong.
public enum DamageKind: Equatable, Sendable {
  /// A segment file of an earlier entry is missing.
  case missingFile
  /// The file ends before the entry does.
  case truncated(sizeBytes: Int)
  /// The bytes are not an entry.
  case entry(EntryError)
  /// The entry carries another index.
  case index(expected: UInt64, found: UInt64)
  /// The entry names another previous entry than the one before it.
  case previous(expected: Hash, found: Hash?)
  /// The last acknowledged entry has another leaf hash than the acknowledgement says.
  case leafHash(expected: Hash, found: Hash)
  /// The acknowledgement ends inside a group.
  case unfinishedGroup
  /// The entry holds a run of zero bytes, as where a page was never written.
  case torn
  /// Bytes stand where no entry can be, before a later whole group.
  case beforeLaterGroup
  /// The entry that the index names is not on the stream; the index or the chain is wrong.
  case notOnStream(StreamKey)
}
