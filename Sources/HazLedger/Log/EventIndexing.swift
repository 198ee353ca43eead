internal import Custody
internal import LedgerFormat
internal import LedgerStore

/// Tells the store by which keys an event is found; the store itself knows no chemistry.
struct EventIndexing: EntryIndexing {
  func keys(of body: Span<UInt8>) -> [IndexKey] {
    if let event = try? Event(body: body) { return EventIndexing.keys(of: event) }
    return (try? EventStreams(body: body)).map { EventIndexing.keys(ofLedgerEvent: $0.kind) } ?? []
  }

  /// A submission is found by the runs of entries that it vouches for: at most 65.
  func keys(of body: Span<UInt8>, at index: UInt64) -> [IndexKey] {
    guard let submission = try? Submission(body: body),
      let entries = submission.entries(before: index)
    else { return keys(of: body) }
    let runs = IndexKey.run(of: entries.lowerBound)...IndexKey.run(of: index - 1)
    return runs.map { .submission(run: $0) }
  }

  /// The kinds of ledger events that are rare, and looked for all at once.
  private static func keys(ofLedgerEvent kind: BodyKind) -> [IndexKey] {
    switch kind {
    case .key, .commitment, .timestamp, .rotation: [.ledgerEvent(kind)]
    default: []
    }
  }

  /// The event's own key, one for each batch that it makes known, and those of what is rare.
  static func keys(of event: Event) -> [IndexKey] {
    var keys: [IndexKey] = []
    list(of: event, into: &keys)
    return keys
  }

  /// Writes the event's keys over `keys`.
  static func list(of event: Event, into keys: inout [IndexKey]) {
    keys.removeAll(keepingCapacity: true)
    keys.append(.event(party: event.party, id: event.id))
    switch event.detail {
    case .production(let production): add(batchesOf: production, to: &keys)
    case .registration: keys.append(.ledgerEvent(.registration))
    case .order(let order): if order.party != nil { keys.append(.ledgerEvent(.order)) }
    case .correction(let correction):
      keys.append(.ledgerEvent(.correction))
      keys.append(.correction(party: correction.party, id: correction.id))
      if case .production(let production)? = correction.replacement?.detail {
        add(batchesOf: production, to: &keys)
      }
      if case .order(let order)? = correction.replacement?.detail, order.party != nil {
        keys.append(.ledgerEvent(.order))
      }
    default: break
    }
  }

  private static func add(batchesOf production: Production, to keys: inout [IndexKey]) {
    for position in production.outputs.indices {
      keys.append(.batch(production.outputs[position].lot.batch))
    }
  }
}
