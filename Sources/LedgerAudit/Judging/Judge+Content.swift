internal import Custody
internal import LedgerFormat

/// Judging what an entry says, once its bytes are known to be those that were hashed.
extension Judge {
  mutating func judgeContent(_ examined: ExaminedEntry) throws(AuditError) {
    guard let entry = examined.entry else { return }
    switch examined.record {
    case .unreadable: return
    case .ledger(let event, let streams):
      judgeGroup(examined, entry)
      census.count(entry, event.kind)
      judgeLedgerEvent(examined, event)
      vouching.add(event, examined, entry, isWhole: lost.isEmpty, &findings)
      judgeLinks(
        examined, entry, EventStreams.findings(entry: entry, expected: streams.own))
    case .trade(let trade):
      judgeGroup(examined, entry)
      census.count(entry, trade.event.kind)
      if case .correction(let correction) = trade.event.detail {
        census.note(correction, index: entry.index)
      }
      if entry.index == 0 { findings.add(examined.damage(.genesis)) }
      if !lost.isEmpty { suspectLosses(entry) }
      judgeLinks(examined, entry, try rule(of: trade, entry))
      clock.look(at: trade.event, recordedAt: entry.recordedAt, index: entry.index)
      judgeName(examined, trade)
      if case .correction(let correction) = trade.event.detail {
        try judgeCorrection(examined, trade.event, correction, entry)
      } else {
        judgeModel(examined, trade, entry)
      }
      vouching.add(trade, examined, entry, &findings)
    }
    if let lot, entry.links.contains(where: { $0.stream == lot }) { lotEntries += 1 }
  }

  private mutating func judgeGroup(_ examined: ExaminedEntry, _ entry: Entry) {
    clock.look(at: entry)
    if entry.more, entry.index + 1 == end { findings.add(examined.damage(.openGroup)) }
  }

  /// Judges what an entry says of the ledger itself.
  private mutating func judgeLedgerEvent(_ examined: ExaminedEntry, _ event: LedgerEvent) {
    if (event.kind == .genesis) != (examined.position == 0) {
      return findings.add(examined.damage(.genesis))
    }
    switch event {
    case .genesis(let genesis): book = LotBook(policy: Policy(genesis.policy))
    case .commitment(let commitment): judge(commitment, of: examined)
    case .timestamp(let stamp):
      timestamps.judge(stamp, examined, &findings)
      clock.pass(stamp)
    case .key, .submission, .rotation: break
    }
  }

  /// Compares what was committed with the map as the entries give it.
  private mutating func judge(_ commitment: Commitment, of examined: ExaminedEntry) {
    if commitment.size != examined.position {
      return findings.add(examined.damage(.commitmentSize(commitment.size)))
    }
    guard let computed = map?.root(), computed != commitment.root else { return }
    findings.add(
      examined.damage(.commitmentRoot(committed: commitment.root, computed: computed)))
  }

  /// How the entry's links differ from the streams that the rule puts it on.
  private mutating func rule(
    of trade: ExaminedTrade, _ entry: Entry
  ) throws(AuditError) -> StreamFindings {
    switch trade.streams {
    case .asLinked: return StreamFindings()
    case .opening(let consignment):
      let own = StreamKey(kind: .consignment, id: consignment)
      let expected = book.openingStreams(of: consignment) ?? lots(of: entry, and: own)
      return EventStreams.findings(entry: entry, expected: expected)
    case .rule(let streams):
      return EventStreams.findings(entry: entry, expected: try expected(streams, entry))
    }
  }

  /// The streams that the rule puts the entry on.
  ///
  /// Where a transport's opening is unknown, its consignment is: `judgeModel` reports that, unless
  /// the opening was lost, and the entry's own word is taken for the lots.
  private mutating func expected(
    _ streams: EventStreams, _ entry: Entry
  ) throws(AuditError) -> [StreamKey] {
    guard let corrected = try correctedStreams(streams) else {
      return entry.links.map(\.stream)
    }
    guard let consignment = streams.inheritsLotsOf else {
      return streams.keys(openingLots: [], corrected: corrected)
    }
    if let opening = book.opening(of: consignment) {
      return streams.keys(
        openingLots: opening.lotReferences.map(\.id), corrected: corrected)
    }
    return streams.keys(
      openingLots: entry.links.lazy.map(\.stream).filter { $0.kind == .lot }.map(\.id),
      corrected: corrected)
  }

  /// The lots that an entry links to, and one more stream, in the order of links.
  private func lots(of entry: Entry, and own: StreamKey) -> [StreamKey] {
    EventStreams.ordered(entry.links.lazy.map(\.stream).filter { $0.kind == .lot } + [own])
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
    _ examined: ExaminedEntry, _ entry: Entry, _ rule: StreamFindings
  ) {
    if !rule.missing.isEmpty {
      // The streams it should be on are the ones concerned.
      var damage = examined.damage(.linksMissing(rule.missing))
      damage.streams = (damage.streams + rule.missing).sorted()
      findings.add(damage)
    }
    if !rule.extra.isEmpty { findings.add(examined.damage(.linksExtra(rule.extra))) }
    for position in entry.links.indices {
      let link = entry.links[position]
      let name = examined.streamNames[position]
      let before = heads[name]
      let number = before?.number ?? map?.add(link.stream) ?? 0
      heads.replace(name) { _ in
        StreamHead(
          index: entry.index, ordinal: link.ordinal, hash: examined.leafHash, number: number)
      }
      map?.set(number, count: link.ordinal &+ 1, head: examined.leafHash)
      guard !follows(link, before) else { continue }
      if let before { gather(link, after: before) }
      guard let kind = wrong(link, after: before) else { continue }
      findings.add(examined.damage(kind))
      suspects.insert(link.stream)
      self.map = nil
    }
  }

  /// True where a link is the very next one behind `head`.
  private func follows(_ link: Link, _ head: StreamHead?) -> Bool {
    guard let head else { return link.ordinal == 0 && link.previous == nil }
    return link.ordinal == head.ordinal &+ 1
      && link.previous == Link.Previous(index: head.index, hash: head.hash)
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

  private mutating func judgeName(_ examined: ExaminedEntry, _ trade: ExaminedTrade) {
    guard let first = events.insert(examined.position, for: trade.name) else { return }
    let event = trade.event
    findings.add(
      examined.damage(.repeatedEvent(party: event.party, id: event.id, first: first)))
  }

  /// Checks that the model admits the event, and folds it into its lots all the same.
  ///
  /// Nothing is refused of lots on which something was lost or refused before: of each lot the
  /// first impossible event is named, and not what follows from it.
  private mutating func judgeModel(
    _ examined: ExaminedEntry, _ trade: ExaminedTrade, _ entry: Entry
  ) {
    let isSuspect =
      !suspects.isEmpty && entry.links.contains { suspects.contains($0.stream) }
    if !isSuspect {
      do throws(Refusal) {
        if let refusal = trade.formRefusal { throw refusal }
        try Admission.checkAmounts(trade.event, in: book)
      } catch {
        findings.add(examined.damage(.impossible(error)))
        for link in entry.links { suspects.insert(link.stream) }
      }
    }
    book.apply(trade.event, index: entry.index)
  }
}

extension Policy {
  init(_ policy: LedgerPolicy) {
    self.init(tolerancePartsPerMillion: Int64(clamping: policy.tolerancePartsPerMillion))
  }
}
