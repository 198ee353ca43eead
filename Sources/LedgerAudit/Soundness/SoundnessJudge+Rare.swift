internal import Custody
internal import LedgerFormat

/// Kinds of which there are few, judged as values: what is said of the ledger, the register, orders, and
/// of other events.
extension SoundnessJudge {
  mutating func judgeRare(
    _ batch: borrowing FactsBatch, _ facts: EntryFacts, _ position: UInt64,
    _ streamKey: inout Int, _ bodyHash: inout Int
  ) throws(AuditError) -> Bool {
    let examined = batch.rare[Int(facts.rare)]
    guard let entry = examined.entry else { return false }
    switch examined.record {
    case .unreadable: return false
    case .ledger(let event, let streams):
      guard (event.kind == .genesis) == (position == 0), isOn(streams, entry),
        judge(event, examined, position), vouching.add(event, entry)
      else { return false }
      return continueStreams(batch, facts, position, &streamKey)
    case .trade(let trade):
      guard position > 0, trade.formRefusal == nil else { return false }
      if case .rule(let streams) = trade.streams, trade.event.kind != .correction {
        guard streams.inheritsLotsOf == nil, streams.inheritsStreamsOf == nil,
          isOn(streams, entry)
        else { return false }
      }
      guard continueStreams(batch, facts, position, &streamKey) else { return false }
      clock.look(at: trade.event, recordedAt: entry.recordedAt, index: position)
      names.append(trade.name.first)
      switch trade.event.detail {
      case .registration, .handling: break
      case .order(let order):
        guard judge(order, of: trade.event, entry) else { return false }
      case .correction(let correction):
        guard try judgeCorrection(trade.event, correction, entry) else { return false }
      default: return false
      }
      let hash = batch.bodyHashes.isEmpty ? nil : batch.bodyHashes[bodyHash]
      bodyHash += 1
      let party = NameDigest(trade.event.party)
      return vouching.add(party, hash, position, hasMore: entry.more)
    }
  }

  /// True where an entry is on just the streams that its event names.
  private func isOn(_ streams: EventStreams, _ entry: Entry) -> Bool {
    EventStreams.findings(entry: entry, expected: streams.own).isEmpty
  }

  /// Judges what an entry says of the ledger itself.
  private mutating func judge(
    _ event: LedgerEvent, _ examined: ExaminedEntry, _ position: UInt64
  ) -> Bool {
    switch event {
    case .genesis(let genesis): policy = Policy(genesis.policy)
    case .commitment(let commitment):
      guard commitment.size == position else { return false }
      return changes.root(&lots, &consignments) == commitment.root
    case .timestamp(let stamp):
      timestamps.judge(stamp, examined, &findings)
      clock.pass(stamp)
    case .key, .submission, .rotation: break
    }
    return true
  }

  /// Checks that an order may be given, and counts it in.
  private mutating func judge(_ order: Order, of event: Event, _ entry: Entry) -> Bool {
    guard event.document != nil else { return false }
    if let party = order.party {
      let name = NameDigest(party).first
      guard SoundnessJudge.count(order, of: event, entry.index, into: &partyHolds[name]) else {
        return false
      }
    }
    for lot in Set(order.lots) {
      let name = NameDigest(lot.stream)
      guard let place = lots.find(name), lots[place].dimension != 0,
        SoundnessJudge.count(order, of: event, entry.index, into: &lotHolds[name])
      else { return false }
      lots[place].isHeld = lotHolds[name] != nil
    }
    return true
  }

  /// Counts an order in among the holds of one subject, nil where there are none; false for the release
  /// of a hold that its reporter did not order.
  private static func count(
    _ order: Order, of event: Event, _ index: UInt64, into holds: inout [Hold]?
  ) -> Bool {
    var all = holds ?? []
    if order.action == .release, !all.contains(where: { $0.party == event.party }) { return false }
    all.apply(order, of: event, index: index)
    holds = all.isEmpty ? nil : all
    return true
  }
}
