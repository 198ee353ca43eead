public import LedgerFormat

/// What the verification of a published tree found.
public struct TilesReport: Equatable, Sendable {
  /// The tree's signed checkpoint; nil where it is refused.
  public var checkpoint: Checkpoint?
  /// The key that signed it; nil where neither the caller nor entry 0 told one.
  public var key: VerifierKey?
  /// The entries that were read and hashed.
  public var entries: UInt64 = 0
  /// What is wrong, in the order it was found, the first hundred.
  public var faults: [TilesFault] = []
  /// How much is wrong in all.
  public var faultCount = 0

  /// True where the tree is whole and signed.
  public var ok: Bool { faultCount == 0 }
}

/// One thing that is wrong with a published tree.
public struct TilesFault: Equatable, Sendable {
  /// The file, below the tree's folder.
  public var file: String
  public var kind: Kind

  public enum Kind: Equatable, Sendable {
    /// The file is not there.
    case missing
    /// The file has another size than its hashes or entries.
    case size(expected: Int, found: Int)
    /// The entries of a bundle break off, or more bytes follow them.
    case framing(offset: Int)
    /// An entry breaks the format.
    case entry(index: UInt64, EntryError)
    /// An entry names another place, or does not follow the one before it.
    case chain(index: UInt64)
    /// A hash of a tile is not the one over the entries below it.
    case hash(level: Int, index: UInt64)
    /// The checkpoint is not one that the key signed.
    case checkpoint(NoteError)
    /// The entries have another root than the one that was signed.
    case root(computed: Hash, signed: Hash)
    /// Entry 0 is no genesis, so that nobody tells the key.
    case genesis
  }
}
