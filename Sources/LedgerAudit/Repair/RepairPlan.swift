public import LedgerFormat

/// What can be restored of a damaged ledger from another copy, and what cannot.
public struct RepairPlan: Sendable {
  /// A small file that is to be written anew.
  public struct File: Equatable, Sendable {
    /// Its path inside the ledger.
    public var name: String
    public var bytes: [UInt8]
  }

  /// Where the bytes of an entry are taken from.
  enum Source: Sendable { case ledger, copy, nobody }

  /// The entries that signatures and hashes speak of.
  public internal(set) var size: UInt64
  /// The entries that are taken from the copy.
  public internal(set) var restoredEntries: UInt64 = 0
  /// The segments that are to be written anew, ascending.
  public internal(set) var segments: [UInt64] = []
  /// Small files that are to be written anew.
  public internal(set) var files: [File] = []
  /// The entries whose bytes neither of the two has.
  public internal(set) var lostEntries: [Range<UInt64>] = []
  /// Files that are not right and that the copy does not have right either.
  public internal(set) var lostFiles: [String] = []

  /// The leaf hash of every entry, as far as somebody remembers it.
  var hashes: [Hash]
  /// The positions whose hash nobody remembers.
  var unknown: Set<UInt64> = []

  /// True where nothing is to be done.
  public var isEmpty: Bool { segments.isEmpty && files.isEmpty }
  /// True where everything that is wrong is put right.
  public var isWhole: Bool { lostEntries.isEmpty && lostFiles.isEmpty }

  init(size: UInt64, hashes: [Hash]) {
    self.size = size
    self.hashes = hashes
  }

  /// Adds positions before all that were added earlier.
  mutating func lose(_ position: UInt64) {
    if let first = lostEntries.first, first.lowerBound == position + 1 {
      lostEntries[0] = position..<first.upperBound
    } else {
      lostEntries.insert(position..<position + 1, at: 0)
    }
  }
}

/// Why nothing is restored from a copy; the facts, of which the faces make words.
public enum RepairError: Error, Equatable, Sendable {
  case audit(AuditError)
  /// The copy is of another ledger.
  case otherLedger(expected: Hash, found: Hash)
  /// A signed checkpoint contradicts the entries: the copy, or the ledger, has another history.
  case otherHistory(file: String, size: UInt64, signed: Hash, computed: Hash)
  /// Nothing that the ledger's key signed says which bytes are right.
  case unproved
}
