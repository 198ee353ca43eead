/// Why a proof proves nothing.
public enum ProofError: Error, Equatable, Sendable {
  /// The entry is not in a tree of that size.
  case index(UInt64, size: UInt64)
  /// The older tree is empty, which every tree continues, or is the larger one.
  case sizes(old: UInt64, new: UInt64)
  /// The proof has more or fewer hashes than trees of these sizes need.
  case hashCount(Int)
  /// The leaf of a proof of the stream map does not stand on the path of the stream's key.
  case otherPath
  /// The hashes lead to another root than the one that was to be proved.
  case root(computed: Hash, expected: Hash)
}
