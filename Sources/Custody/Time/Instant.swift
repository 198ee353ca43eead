internal import LedgerFormat

/// A moment in microseconds since 1970-01-01T00:00:00Z, in the years 1970 to 9999.
public struct Instant: Hashable, Comparable, Sendable {
  public let microseconds: UInt64

  /// Takes microseconds of at most `Limits.instantMax`, or gives nil.
  public init?(microseconds: UInt64) {
    guard microseconds <= Limits.instantMax else { return nil }
    self.microseconds = microseconds
  }

  public static func < (left: Instant, right: Instant) -> Bool {
    left.microseconds < right.microseconds
  }
}
