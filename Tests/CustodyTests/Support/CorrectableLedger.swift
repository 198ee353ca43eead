import Custody
import LedgerFormat

/// A ledger in memory that records corrections, and beside it the naive truth: a list of what counts.
struct CorrectableLedger {
  var book = LotBook(policy: Policy())
  private(set) var entries: [RecordedEvent] = []
  /// What counts at each place: nil for corrections and for what was withdrawn.
  private(set) var slots: [Event?] = []
  private var streams: [[StreamKey]] = []
  private var histories: [StreamKey: [RecordedEvent]] = [:]
  private var newest: [UInt64: UInt64] = [:]

  /// Begins with a production of each of `lots`.
  init(lots: [LotID] = []) {
    for (number, lot) in lots.enumerated() {
      var event = Event.make(lot, Quantity(amount: 400, unit: .milligram), by: lot.party ?? "P")
      event.id = Identifier("M\(number)")
      _ = record(event)
    }
  }

  /// What refuses an event; nil where it was recorded.
  mutating func record(_ event: Event) -> Refusal? {
    if case .correction(let correction) = event.detail { return record(correction, event).refusal }
    do throws(Refusal) { try Admission.check(event, in: book) } catch { return error }
    let opening = event.consignmentReference.flatMap { book.opening(of: $0)?.streams(opening: []) }
    add(event, on: event.streams(opening: opening ?? []))
    book.apply(event, index: entries[entries.count - 1].index)
    slots.append(event)
    return nil
  }

  /// Records a correction unless it is refused, and gives what comes of it.
  mutating func record(
    _ correction: Correction, _ event: Event
  ) -> (refusal: Refusal?, uncovered: [UncoveredEvent]) {
    let place = entries.first { $0.event.party == correction.party && $0.event.id == correction.id }
    do throws(Refusal) {
      try Admission.checkForm(event)
      try Admission.checkTarget(of: correction, by: event.party, original: place)
    } catch { return (error, []) }
    let index = place!.index
    var (correction, event) = (correction, event)
    correction.target = Correction.Target(index: index, version: newest[index] ?? index)
    event.detail = .correction(correction)
    let version = Int(correction.target!.version)
    let effect = CorrectionEffect(
      of: RecordedEvent(index: UInt64(entries.count), recordedAt: event.time, event: event),
      version: entries[version], versionStreams: streams[version], policy: book.policy
    ) { histories[$0] ?? [] }
    if let refusal = effect.refusal { return (refusal, []) }
    add(event, on: effect.streams)
    book.apply(effect)
    newest[index] = UInt64(entries.count - 1)
    slots.append(nil)
    slots[Int(index)] = correction.replacement
    return (nil, effect.uncovered)
  }

  private mutating func add(_ event: Event, on streams: [StreamKey]) {
    let recorded = RecordedEvent(
      index: UInt64(entries.count), recordedAt: event.time, event: event)
    entries.append(recorded)
    self.streams.append(streams)
    for stream in streams { histories[stream, default: []].append(recorded) }
  }

  /// Everything that counts, folded from the beginning, up to a place.
  func folded(before place: Int = .max) -> LotBook {
    var book = LotBook(policy: book.policy)
    for (index, event) in slots.enumerated() where index < place {
      if let event { book.apply(event, index: UInt64(index)) }
    }
    return book
  }

  /// What counts of a lot, by the overlay.
  func counting(_ lot: LotID) -> [RecordedEvent] {
    CorrectionOverlay.counting(histories[lot.stream] ?? [])
  }
}

/// What a lot's state says, to compare two of them.
struct StateFacts: Equatable {
  var origin: UInt64?
  var produced: Quantity?
  var totals: LotTotals
  var held: [Holding]
  var consignments: [Identifier: ConsignmentShare]
  var holds: [Hold]

  init?(_ state: LotState?) {
    guard let state else { return nil }
    origin = state.origin?.index
    produced = state.origin?.quantity
    totals = state.totals
    held = state.held
    consignments = state.consignments
    holds = state.holds
    // A state of which nothing counts says what no state says.
    if origin == nil, !state.isTouched, holds.isEmpty { return nil }
  }
}
