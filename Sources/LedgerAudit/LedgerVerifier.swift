internal import LedgerFormat

/// Verifies a ledger from its bytes, trusting neither the program that wrote it nor its indexes.
///
/// Reads everything again: framing, encoding, hashes, the global chain, every stream's chain and
/// the stream rule, the model, the tree, and the signed checkpoints. Shares the format with the
/// writer, and no other code. Safe beside a writer at work: its horizon is what was acknowledged
/// when it began. A sound ledger, which nearly every one is, is told by `SoundnessJudge`; of any other
/// `Judge` says what is wrong. Blocks its caller, on whose thread entries are judged, while other threads hash
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
    for file in try folder.misplacedFiles() {
      findings.add(Damage(.linkOrSpecial, file: file))
    }
    let horizon = try Horizon(folder, options, shape, &findings)
    let end = horizon.end
    let later = horizon.segments.count { shape.positions(of: $0).lowerBound >= end }
    if later > 0 { findings.notes.append(.segmentsAfterHorizon(count: later)) }
    if shape.course != .full, !options.tellsWhoVouched, findings.count == 0,
      let report = try soundReport(folder, horizon, options, findings)
    {
      return report.tellingUnsigned(options)
    }
    if shape.course == .soundnessOnly { return report(of: horizon, damageCount: 1) }
    return try fullReport(folder, horizon, options, findings).tellingUnsigned(options)
  }

  /// The report of a ledger that is sound; nil where that is not sure.
  private func soundReport(
    _ folder: AuditFolder, _ horizon: Horizon, _ options: VerificationOptions,
    _ findings: Findings
  ) throws(AuditError) -> VerificationReport? {
    var judge = try SoundnessJudge(folder, horizon, options, shape, findings)
    let reading = FactsReading(
      leaves: StoredLeaves(try folder.file(Layout.treePath(level: 0))),
      sizes: horizon.checkpoints.items.map(\.checkpoint.size),
      hashesEvents: judge.vouching.isPossible, stride: JudgedEntries.stride(shape))
    let workforce = Workforce<FactsBatch>(
      source(folder, horizon), workerCount: options.workerCount ?? processorCount(), shape
    ) { batch, used, hasher in FactsBatch.read(batch, reusing: used, reading, &hasher) }
    var isSound = true
    try workforce.forEachBatch { batch throws(AuditError) in
      isSound = try judge.judge(batch)
      if isSound, let progress = options.progress { progress(judge.done, horizon.end) }
      return isSound
    }
    guard isSound else { return nil }
    var report = report(of: horizon)
    return try judge.finish(lastLeafHash: horizon.lastLeafHash, &report) ? report : nil
  }

  /// The report of any ledger.
  ///
  /// Where signed roots then are not those of the entries, what was believed was not all true: the tree may have
  /// been forged along with an entry, or several neighbours were changed. Then the signed roots settle which of
  /// the things said of disputed entries are true, the entries are judged again by that and without the tree,
  /// and of the two reports the one that signed roots contradict less is right.
  private func fullReport(
    _ folder: AuditFolder, _ horizon: Horizon, _ options: VerificationOptions,
    _ findings: Findings
  ) throws(AuditError) -> VerificationReport {
    let heard = try judgement(folder, horizon, options, findings, hearsTree: true)
    guard heard.contradictionCount > 0 || heard.isRootUnknown else { return heard.report }
    let settled = try settlement(of: heard, folder, horizon, options)
    guard heard.hasTreeDecided || !settled.isEmpty else { return heard.report }
    let unheard = try judgement(
      folder, horizon, options, findings, hearsTree: false, settled: settled)
    if heard.isRootUnknown, !unheard.isRootUnknown { return unheard.report }
    return unheard.contradictionCount < heard.contradictionCount ? unheard.report : heard.report
  }

  /// What the full judge reports.
  private struct Judgement {
    var report: VerificationReport
    /// The tree's files made a difference.
    var hasTreeDecided: Bool
    /// The checkpoints whose signed roots are not those of the entries.
    var contradictionCount: Int
    /// An entry's hash is unknown, and with it the root.
    var isRootUnknown: Bool
    /// The entries of whose hash more than one thing is said.
    var disputes: Disputes
    var signedRoots: [UInt64: [Hash]]
  }

  /// The hashes of disputed entries by the roots that were signed.
  private func settlement(
    of judgement: Judgement, _ folder: AuditFolder, _ horizon: Horizon,
    _ options: VerificationOptions
  ) throws(AuditError) -> [UInt64: Hash] {
    if judgement.disputes.isEmpty { return [:] }
    var settlement = DisputeSettlement(judgement.disputes, signed: judgement.signedRoots)
    let workforce = Workforce<ExaminedBatch>(
      source(folder, horizon), workerCount: options.workerCount ?? processorCount(), shape
    ) { batch, _, hasher in batch.examined(&hasher, hashesEvents: false) }
    try workforce.forEachBatch { batch throws(AuditError) in
      settlement.add(batch)
      return !settlement.isEnded
    }
    return settlement.settled
  }

  private func judgement(
    _ folder: AuditFolder, _ horizon: Horizon, _ options: VerificationOptions,
    _ findings: Findings, hearsTree: Bool, settled: [UInt64: Hash] = [:]
  ) throws(AuditError) -> Judgement {
    var judge = try Judge(
      folder, horizon, options, shape, findings, hearsTree: hearsTree, settled: settled)
    let hashesEvents = judge.vouching.isPossible
    let workforce = Workforce<ExaminedBatch>(
      source(folder, horizon), workerCount: options.workerCount ?? processorCount(), shape
    ) { batch, _, hasher in batch.examined(&hasher, hashesEvents: hashesEvents) }
    try workforce.forEachBatch { batch throws(AuditError) in
      try judge.judge(batch)
      if let progress = options.progress { progress(judge.done, horizon.end) }
      return true
    }
    var report = report(of: horizon)
    try judge.finish(lastLeafHash: horizon.lastLeafHash, &report)
    return Judgement(
      report: report, hasTreeDecided: judge.hasTreeDecided,
      contradictionCount: judge.checkpoints.contradictionCount,
      isRootUnknown: judge.tree.isLost, disputes: judge.disputes,
      signedRoots: judge.checkpoints.signedRoots)
  }

  private func source(_ folder: AuditFolder, _ horizon: Horizon) -> BatchSource {
    BatchSource(folder, segments: horizon.segments, end: horizon.end, shape)
  }

  private func report(of horizon: Horizon, damageCount: Int = 0) -> VerificationReport {
    var report = VerificationReport()
    report.entries = horizon.end
    report.genesis = horizon.genesis
    report.witnessed = horizon.witnessed
    report.damageCount = damageCount
    return report
  }
}

extension VerificationReport {
  /// The report with a note on the entries that no checkpoint covers.
  ///
  /// Of a horizon that the caller chose nothing is said: the checkpoints behind it were not looked at.
  fileprivate func tellingUnsigned(_ options: VerificationOptions) -> VerificationReport {
    guard options.horizon == nil else { return self }
    var report = self
    let signed = max(newestCheckpoint?.size ?? 0, lastGoodCheckpoint ?? 0)
    if signed < entries {
      report.notes.append(.unsigned(first: signed, entries: entries - signed))
    }
    return report
  }
}
