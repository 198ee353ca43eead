internal import Custody
internal import LedgerFormat
internal import LedgerStore

/// An event on its way into the ledger, with what will be recorded of its private fields.
///
/// As reported it is compared with what is recorded already; as sealed it is recorded.
struct IncomingEvent: Sendable {
  /// As it was reported, its private fields open.
  var event: Event
  /// The commitments that take the place of its private fields.
  let sealedFields: [PrivateField]
  /// What opens them.
  let openings: [Opening]
}

/// Seals the private fields of events, one after another. For one thread.
struct EventSealer: ~Copyable {
  private var hasher = LedgerFormat.Hasher()
  private var random = PooledRandom()

  /// The event with its private fields sealed beside it.
  mutating func seal(_ event: consuming Event) -> IncomingEvent {
    guard !event.privateFields.isEmpty else {
      return IncomingEvent(event: event, sealedFields: [], openings: [])
    }
    let (fields, openings) = event.sealedFields(using: &random, &hasher)
    return IncomingEvent(
      event: event, sealedFields: fields, openings: openings.map(Opening.init))
  }
}

extension Opening {
  fileprivate init(_ opening: PrivateOpening) {
    self.init(
      field: opening.code, salt: opening.salt.bytes,
      value: Array(opening.value.utf8))
  }
}
