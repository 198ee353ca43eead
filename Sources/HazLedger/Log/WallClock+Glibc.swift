internal import Glibc
internal import LedgerFormat

/// The clock of the machine.
public enum WallClock {
  /// Microseconds since 1970-01-01T00:00:00Z; 0 where the clock stands before that.
  ///
  /// A clock gone mad may stand after the year 9999, and no entry of such a time can be read again: it then
  /// counts as the year's end.
  public static func microseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    guard time.tv_sec >= 0 else { return 0 }
    guard UInt64(time.tv_sec) <= Limits.instantMax / 1_000_000 else { return Limits.instantMax }
    return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1_000
  }

  /// Seconds of a clock that only goes forward, for durations.
  static func monotonicSeconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
