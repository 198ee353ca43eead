/// A ledger event by which everything behind it is later than a time stamp.
///
/// | key | field | value |
/// |---|---|---|
/// | 0 | kind | 68 |
/// | 1 | token | 32 bytes: SHA-256 of the time-stamp token in DER |
/// | 2 | size | the entries of the checkpoint that was stamped |
/// | 3 | root | 32 bytes: its root |
/// | 4 | time | instant: when the authority says that it stamped it |
///
/// The stamp bounds the entries before the checkpoint from above: they were there at that time. This
/// entry bounds all that follow it from below: whoever wrote it had the token in hand.
public struct Timestamp: Equatable, Sendable {
  /// SHA-256 of the token.
  public var token: Hash
  /// The entries of the stamped checkpoint; at most the index of the entry that says so.
  public var size: UInt64
  /// The root over them.
  public var root: Hash
  /// The authority's time, in microseconds since 1970.
  public var time: UInt64

  public init(token: Hash, size: UInt64, root: Hash, time: UInt64) {
    self.token = token
    self.size = size
    self.root = root
    self.time = time
  }
}
