internal import Custody
internal import LedgerAudit
public import LedgerFormat
internal import LedgerStore
internal import Traceability

/// What a file of evidence is to hold.
public struct EvidenceOptions: Sendable {
  /// Of a lot also all that it was made from and all that was made from it, so that the source and
  /// destination answer is proved and not the history alone.
  public var withGenealogy = false
  /// The values of private fields, as far as they were not erased.
  public var withPrivate = false
  /// Proves of a stream without any entry that it has none, instead of refusing.
  public var ofAbsence = false
  /// Whose checkpoint it is to lead to: the newest that this accepts; nil for the newest.
  public var policy: TrustPolicy?

  public init() {}
}

extension LedgerReader {
  /// Makes one file from which a stranger learns all entries of a stream, up to the newest commitment.
  ///
  /// The file is checked before it is given. Cost: one read for each entry of the streams, a few for each stream.
  /// - Throws: `LedgerError.notCommitted` where no signed commitment is there yet, `.streamUnknown` where the stream
  ///   has no entry, `.notSigned`, `.treeContradicted`, `.damaged`.
  public func evidence(
    of subject: StreamKey, options: EvidenceOptions = EvidenceOptions()
  ) throws(LedgerError) -> Evidence {
    let kept = try provableCheckpoint(options.policy, needed: 1)
    try refuseOtherTree(than: kept.checkpoint)
    guard let commitment = try log.newestCommitment(below: kept.checkpoint.size) else {
      throw .notCommitted(size: kept.checkpoint.size)
    }
    var gathering = EvidenceGathering(log, places, kept, commitment)
    guard try gathering.add(subject) > 0 || options.ofAbsence else {
      throw .streamUnknown(subject)
    }
    if options.withGenealogy, subject.kind == .lot {
      for lot in try genealogy(of: LotID(subject.id), below: commitment.size) {
        _ = try gathering.add(lot.stream)
      }
    }
    try gathering.addAuthors(genesis)
    let evidence = try gathering.evidence(of: subject, withPrivate: options.withPrivate)
    let key = logKeys.key(ofSize: kept.checkpoint.size)
    do throws(EvidenceError) {
      let checker = EvidenceChecker(policy: TrustPolicy(logs: [key]))
      _ = try EvidenceAnswer(checker.check(evidence))
    } catch { throw .evidenceRefused(error) }
    return evidence
  }

  /// The lots whose histories the whole trace of a lot asks for.
  private func genealogy(
    of lot: LotID, below horizon: UInt64
  ) throws(LedgerError) -> Set<LotID> {
    var lots: Set<LotID> = []
    let tracer = Tracer(
      policy: Policy(identity.policy), horizon: Traceability.Horizon(size: horizon))
    _ = try tracer.trace(lot, parts: .all) { lot throws(LedgerError) in
      lots.insert(lot)
      return try log.history(of: lot, below: horizon)
    }
    return lots
  }
}
