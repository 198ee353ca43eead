public import Custody
public import LedgerFormat
internal import LedgerStore
public import Traceability

/// A ledger open for questions, at the size it had when it was opened.
///
/// Needs no lock and no key. For one thread at a time.
public final class LedgerReader {
  /// Who the ledger is.
  public let identity: LedgerIdentity
  /// Where it lies.
  public let places: LedgerPlaces
  let log: EventLog
  let genesis: Genesis
  /// The keys that sign checkpoints, and from which size on each.
  let logKeys: LogKeyChain
  /// The submission that was found last: events of one mostly follow one another.
  var lastVouch: (events: Range<UInt64>, vouch: Vouch)?

  /// Opens the ledger in a folder. Cost: a few files, whatever the ledger's size.
  ///
  /// - Throws: `LedgerError.noLedger` where there is none; damage at its end.
  public init(_ places: LedgerPlaces) throws(LedgerError) {
    self.places = places
    do {
      let view = try LedgerView.open(at: places.ledger, indexing: EventIndexing())
      log = EventLog(view: view, decoded: DecodedEvents())
    } catch { throw LedgerError(error) }
    genesis = try GenesisReading.genesis(of: log.view)
    logKeys = try LogKeyReading.chain(of: log.view, genesis)
    identity = LedgerIdentity(genesis, logKeys)
  }

  /// The number of entries, the genesis included.
  public var size: UInt64 { log.view.size }

  /// The lot that a person means: qualified, or the only one of its batch.
  ///
  /// - Throws: `LedgerError.lotUnknown`, `LedgerError.lotAmbiguous`.
  public func resolve(_ lot: LotID, below horizon: UInt64? = nil) throws(LedgerError) -> LotID {
    let candidates = try log.lots(meantBy: lot, below: horizon ?? size)
    guard let only = candidates.first else { throw .lotUnknown(lot) }
    guard candidates.count == 1 else {
      throw .lotAmbiguous(batch: lot.id, candidates: candidates)
    }
    return only
  }

  /// What a party reported under an id, as it was first recorded; nil where nothing was.
  public func event(
    ofParty party: Identifier, id: Identifier
  ) throws(LedgerError) -> RecordedEvent? {
    try log.recordedEvent(party: party, id: id)
  }

  /// Where a lot comes from, where all of it is, and what happened to it.
  ///
  /// - Parameters:
  ///   - lot: qualified, or a batch that only one party has.
  ///   - horizon: how much of the ledger counts.
  /// - Throws: `LedgerError.lotUnknown`, `.lotAmbiguous`, `.sizeBeyond`. Cost: one entry read per
  ///   event of the lots that the answer reaches.
  public func trace(
    _ lot: LotID, parts: TraceParts = .all, horizon: Horizon = Horizon()
  ) throws(LedgerError) -> TraceAnswer {
    let limit = horizon.size ?? size
    guard limit <= size else { throw .sizeBeyond(asked: limit, size: size) }
    let resolved = try resolve(lot, below: limit)
    let tracer = Tracer(
      policy: Policy(identity.policy), horizon: Horizon(size: limit, time: horizon.time))
    let beside = readingBeside(below: limit)
    let log = log
    let answer = try tracer.trace(
      resolved, parts: parts, beside: beside, untouched: log.untouchedOutputs
    ) { (lot: LotID) throws(LedgerError) in
      try log.history(of: lot, below: limit)
    }
    guard var answer else { throw .lotUnknown(resolved) }
    answer.completeTo = try completeTo(below: limit)
    if let history = answer.history {
      var opened: [RecordedEvent] = []
      for event in history { opened.append(try log.opened(event)) }
      answer.history = opened
    }
    return answer
  }
}

extension LedgerReader {
  /// Makes a reader of the same histories for another thread; it gives nil where anything is amiss, which
  /// this reader then finds and tells.
  private func readingBeside(
    below limit: UInt64
  ) -> @Sendable () -> LotReading? {
    let path = places.ledger
    return {
      guard let view = try? LedgerView.open(at: path, indexing: EventIndexing()),
        view.size >= limit
      else { return nil }
      let log = EventLog(view: view, decoded: DecodedEvents())
      return LotReading(untouched: log.untouchedOutputs) { lot, making in
        // As it was recorded it stands at the beginning of the chain of each lot that it made.
        if making.version == making.index { log.decoded?.keep(making) }
        return (try? log.history(of: lot, below: limit)) ?? nil
      }
    }
  }
}

extension Policy {
  init(_ policy: LedgerPolicy) {
    self.init(tolerancePartsPerMillion: Int64(policy.tolerancePartsPerMillion))
  }
}
