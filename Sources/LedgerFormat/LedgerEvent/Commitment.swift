/// A ledger event by which the signed tree commits to the whole history of every stream.
///
/// | key | field | value |
/// |---|---|---|
/// | 0 | kind | 67 |
/// | 1 | root | 32 bytes: the root of the stream map (`StreamMap`) |
/// | 2 | size | the map is that of entries 0 up to, not including, this one |
///
/// Written by the writer, never by a reader, so that an answer can say "complete up to entry `size`".
public struct Commitment: Equatable, Sendable {
  /// The root of the map over the first `size` entries.
  public var root: Hash
  /// The entries that the map covers; at most the index of the entry that says so.
  public var size: UInt64

  public init(root: Hash, size: UInt64) {
    self.root = root
    self.size = size
  }
}
