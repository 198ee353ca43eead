internal import Custody
internal import LedgerFormat

/// Judging what an entry says, once its bytes are known to be those that were hashed.
extension Judge {
  mutating func judgeContent(_ examined: ExaminedEntry) {
    guard case .success(let reading) = examined.reading,
      case .success(let record) = reading.record
    else { return }
    let entry = reading.entry
    look(atClockOf: entry)
    if entry.more, entry.index + 1 == end { findings.add(examined.damage(.openGroup)) }
    switch record {
    case .ledger(let event, let streams):
      judgeLedgerEvent(examined, event)
      judgeLinks(examined, reading, expected: streams.own)
    case .trade(let event, let streams, let name):
      if entry.index == 0 { findings.add(examined.damage(.genesis)) }
      if !lost.isEmpty { suspectLosses(entry) }
      judgeLinks(examined, reading, expected: expected(streams, entry))
      judgeName(examined, event, name)
      judgeModel(examined, event, entry)
    }
    if let lot, entry.links.contains(where: { $0.stream == lot }) { lotEntries += 1 }
  }

  /// Judges what an entry says of the ledger itself.
  private mutating func judgeLedgerEvent(_ examined: ExaminedEntry, _ event: LedgerEvent) {
    if (event.kind == .genesis) != (examined.position == 0) {
      return findings.add(examined.damage(.genesis))
    }
    switch event {
    case .genesis(let genesis): book = LotBook(policy: Policy(genesis.policy))
    case .key, .submission, .commitment, .rotation: break
    }
  }

  /// The streams that the rule puts the entry on.
  ///
  /// Where a transport's opening is unknown, its consignment is: `judgeModel` reports that, unless
  /// the opening was lost, and the entry's own word is taken for the lots.
  private func expected(_ streams: EventStreams, _ entry: Entry) -> [StreamKey] {
    guard let consignment = streams.inheritsLotsOf else { return streams.own }
    if let opening = book.opening(of: consignment) {
      return streams.keys(openingLots: opening.lotReferences.map(\.id))
    }
    return streams.keys(
      openingLots: entry.links.lazy.map(\.stream).filter { $0.kind == .lot }.map(\.id))
  }

  /// Notes the streams on which the entry follows one that was lost.
  private mutating func suspectLosses(_ entry: Entry) {
    for link in entry.links {
      guard let previous = link.previous, lost.contains(previous.index) else { continue }
      suspects.insert(link.stream)
      findings.tell(link.stream, ofLost: previous.index)
    }
  }

  private mutating func judgeLinks(
    _ examined: ExaminedEntry, _ reading: ExaminedEntry.Reading, expected: [StreamKey]
  ) {
    let entry = reading.entry
    let rule = EventStreams.findings(entry: entry, expected: expected)
    if !rule.missing.isEmpty {
      // The streams it should be on are the ones concerned.
      var damage = examined.damage(.linksMissing(rule.missing))
      damage.streams = (damage.streams + rule.missing).sorted()
      findings.add(damage)
    }
    if !rule.extra.isEmpty { findings.add(examined.damage(.linksExtra(rule.extra))) }
    for (link, name) in zip(entry.links, reading.streamNames) {
      if let kind = wrong(link, after: heads[name]) {
        findings.add(examined.damage(kind))
        suspects.insert(link.stream)
      }
      heads.set(
        StreamHead(index: entry.index, ordinal: link.ordinal, hash: examined.leafHash),
        for: name)
    }
  }

  /// What is wrong with a link that follows `head`, where that is not a matter of what was lost.
  private func wrong(_ link: Link, after head: StreamHead?) -> DamageKind? {
    var expected = Link(stream: link.stream, ordinal: 0, previous: nil)
    if let head {
      expected.ordinal = head.ordinal &+ 1
      expected.previous = Link.Previous(index: head.index, hash: head.hash)
    }
    if link == expected { return nil }
    if let previous = link.previous, lost.contains(previous.index) {
      let remembered = lost.hash(at: previous.index) ?? previous.hash
      let isLater = head.map { $0.index < previous.index && $0.ordinal < link.ordinal } ?? true
      if remembered == previous.hash, isLater { return nil }
    }
    if let head, (link.previous?.index ?? 0) < head.index {
      return .fork(expected: expected, found: link)
    }
    return .link(expected: expected, found: link)
  }

  private mutating func judgeName(
    _ examined: ExaminedEntry, _ event: Event, _ name: NameDigest
  ) {
    guard let first = events[name] else {
      return events.set(examined.position, for: name)
    }
    findings.add(
      examined.damage(.repeatedEvent(party: event.party, id: event.id, first: first)))
  }

  /// Checks that the model admits the event, and folds it into its lots all the same.
  ///
  /// Nothing is refused of lots on which something was lost or refused before: of each lot the
  /// first impossible event is named, and not what follows from it.
  private mutating func judgeModel(
    _ examined: ExaminedEntry, _ event: Event, _ entry: Entry
  ) {
    let isSuspect =
      !suspects.isEmpty && entry.links.contains { suspects.contains($0.stream) }
    if !isSuspect {
      do throws(Refusal) {
        try Admission.check(event, in: book)
      } catch {
        findings.add(examined.damage(.impossible(error)))
        for link in entry.links { suspects.insert(link.stream) }
      }
    }
    book.apply(event, index: entry.index)
  }
}

extension Policy {
  fileprivate init(_ policy: LedgerPolicy) {
    self.init(tolerancePartsPerMillion: Int64(clamping: policy.tolerancePartsPerMillion))
  }
}
