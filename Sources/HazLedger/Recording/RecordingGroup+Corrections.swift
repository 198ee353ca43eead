internal import Custody
internal import LedgerFormat
internal import LedgerStore
internal import Regulation

extension RecordingGroup {
  /// Records a correction with qualified lots, or says why not.
  ///
  /// Cost: the entries of all lots that the corrected event and its replacement name are read again.
  func record(
    _ correction: Correction, _ incoming: borrowing IncomingEvent
  ) throws(LedgerError) -> Outcome {
    var event = incoming.event
    let original = try log.recordedEvent(party: correction.party, id: correction.id)
    do {
      try Admission.checkForm(event)
      try Admission.checkTarget(of: correction, by: event.party, original: original)
    } catch { return .refused(.model(error)) }
    guard let original else { preconditionFailure("the target was checked") }
    if let refusal = correction.replacement.flatMap(RecordRefusal.ofRegistration) {
      return .refused(refusal)
    }
    let corrections = try log.corrections(party: correction.party, id: correction.id)
    let version = corrections.last ?? original
    var resolved = correction
    resolved.target = Correction.Target(index: original.index, version: version.index)
    resolved.replacement?.privateFields = incoming.sealedReplacementFields
    event.detail = .correction(resolved)
    event.privateFields = incoming.sealedFields
    let recorded = RecordedEvent(
      index: log.view.size, recordedAt: original.recordedAt, event: event)
    let effect = try CorrectionEffect(
      of: recorded, version: version, versionStreams: try log.streams(at: version.index),
      policy: book.policy
    ) { stream throws(LedgerError) in try log.events(on: stream) }
    if let refusal = effect.refusal { return .refused(.model(refusal)) }
    if let broken = try newlyBroken(by: correction.replacement ?? event, version.statement) {
      return .refused(.rule(broken))
    }
    switch try write(event, streams: effect.streams, openings: incoming.openings) {
    case .failure(let refusal): return .refused(refusal)
    case .success(let index):
      book.apply(effect)
      return .recorded(index: index, uncovered: effect.uncovered)
    }
  }

  /// The rule that a replacement breaks and the version before it did not.
  ///
  /// What was recorded although a rule speaks against it must be correctable all the same.
  private func newlyBroken(
    by event: Event, _ former: Event?
  ) throws(LedgerError) -> BrokenRule? {
    guard let rules = book.rules else { return nil }
    var known: BrokenRule?
    if let former {
      try book.prepare(for: former)
      known = try rules.refusal(of: former, in: book)
    }
    try book.prepare(for: event)
    guard let broken = try rules.refusal(of: event, in: book) else { return nil }
    return broken.rule == known?.rule ? nil : broken
  }
}
