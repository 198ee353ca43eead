/// Ties an entry to the one before it on a stream.
public struct Link: Hashable, Sendable {
  /// The stream that the entry belongs to.
  public var stream: StreamKey
  /// The entry's place on the stream; 0 is the stream's first entry.
  public var ordinal: UInt64
  /// The stream's entry before this one; nil exactly when `ordinal` is 0.
  public var previous: Previous?

  /// Names an earlier entry by its place and its content.
  public struct Previous: Hashable, Sendable {
    /// The earlier entry's index in the ledger.
    public var index: UInt64
    /// The earlier entry's leaf hash.
    public var hash: Hash

    public init(index: UInt64, hash: Hash) {
      self.index = index
      self.hash = hash
    }
  }

  public init(stream: StreamKey, ordinal: UInt64, previous: Previous?) {
    self.stream = stream
    self.ordinal = ordinal
    self.previous = previous
  }
}
