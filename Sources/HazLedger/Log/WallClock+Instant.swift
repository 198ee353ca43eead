internal import Custody

extension WallClock {
  /// The machine's time; the beginning of 1970 where its clock stands outside the ledger's years.
  static func now() -> Instant {
    Instant(microseconds: microseconds()) ?? Instant.beginning
  }
}

extension Instant {
  /// 1970-01-01T00:00:00Z.
  fileprivate static let beginning: Instant = {
    guard let instant = Instant(microseconds: 0) else { preconditionFailure("an instant") }
    return instant
  }()
}
