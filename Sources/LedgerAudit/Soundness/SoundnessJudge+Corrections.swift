internal import Custody
internal import LedgerFormat

/// Corrections: what they change is worked out by `CorrectionEffect`, as the full judge does, and put in
/// the records.
///
/// Not sure of any that leaves an event without cover, changes the lots of a waybill, or withdraws one
/// of several lots: only then do single carriers' amounts, or shares that are no more, matter.
extension SoundnessJudge {
  /// Judges a correction whose links continue their streams; false where it is not sure of it.
  mutating func judgeCorrection(
    _ event: Event, _ correction: Correction, _ entry: Entry
  ) throws(AuditError) -> Bool {
    census.note(correction, index: entry.index)
    guard let target = correction.target, target.version < entry.index,
      target.version == versions[target.index] ?? target.index,
      let original = try recorded(target.index), let version = try recorded(target.version),
      original.event.party == correction.party, original.event.id == correction.id,
      let versionStreams = try judged.entry(at: target.version)?.links.map(\.stream)
    else { return false }
    do throws(Refusal) {
      try Admission.checkTarget(of: correction, by: event.party, original: original)
    } catch { return false }
    let now = RecordedEvent(index: entry.index, recordedAt: version.recordedAt, event: event)
    var isWhole = true
    let effect = try CorrectionEffect(
      of: now, version: version, versionStreams: versionStreams, policy: policy
    ) { stream throws(AuditError) in
      guard let events = try history(of: stream, before: entry) else {
        isWhole = false
        return []
      }
      return events
    }
    guard isWhole, effect.refusal == nil, effect.uncovered.isEmpty,
      entry.links.map(\.stream) == effect.streams
    else { return false }
    versions[target.index] = entry.index
    return take(effect)
  }

  /// The events on a stream before an entry, in the ledger's order; nil where one cannot be read again.
  private mutating func history(
    of stream: StreamKey, before entry: Entry
  ) throws(AuditError) -> [RecordedEvent]? {
    var next: UInt64?
    if let link = entry.links.first(where: { $0.stream == stream }) {
      next = link.previous?.index
    } else {
      next = newest(of: stream)
    }
    var events: [RecordedEvent] = []
    while let index = next {
      guard let found = try judged.entry(at: index),
        let link = found.links.first(where: { $0.stream == stream })
      else { return nil }
      if (try? BodyKind(body: found.body.span))?.isTrade ?? false {
        guard let event = SoundnessJudge.recorded(found) else { return nil }
        events.append(event)
      }
      next = link.previous?.index
      guard next.map({ $0 < index }) ?? true else { return nil }
    }
    return events.reversed()
  }

  private func newest(of stream: StreamKey) -> UInt64? {
    let name = NameDigest(stream)
    guard stream.kind == .consignment else {
      return lots.find(name).map { lots[$0].stream.index }
    }
    return consignments.find(name).map { consignments[$0].stream.index }
  }

  private mutating func recorded(_ index: UInt64) throws(AuditError) -> RecordedEvent? {
    try judged.entry(at: index).flatMap { SoundnessJudge.recorded($0) }
  }

  private static func recorded(_ entry: Entry) -> RecordedEvent? {
    guard let event = try? Event(body: entry.body.span),
      let recordedAt = Instant(microseconds: entry.recordedAt)
    else { return nil }
    return RecordedEvent(index: entry.index, recordedAt: recordedAt, event: event)
  }

  /// Takes over what a correction changes; false where records cannot hold it.
  private mutating func take(_ effect: CorrectionEffect) -> Bool {
    for (consignment, opening) in effect.openings {
      let name = NameDigest(StreamKey(kind: .consignment, id: consignment))
      guard let own = consignments.find(name), takeOpening(opening, own) else { return false }
    }
    for (lot, state) in effect.states {
      guard takeState(state, of: lot) else { return false }
    }
    for (party, holds) in effect.partyHolds {
      partyHolds[NameDigest(party).first] = holds.isEmpty ? nil : holds
    }
    return true
  }

  private mutating func takeOpening(_ opening: Event?, _ own: Int) -> Bool {
    guard let opening, case .consignment(let consignment) = opening.detail else {
      guard consignments[own].lotCount <= 1 else { return false }
      consignments[own] = ConsignmentRecord(consignments[own].stream)
      return true
    }
    var sum: UInt64 = 0
    let names = opening.lotReferences.map { NameDigest($0.stream) }
    for name in names { sum &+= name.first ^ name.second }
    guard consignments[own].isOpened, consignments[own].lots == sum,
      Int(consignments[own].lotCount) == names.count
    else { return false }
    consignments[own].consignor = NameDigest(opening.party).first
    consignments[own].consignee = NameDigest(consignment.consignee).first
    consignments[own].carrier = SoundnessJudge.word(consignment.carrier)
    consignments[own].site = SoundnessJudge.word(opening.site)
    consignments[own].toSite = SoundnessJudge.word(consignment.toSite)
    return true
  }

  /// A name in one word; zero where there is none.
  private static func word(_ name: Identifier?) -> UInt64 {
    name.map { NameDigest($0).first } ?? 0
  }

  private mutating func takeState(_ state: LotState, of lot: LotID) -> Bool {
    let name = NameDigest(lot.stream)
    guard let place = lots.find(name) else { return state.origin == nil && !state.isTouched }
    guard !state.isOverflown, !state.isUncovered, !lots[place].hasSpilled,
      state.origin != nil || !state.isTouched
    else { return false }
    let dimension = state.origin.map { $0.quantity.dimension.rawValue + 1 } ?? 0
    countLots((dimension == 0 ? 0 : 1) - (lots[place].dimension == 0 ? 0 : 1))
    lots[place].dimension = dimension
    lots[place].whole = state.totals.whole
    lots[place].first = PlaceRow()
    lots[place].second = PlaceRow()
    lots[place].third = PlaceRow()
    for row in state.held {
      let site = self.place(NameDigest(row.party).first, SoundnessJudge.word(row.site))
      guard hold(row.amount, of: place, at: site) else { return false }
    }
    lotHolds[name] = state.holds.isEmpty ? nil : state.holds
    lots[place].isHeld = !state.holds.isEmpty
    for (consignment, share) in state.consignments {
      guard takeShare(share, of: place, consignment) else { return false }
    }
    return true
  }

  private mutating func takeShare(
    _ share: ConsignmentShare, of lot: Int, _ consignment: Identifier
  ) -> Bool {
    let name = NameDigest(StreamKey(kind: .consignment, id: consignment))
    guard let own = consignments.find(name), consignments[own].isOpened,
      self.share(of: lot, own) != nil
    else { return false }
    let record = ShareRecord(
      consigned: share.consigned, loaded: share.loaded,
      deliveredUnloaded: share.deliveredUnloaded, inTransit: share.inTransit,
      unaccounted: share.unaccounted)
    set(record, of: lot, own)
    consignments[own].isLoaded = share.isLoaded
    consignments[own].firstLoader = 0
    consignments[own].secondLoader = 0
    consignments[own].loaderCount = 0
    furtherLoaders[name] = nil
    for carrier in share.carriers { addLoader(NameDigest(carrier.carrier).first, own) }
    return true
  }
}
