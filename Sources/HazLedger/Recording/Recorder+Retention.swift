public import Custody
public import LedgerFormat
public import Regulation

extension Recorder {
  /// The rules by which the record of an event must still be kept on `day`, and the event's time.
  ///
  /// - Throws: `LedgerError.eventUnknown`.
  public func runningRetention(
    party: Identifier, id: Identifier, on day: Day
  ) throws(LedgerError) -> (rules: [RetentionRule], time: Instant) {
    guard let recorded = try log.recordedEvent(party: party, id: id) else {
      throw .eventUnknown(party: party, id: id)
    }
    let rules = try log.runningRetention(of: recorded.event, on: day)
    return (rules, recorded.event.time)
  }
}
