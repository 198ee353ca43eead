/// What the times that entries tell say against one another and against time stamps.
///
/// Order is the index, so none of this is damage; it says how far the ledger's own times may be believed.
public struct ClockFindings: Equatable, Sendable {
  /// How many entries, and which is the first.
  public struct Count: Equatable, Sendable {
    public var first: UInt64
    public var entries: UInt64
  }

  /// Recorded at an earlier time than the entry before.
  public var wentBack: Count?
  /// Recorded at a later time than that at which an authority stamped them.
  public var aheadOfStamp: Count?
  /// Recorded at an earlier time than a stamp that they follow.
  public var behindStamp: Count?
  /// Events that say they happened after they were recorded.
  public var eventsInFuture: Count?
}
