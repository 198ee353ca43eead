internal import Custody
internal import LedgerFormat
internal import LedgerStore

/// Tells the store by which keys an event is found; the store itself knows no chemistry.
struct EventIndexing: EntryIndexing {
  func keys(of body: Span<UInt8>) -> [IndexKey] {
    if let event = try? Event(body: body) { return EventIndexing.keys(of: event) }
    return (try? EventStreams(body: body)).map { EventIndexing.keys(ofLedgerEvent: $0.kind) } ?? []
  }

  /// The kinds of ledger events that are rare, and looked for all at once.
  private static func keys(ofLedgerEvent kind: BodyKind) -> [IndexKey] {
    switch kind {
    case .key, .commitment, .rotation: [.ledgerEvent(kind)]
    default: []
    }
  }

  /// The event's own key, and one for each batch that it makes known; of a registration its kind.
  static func keys(of event: Event) -> [IndexKey] {
    let own = IndexKey.event(party: event.party, id: event.id)
    if case .registration = event.detail { return [own, .ledgerEvent(.registration)] }
    guard case .production(let production) = event.detail else { return [own] }
    var keys = [own]
    keys.reserveCapacity(1 + production.outputs.count)
    for position in production.outputs.indices {
      keys.append(.batch(production.outputs[position].lot.batch))
    }
    return keys
  }
}
