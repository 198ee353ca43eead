internal import Custody
internal import LedgerFormat
internal import LedgerStore

/// The ledger's entries as events: what the store reads, decoded.
struct EventLog {
  let view: LedgerView
  /// What a reader remembers; a writer's entries may be dropped, and others take their place.
  var decoded: DecodedEvents?

  /// The event recorded at `index`.
  func recordedEvent(at index: UInt64) throws(LedgerError) -> RecordedEvent {
    do {
      let entry = try view.entry(at: index)
      return try EventLog.recorded(index, entry.recordedAt, entry.body.span)
    } catch let error as StoreError {
      throw LedgerError(error)
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only the store's and our own errors are thrown: \(error)") }
  }

  /// The events of a lot's own stream below `horizon`, in ledger order; nil where it has none.
  ///
  /// - Parameter horizon: nil for all that can be read, the open group included.
  ///   Cost: one entry read and decoded per event.
  func history(
    of lot: LotID, below horizon: UInt64? = nil
  ) throws(LedgerError) -> [RecordedEvent]? {
    let events = try events(on: lot.stream, below: horizon)
    return events.isEmpty ? nil : events
  }

  /// The trade events on a stream below `horizon`, in ledger order, corrections among them.
  func events(
    on stream: StreamKey, below horizon: UInt64? = nil
  ) throws(LedgerError) -> [RecordedEvent] {
    var events = try events(of: stream, below: horizon ?? view.size)
    events.reverse()
    return events
  }

  /// For each output of a production, which is recorded as it counts, whether no other entry names it; empty
  /// where that cannot be read.
  ///
  /// Cost: a look-up for each output, and no entry but the production's.
  func untouchedOutputs(of recorded: RecordedEvent, _ production: Production) -> [Bool] {
    var streams: [StreamKey] = []
    streams.reserveCapacity(production.outputs.count)
    for position in production.outputs.indices {
      streams.append(production.outputs[position].lot.stream)
    }
    return (try? view.isOnlyEntry(recorded.index, on: streams)) ?? []
  }

  /// The event that opens a consignment as it counts now, or nil where none does.
  func opening(of consignment: Identifier) throws(LedgerError) -> RecordedEvent? {
    let stream = StreamKey(kind: .consignment, id: consignment)
    var first: UInt64?
    var isCorrected = false
    do {
      try view.walk(stream) { index, _, body in
        first = index
        isCorrected = isCorrected || (try? BodyKind(body: body)) == .correction
        return true
      }
    } catch { throw LedgerError(error) }
    guard let first else { return nil }
    guard isCorrected else { return try recordedEvent(at: first) }
    return CorrectionOverlay.counting(try events(on: stream)).opening(of: consignment)
  }

  /// The event that a party reported under an id, or nil where there is none.
  func recordedEvent(party: Identifier, id: Identifier) throws(LedgerError) -> RecordedEvent? {
    for index in try candidates(for: .event(party: party, id: id)) {
      let found = try recordedEvent(at: index)
      if found.event.party == party, found.event.id == id { return found }
    }
    return nil
  }

  /// The lots that a name may mean: itself where it is qualified, else all lots of that batch that
  /// were made known below `horizon`, in order.
  func lots(meantBy lot: LotID, below horizon: UInt64) throws(LedgerError) -> [LotID] {
    if lot.isQualified { return [lot] }
    var found: Set<LotID> = []
    for index in try candidates(for: .batch(lot.id)) where index < horizon {
      guard case .production(let production)? = try recordedEvent(at: index).statement?.detail
      else { continue }
      for output in production.outputs where output.lot.batch == lot.id {
        found.insert(output.lot)
      }
    }
    return found.sorted()
  }

  /// True where no other entry may have made a lot of this batch known.
  func isOnlyEntry(_ index: UInt64, ofBatch batch: Identifier) throws(LedgerError) -> Bool {
    try candidates(for: .batch(batch)) == [index]
  }

  /// What opens an event's private fields, as far as it was not erased.
  func openings(of index: UInt64) throws(LedgerError) -> [PrivateOpening] {
    let stored: [Opening]
    do { stored = try view.openings(of: index) } catch { throw LedgerError(error) }
    return stored.compactMap(PrivateOpening.init)
  }

  /// The event with the values of its private fields, as far as they were not erased.
  func opened(_ recorded: RecordedEvent) throws(LedgerError) -> RecordedEvent {
    guard recorded.event.hasPrivateFields else { return recorded }
    var recorded = recorded
    var hasher = LedgerFormat.Hasher()
    var openings = try openings(of: recorded.version)
    // What took the place of another event has its openings beside the correction's own.
    if recorded.version != recorded.index { openings = openings.compactMap(\.ofReplacement) }
    recorded.event = recorded.event.opened(by: openings, &hasher)
    return recorded
  }

  /// The event of an entry's bytes; nil for a ledger event, and for a kind that is not wanted.
  func tradeEvent(
    _ index: UInt64, _ recordedAt: UInt64, _ body: Span<UInt8>, kinds: Set<BodyKind>?
  ) throws(LedgerError) -> RecordedEvent? {
    let kind: BodyKind
    do { kind = try BodyKind(body: body) } catch { throw .notReadable(index: index, reason: error) }
    guard kind.isTrade, kinds?.contains(kind) ?? true else { return nil }
    return try EventLog.recorded(index, recordedAt, body)
  }

  func candidates(for key: IndexKey) throws(LedgerError) -> [UInt64] {
    do { return try view.candidates(for: key) } catch { throw LedgerError(error) }
  }

  /// A stream's events below `horizon`, the newest first.
  private func events(
    of stream: StreamKey, below horizon: UInt64
  ) throws(LedgerError) -> [RecordedEvent] {
    var events: [RecordedEvent] = []
    var failure: LedgerError?
    do {
      try view.walk(stream) { index, recordedAt, body in
        guard index < horizon else { return true }
        // Of the ledger's own events only those of keys are on a stream: a party's.
        if stream.kind == .party, (try? BodyKind(body: body))?.isTrade == false { return true }
        do throws(LedgerError) {
          if let known = decoded?.event(at: index) {
            events.append(known)
          } else {
            events.append(try EventLog.recorded(index, recordedAt, body))
            decoded?.keep(events[events.count - 1])
          }
        } catch { failure = error }
        return failure == nil
      }
    } catch { throw LedgerError(error) }
    if let failure { throw failure }
    return events
  }

  private static func recorded(
    _ index: UInt64, _ recordedAt: UInt64, _ body: Span<UInt8>
  ) throws(LedgerError) -> RecordedEvent {
    guard let recordedAt = Instant(microseconds: recordedAt) else {
      throw .notReadable(index: index, reason: .value(key: 2, position: 0))
    }
    do {
      return RecordedEvent(index: index, recordedAt: recordedAt, event: try Event(body: body))
    } catch { throw .notReadable(index: index, reason: error) }
  }
}

extension PrivateOpening {
  init?(_ opening: Opening) {
    guard let name = PrivateField.Name(rawValue: UInt64(opening.field & 0x7F)),
      let salt = Salt(opening.salt.span),
      let value = String(validating: opening.value, as: UTF8.self)
    else { return nil }
    self.init(
      name: name, salt: salt, value: value, isOfReplacement: opening.field & 0x80 != 0)
  }
}
