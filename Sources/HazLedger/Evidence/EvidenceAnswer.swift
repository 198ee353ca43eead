public import Custody
public import LedgerAudit
public import LedgerFormat
public import Traceability

/// What a checked file of evidence answers, without the ledger.
public struct EvidenceAnswer: Sendable {
  /// What was proved.
  public let proved: ProvedEvidence
  /// The trace of the lot that the file is about, by the entries up to the commitment, of which none is left out;
  /// nil where the file is about something else, or the lot has no entry there.
  public let trace: TraceAnswer?
  /// The events of the subject up to the commitment.
  public let events: [RecordedEvent]
  /// The events of the subject behind it, of which the file may not hold all.
  public let laterEvents: [RecordedEvent]

  /// Traces the lot through the streams of the file.
  ///
  /// The source and destination are answered where the file holds every lot that they ask for. A file that holds
  /// some of those and not all, or others, is refused: whoever made it left something out or put something in.
  /// - Throws: `EvidenceError.genealogy`, `.strayStream`, `.entry`.
  public init(_ proved: ProvedEvidence) throws(EvidenceError) {
    self.proved = proved
    let size = proved.completeTo.size
    var events: [RecordedEvent] = []
    for stream in proved.streams where stream.key == proved.subject {
      events = try proved.events(of: stream)
    }
    self.events = events.filter { $0.index < size }
    laterEvents = events.filter { $0.index >= size }
    trace = try EvidenceAnswer.trace(proved)
  }

  private static func trace(_ proved: ProvedEvidence) throws(EvidenceError) -> TraceAnswer? {
    let lots = Set(proved.streams.lazy.map(\.key).filter { $0.kind == .lot })
    guard proved.subject.kind == .lot else {
      if let stray = lots.first { throw .strayStream(stray) }
      return nil
    }
    let size = proved.completeTo.size
    let tracer = Tracer(policy: Policy(proved.genesis.policy), horizon: Horizon(size: size))
    var asked: Set<StreamKey> = [proved.subject]
    func answer(_ parts: TraceParts) throws(EvidenceError) -> TraceAnswer? {
      try tracer.trace(LotID(proved.subject.id), parts: parts) { lot throws(EvidenceError) in
        asked.insert(lot.stream)
        return try proved.history(of: lot)?.filter { $0.index < size }
      }
    }
    var trace = try answer(.all)
    if !asked.isSubset(of: lots) {
      if lots.count > 1, let missing = asked.subtracting(lots).min() { throw .genealogy(missing) }
      // The lot alone: what was declared of another lot is not known here either.
      trace = try answer(.history)
    } else if let stray = lots.subtracting(asked).min() {
      throw .strayStream(stray)
    }
    trace?.completeTo = Instant(microseconds: proved.completeTo.recordedAt).map {
      TraceAnswer.CompleteTo(size: size, recordedAt: $0)
    }
    return trace
  }
}
