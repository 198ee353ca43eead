internal import LedgerFormat

/// Verifies a ledger from its bytes, trusting neither the program that wrote it nor its indexes.
///
/// Reads everything again: framing, encoding, hashes, the global chain, every stream's chain and
/// the stream rule, the model, the tree, and the signed checkpoints. Shares the format with the
/// writer, and no other code. Safe beside a writer at work: its horizon is what was acknowledged
/// when it began. Blocks its caller, on whose thread entries are judged, while other threads hash
/// and decode.
public struct LedgerVerifier: Sendable {
  /// The ledger's folder.
  public let path: String
  private let shape: AuditShape

  public init(path: String) { self.init(path: path, .standard) }

  init(path: String, _ shape: AuditShape) {
    self.path = path
    self.shape = shape
  }

  /// Verifies the ledger, and says what is wrong and where.
  ///
  /// - Throws: `AuditError` where there is no ledger, or files cannot be read.
  public func verify(
    _ options: VerificationOptions = VerificationOptions()
  ) throws(AuditError) -> VerificationReport {
    let folder = AuditFolder(path: path)
    var findings = Findings(options)
    let horizon = try Horizon(folder, options, shape, &findings)
    let (end, segments) = (horizon.end, horizon.segments)
    let later = segments.count { shape.positions(of: $0).lowerBound >= end }
    if later > 0 { findings.notes.append(.segmentsAfterHorizon(count: later)) }
    var judge = try Judge(folder, horizon, options, shape, findings)
    let workforce = Workforce(
      BatchSource(folder, segments: segments, end: end, shape),
      workerCount: options.workerCount ?? processorCount(),
      hashesEvents: judge.vouching.isPossible, shape)
    try workforce.forEachBatch { batch throws(AuditError) in
      try judge.judge(batch)
      if let progress = options.progress { progress(judge.done, end) }
    }
    var report = VerificationReport()
    report.entries = end
    report.genesis = horizon.genesis
    report.witnessed = horizon.witnessed
    try judge.finish(lastLeafHash: horizon.lastLeafHash, &report)
    return report
  }
}
