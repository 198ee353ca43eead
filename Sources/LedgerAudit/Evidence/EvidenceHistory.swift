internal import Custody
internal import LedgerFormat

/// Whether the events of a file can have happened one after another, as far as the file tells.
///
/// A file in which an event stands twice, or a correction is of what it may not correct, is refused: the format
/// forbids it. An event that takes what the file itself says was not there is told: its bytes are proved all the
/// same, and no sound ledger has it. The model's own rules are asked of each event whose lots are all in the
/// file. What such an event or a correction touches is not judged from there on, for a correction may leave what
/// came later uncovered.
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
  /// What is not judged any more.
  private var unjudged: Set<StreamKey> = []
  /// False once an order was corrected: of whom those hold, the file tells only a part.
  private var isJudging = true
  /// The entries of events that cannot have happened after those before them, ascending.
  private(set) var impossible: [UInt64] = []

  /// - Parameter size: what the file is complete up to.
  init(_ streams: [ProvedStream], size: UInt64, policy: Policy) {
    whole = Set(streams.map(\.key))
    self.size = size
    book = LotBook(policy: policy)
  }

  /// Takes the entries in their order.
  ///
  /// - Throws: `EvidenceError.entry`, `.eventTwice`, `.correction`. Cost: each event is decoded and folded once.
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
        let lots = entry.links.map(\.stream).filter { $0.kind == .lot }
        if !isPossible(event, lots, entry.index) {
          impossible.append(entry.index)
          unjudged.formUnion(lots)
        }
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
    unjudged.formUnion(entry.links.lazy.map(\.stream))
  }

  /// Folds an event, and says whether the model admits it as far as the file tells.
  private mutating func isPossible(
    _ event: Event, _ lots: [StreamKey], _ index: UInt64
  ) -> Bool {
    let judged = isJudging ? lots.filter { whole.contains($0) && !unjudged.contains($0) } : []
    var isAdmitted = (try? Admission.checkForm(event)) != nil
    if !lots.isEmpty, judged.count == lots.count {
      isAdmitted = isAdmitted && (try? Admission.checkAmounts(event, in: book)) != nil
    } else if case .production(let production) = event.detail {
      let isKnown = production.outputs.contains { output in
        judged.contains(output.lot.stream) && book.state(of: output.lot)?.origin != nil
      }
      isAdmitted = isAdmitted && !isKnown
    }
    book.apply(event, index: index)
    for lot in judged {
      guard let state = book.state(of: LotID(lot.id)) else { continue }
      let adds = !state.isUncovered && !state.isOverflown && state.totals.isConserved
      isAdmitted = isAdmitted && adds
    }
    return isAdmitted
  }
}
