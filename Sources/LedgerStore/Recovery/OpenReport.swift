/// What opening a ledger for writing found and did.
public struct OpenReport: Equatable, Sendable {
  /// The entries after recovery.
  public var size: UInt64
  /// What the file `committed` said, or nil where it was missing or torn.
  public var committedSize: UInt64?
  /// Whole groups found behind the committed size: durable, and now acknowledged.
  public var addedEntries: UInt64
  /// The entries that no signed checkpoint covered, which were judged and are signed now; nil for none.
  public var adopted: Range<UInt64>?
  /// The tails that were moved to `quarantine/`.
  public var quarantined: [QuarantinedTail]
  /// The bytes of openings that were dropped because their entries are not in the log.
  public var droppedOpeningBytes: Int
  /// The derived files that were made anew.
  public var rebuilt: [DerivedFiles]

  public init(
    size: UInt64, committedSize: UInt64? = nil, addedEntries: UInt64 = 0,
    quarantined: [QuarantinedTail] = [], droppedOpeningBytes: Int = 0, rebuilt: [DerivedFiles] = []
  ) {
    self.size = size
    self.committedSize = committedSize
    self.addedEntries = addedEntries
    self.quarantined = quarantined
    self.droppedOpeningBytes = droppedOpeningBytes
    self.rebuilt = rebuilt
  }
}

/// Bytes that were cut from the log because they are no whole group, and where they are now.
public struct QuarantinedTail: Equatable, Sendable {
  /// Where the bytes are now, relative to the ledger's folder.
  public var path: String
  /// Where they were, relative to the ledger's folder.
  public var source: String
  /// Their offset there.
  public var offset: Int
  /// Their number.
  public var sizeBytes: Int
  /// The index of the first entry that began there.
  public var firstIndex: UInt64
  /// False when `committed` proves that the group was never acknowledged; true when `committed` was
  /// missing, torn or old, as after a power loss, and so it is not known.
  public var isAcknowledgementUnknown: Bool

  public init(
    path: String, source: String, offset: Int, sizeBytes: Int, firstIndex: UInt64,
    isAcknowledgementUnknown: Bool
  ) {
    self.path = path
    self.source = source
    self.offset = offset
    self.sizeBytes = sizeBytes
    self.firstIndex = firstIndex
    self.isAcknowledgementUnknown = isAcknowledgementUnknown
  }
}

/// The two kinds of derived files.
public enum DerivedFiles: Equatable, Sendable { case tree, index }
