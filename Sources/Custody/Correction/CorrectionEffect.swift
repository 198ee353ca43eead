public import LedgerFormat

/// What a correction changes, and whether it may be recorded.
///
/// The lots that it has to do with are folded again, from what counted before it and from what counts
/// with it. Other lots and consignments stay as they are.
///
/// A replacement is checked like any event, against what counts before its place: for it is said to
/// have happened there, and whoever says so can first correct what should come before it. What comes
/// after it is not its reporter's alone, so it stands, and what it takes too much is `uncovered`.
/// Cost: linear in the events of those lots, read and folded twice.
public struct CorrectionEffect: Sendable {
  /// The streams of the correction's entry, in the order of links.
  public let streams: [StreamKey]
  /// Why it may not be recorded; nil where it may.
  public internal(set) var refusal: Refusal?
  /// The states of the lots that it has to do with, with it.
  public internal(set) var states: [LotID: LotState] = [:]
  /// The openings of the consignments that it has to do with; nil where none counts any more.
  public internal(set) var openings: [Identifier: Event?] = [:]
  /// The orders that hold all that a party has, of the parties that it has to do with.
  public internal(set) var partyHolds: [Identifier: [Hold]] = [:]
  /// The events that it leaves without cover, or with less, in the order of lots and places.
  public internal(set) var uncovered: [UncoveredEvent] = []

  /// The batches of which a lot is made known, or is no longer, or otherwise than before.
  public internal(set) var batches: Set<Identifier> = []
  /// True where what is registered is another than before.
  public internal(set) var changesRegister = false

  /// Works out a correction.
  ///
  /// - Parameters:
  ///   - recorded: the correction, with qualified lots and its target, at the index it has or will have.
  ///   - version: the entry that its target names as the newest version.
  ///   - versionStreams: the streams of that entry.
  ///   - histories: gives the events on a stream before the correction, in the ledger's order.
  public init<Failure: Error>(
    of recorded: RecordedEvent, version: RecordedEvent, versionStreams: [StreamKey],
    policy: Policy, histories: (StreamKey) throws(Failure) -> [RecordedEvent]
  ) throws(Failure) {
    guard case .correction(let correction) = recorded.event.detail,
      let target = correction.target
    else { preconditionFailure("only a correction that knows its target has an effect") }
    var matter = CorrectionCase(
      recorded: recorded, place: target.index, old: version.statement,
      new: correction.replacement, policy: policy)
    for event in [matter.old, matter.new] {
      guard let consignment = event?.consignmentReference else { continue }
      try matter.add(consignment, histories)
    }
    var streams = versionStreams
    if let new = matter.new {
      streams += new.streams(opening: matter.openingStreams)
      // A step may name what its waybill does not list; that is told from what nobody knows.
      for lot in new.lotReferences { try matter.add(lot, histories) }
    }
    self.streams = EventStreams.ordered(streams)
    for stream in self.streams {
      switch stream.kind {
      case .lot: try matter.add(LotID(stream.id), histories)
      case .consignment: try matter.add(stream.id, histories)
      case .party: try matter.addParty(stream.id, histories)
      case .site, .vehicle, .person, .chemical: break
      }
    }
    for party in matter.stoppableParties { try matter.addParty(party, histories) }
    refusal = matter.refusal()
    matter.fold(into: &self)
    for event in [matter.old, matter.new] {
      switch event?.detail {
      case .production(let production):
        for output in production.outputs { batches.insert(output.lot.batch) }
      case .registration: changesRegister = true
      default: break
      }
    }
  }
}
