internal import Custody

extension WallClock {
  /// The machine's time; the nearest that the ledger can say where its clock stands outside its years.
  static func now() -> Instant {
    guard let now = Instant(microseconds: microseconds()) else {
      preconditionFailure("the clock's time is one that an entry can say")
    }
    return now
  }
}
