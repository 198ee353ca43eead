internal import Custody
internal import LedgerFormat

/// Whether the events of a file can have happened one after another, as far as the file tells.
///
/// No event stands twice, no correction is of what it may not correct, and nothing is taken that the file itself
/// says was not there: the model's own rules, asked of each event whose lots are all in the file. What a
/// correction touches is not judged from there on, for a correction may leave what came later uncovered.
/// Source: the page Model; `verify` asks the same of the whole ledger.
struct EvidenceHistory {
  /// What an event is told apart by.
  private struct Name: Hashable {
    let party: Identifier
    let id: Identifier
  }

  /// The streams of which the file holds every entry below `size`.
  private let whole: Set<StreamKey>
  private let size: UInt64
  private var book: LotBook
  private var places: [Name: UInt64] = [:]
  private var events: [UInt64: RecordedEvent] = [:]
  /// By the entry of an event, its newest correction.
  private var newest: [UInt64: UInt64] = [:]
  private var corrected: Set<StreamKey> = []
  /// False once an order was corrected: of whom those hold, the file tells only a part.
  private var isJudging = true

  /// - Parameter size: what the file is complete up to.
  init(_ streams: [ProvedStream], size: UInt64, policy: Policy) {
    whole = Set(streams.map(\.key))
    self.size = size
    book = LotBook(policy: policy)
  }

  /// Takes the entries in their order, and refuses the first that cannot be.
  ///
  /// - Throws: `EvidenceError.entry`, `.eventTwice`, `.correction`, `.impossible`. Cost: each event is decoded and
  ///   folded once.
  mutating func check(_ entries: EvidenceEntries) throws(EvidenceError) {
    for (position, entry) in entries.entries.enumerated() {
      let event: Event
      do {
        guard try BodyKind(body: entry.body.span).isTrade else { continue }
        event = try Event(body: entry.body.span)
      } catch { throw .entry(position: position, error) }
      let name = Name(party: event.party, id: event.id)
      if let first = places.updateValue(entry.index, forKey: name) {
        throw .eventTwice(index: entry.index, first: first)
      }
      if case .correction(let correction) = event.detail {
        // What is in the file and no event of a party cannot be corrected.
        let target = correction.target?.index ?? entry.index
        guard events[target] != nil || entries[target] == nil else {
          throw .correction(index: entry.index)
        }
        try take(correction, by: event.party, entry)
      } else if entry.index < size {
        try take(event, entry)
      }
      if let recordedAt = Instant(microseconds: entry.recordedAt) {
        events[entry.index] = RecordedEvent(
          index: entry.index, recordedAt: recordedAt, event: event)
      }
    }
  }

  private mutating func take(
    _ correction: Correction, by reporter: Identifier, _ entry: Entry
  ) throws(EvidenceError) {
    guard let target = correction.target, target.version < entry.index else {
      throw .correction(index: entry.index)
    }
    // Of what is not in the file, it says nothing.
    if let original = events[target.index] {
      guard original.event.party == correction.party, original.event.id == correction.id else {
        throw .correction(index: entry.index)
      }
      do { try Admission.checkTarget(of: correction, by: reporter, original: original) } catch {
        throw .correction(index: entry.index)
      }
      guard entry.index >= size || target.version == newest[target.index] ?? target.index else {
        throw .correction(index: entry.index)
      }
      if case .order = original.event.detail { isJudging = false }
    }
    newest[target.index] = entry.index
    corrected.formUnion(entry.links.lazy.map(\.stream))
  }

  private mutating func take(_ event: Event, _ entry: Entry) throws(EvidenceError) {
    do { try Admission.checkForm(event) } catch { throw .impossible(index: entry.index) }
    let lots = entry.links.map(\.stream).filter { $0.kind == .lot }
    let judged = isJudging ? lots.filter { whole.contains($0) && !corrected.contains($0) } : []
    if !lots.isEmpty, judged.count == lots.count {
      do { try Admission.checkAmounts(event, in: book) } catch {
        throw .impossible(index: entry.index)
      }
    } else if case .production(let production) = event.detail {
      let isKnown = production.outputs.contains { output in
        judged.contains(output.lot.stream) && book.state(of: output.lot)?.origin != nil
      }
      if isKnown { throw .impossible(index: entry.index) }
    }
    book.apply(event, index: entry.index)
    for lot in judged {
      guard let state = book.state(of: LotID(lot.id)) else { continue }
      guard !state.isUncovered, !state.isOverflown, state.totals.isConserved else {
        throw .impossible(index: entry.index)
      }
    }
  }
}
