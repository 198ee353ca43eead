public import Custody

extension LocalTimeZone {
  /// The date and time of day that the clocks of the zone show at a moment: `2026-01-05 08:00`.
  public func text(of moment: Instant) -> String {
    let seconds = Int64(moment.microseconds / 1_000_000)
    let local = seconds + Int64(offsetSeconds(at: seconds))
    // Before 1970 only where the zone was behind UTC on the first day of the ledger's time.
    guard local >= 0, let shown = Instant(microseconds: UInt64(local) * 1_000_000) else {
      return moment.text
    }
    let text = shown.text
    return text.prefix(10) + " " + text.dropFirst(11).prefix(5)
  }
}
