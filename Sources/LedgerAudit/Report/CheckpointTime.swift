/// When a checkpoint was there, and by whose word.
public struct CheckpointTime: Equatable, Sendable {
  /// Who says so.
  public enum Source: String, Sendable {
    /// A time-stamp authority that the caller trusts.
    case timestamp
    /// A witness that the caller's policy names.
    case cosignature
    /// The ledger itself: when it recorded the last entry that the checkpoint covers.
    case ledger
  }

  /// In microseconds since 1970.
  public var microseconds: UInt64
  public var source: Source
}

extension UInt64 {
  /// The product, or the largest number where it is larger than that.
  func multipliedClamping(_ factor: UInt64) -> UInt64 {
    let (product, isOverflown) = multipliedReportingOverflow(by: factor)
    return isOverflown ? .max : product
  }
}
