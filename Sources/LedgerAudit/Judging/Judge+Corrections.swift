internal import Custody
internal import LedgerFormat

/// Why the history of a lot cannot be read again.
private enum HistoryFailure: Error {
  case audit(AuditError)
  /// Some of it was lost, or is damaged.
  case lost
}

/// Judging corrections: what they correct, on which streams they are, and what comes of them.
extension Judge {
  /// The streams of the entry whose version a correction corrects; nil where it cannot be read.
  mutating func correctedStreams(_ streams: EventStreams) throws(AuditError) -> [StreamKey]? {
    guard let version = streams.inheritsStreamsOf else { return [] }
    // `done` counts the correction itself, which is no earlier version of anything.
    guard version < done - 1, !lost.contains(version) else { return nil }
    return try judged.entry(at: version)?.links.map(\.stream)
  }

  /// Checks that a correction may stand, and folds the lots that it has to do with again.
  mutating func judgeCorrection(
    _ examined: ExaminedEntry, _ event: Event, _ correction: Correction, _ entry: Entry
  ) throws(AuditError) {
    let isSuspect =
      !suspects.isEmpty && entry.links.contains { suspects.contains($0.stream) }
    do throws(HistoryFailure) {
      let name = NameDigest(party: correction.party, id: correction.id)
      let place = events[name].flatMap { $0 < examined.position ? $0 : nil }
      let original = try place.map { index throws(HistoryFailure) in try recorded(index) }
      if let refusal = refusal(of: correction, by: event, original) {
        return condemn(examined, entry, isSuspect ? nil : refusal)
      }
      guard let place, let target = correction.target else { return }
      let version = try recorded(target.version)
      let streams = entry.links.map(\.stream)
      let position = examined.position
      let now = RecordedEvent(index: position, recordedAt: version.recordedAt, event: event)
      var failure: HistoryFailure?
      let effect = CorrectionEffect(
        of: now, version: version, versionStreams: streams, policy: book.policy
      ) { stream in
        do throws(HistoryFailure) { return try history(of: stream, before: entry) } catch {
          failure = failure ?? error
          return []
        }
      }
      if let failure { throw failure }
      versions[place] = position
      book.apply(effect)
      for uncovered in effect.uncovered { note(uncovered, by: position) }
      if let refusal = effect.refusal {
        condemn(examined, entry, isSuspect ? nil : refusal)
      }
    } catch {
      if case .audit(let error) = error { throw error }
      // What is lost was reported; what hangs on it is not known.
      for link in entry.links { suspects.insert(link.stream) }
    }
  }

  private func refusal(
    of correction: Correction, by event: Event, _ original: RecordedEvent?
  ) -> Refusal? {
    do throws(Refusal) {
      try Admission.checkForm(event)
      try Admission.checkTarget(of: correction, by: event.party, original: original)
      guard let original, let found = correction.target else { return nil }
      let expected = Correction.Target(
        index: original.index, version: versions[original.index] ?? original.index)
      guard expected == found else {
        throw .correctionTarget(expected: expected, found: found)
      }
      return nil
    } catch { return error }
  }

  /// Names the first impossible entry of its streams, and not what follows from it.
  private mutating func condemn(
    _ examined: ExaminedEntry, _ entry: Entry, _ refusal: Refusal?
  ) {
    if let refusal { findings.add(examined.damage(.impossible(refusal))) }
    for link in entry.links { suspects.insert(link.stream) }
  }

  private mutating func note(_ uncovered: UncoveredEvent, by correction: UInt64) {
    uncoveredCount += 1
    guard uncoveredCount <= Judge.uncoveredListedMax else { return }
    if let lot, uncovered.lot.stream != lot { return }
    findings.notes.append(.notCovered(uncovered, correction: correction))
  }

  /// The events on a stream before an entry, in the ledger's order; a walk over the chain.
  private mutating func history(
    of stream: StreamKey, before entry: Entry
  ) throws(HistoryFailure) -> [RecordedEvent] {
    if suspects.contains(stream) { throw .lost }
    var next: UInt64?
    if let link = entry.links.first(where: { $0.stream == stream }) {
      next = link.previous?.index
    } else {
      next = heads[NameDigest(stream)]?.index
    }
    var events: [RecordedEvent] = []
    while let index = next {
      let found = try readEntry(index)
      guard let link = found.links.first(where: { $0.stream == stream }) else { throw .lost }
      if (try? BodyKind(body: found.body.span))?.isTrade ?? false {
        events.append(try recorded(found))
      }
      next = link.previous?.index
      guard next.map({ $0 < index }) ?? true else { throw .lost }
    }
    return events.reversed()
  }

  private mutating func recorded(_ index: UInt64) throws(HistoryFailure) -> RecordedEvent {
    try recorded(try readEntry(index))
  }

  private func recorded(_ entry: Entry) throws(HistoryFailure) -> RecordedEvent {
    guard let event = try? Event(body: entry.body.span),
      let recordedAt = Instant(microseconds: entry.recordedAt)
    else { throw .lost }
    return RecordedEvent(index: entry.index, recordedAt: recordedAt, event: event)
  }

  private mutating func readEntry(_ index: UInt64) throws(HistoryFailure) -> Entry {
    guard !lost.contains(index) else { throw .lost }
    let entry: Entry?
    do { entry = try judged.entry(at: index) } catch { throw .audit(error) }
    guard let entry else { throw .lost }
    return entry
  }
}
