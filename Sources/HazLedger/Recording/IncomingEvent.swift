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
  /// The commitments that take the place of those of a correction's replacement.
  var sealedReplacementFields: [PrivateField] = []
  /// What opens them.
  let openings: [Opening]
}

/// Seals the private fields of events, one after another. For one thread.
struct EventSealer: ~Copyable {
  private var hasher = LedgerFormat.Hasher()
  private var random = PooledRandom()

  /// The event with its private fields sealed beside it.
  mutating func seal(_ event: consuming Event) -> IncomingEvent {
    guard event.hasPrivateFields else {
      return IncomingEvent(event: event, sealedFields: [], openings: [])
    }
    var (fields, openings) = event.sealedFields(using: &random, &hasher)
    var replacementFields: [PrivateField] = []
    if case .correction(let correction) = event.detail, let replacement = correction.replacement {
      let (sealed, inner) = replacement.sealedFields(using: &random, &hasher)
      replacementFields = sealed
      for var opening in inner {
        opening.isOfReplacement = true
        openings.append(opening)
      }
    }
    return IncomingEvent(
      event: event, sealedFields: fields, sealedReplacementFields: replacementFields,
      openings: openings.map(Opening.init))
  }
}

extension Opening {
  fileprivate init(_ opening: PrivateOpening) {
    self.init(
      field: opening.code, salt: opening.salt.bytes,
      value: Array(opening.value.utf8))
  }
}
