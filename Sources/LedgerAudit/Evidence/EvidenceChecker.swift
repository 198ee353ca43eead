internal import Custody
public import LedgerFormat

/// Checks files of evidence without a ledger: with a policy that says whom to trust, and nothing else.
///
/// Every byte of a file is held against another: entries against paths and links, those against the signed
/// root, the streams against the map that the ledger committed itself to. What is not needed is refused.
public struct EvidenceChecker: Sendable {
  /// Who must have signed and cosigned; signatures of keys that it does not name are passed over.
  public let policy: TrustPolicy
  /// The ledger that the file must be of; nil for any that the policy accepts.
  public var ledgerID: LedgerID?
  /// What the file must be about; nil for whatever it says.
  public var subject: StreamKey?
  /// A checkpoint that the caller holds, with which the trees of the file must agree.
  public var held: Checkpoint?
  /// Certificates in PEM that are trusted as roots of time-stamp authorities; nil not to judge who stamped.
  public var authorities: [UInt8]?

  public init(policy: TrustPolicy) { self.policy = policy }

  /// Checks a file.
  ///
  /// - Throws: `EvidenceError`, by which nothing is proved. Cost: one hash for each entry and each hash of the
  ///   file, and the signatures.
  public func check(_ evidence: Evidence) throws(EvidenceError) -> ProvedEvidence {
    var hasher = LedgerFormat.Hasher()
    try checkNames(evidence)
    let accepted: AcceptedCheckpoint
    do { accepted = try policy.judge(SignedNote(evidence.note.span)) } catch { throw .note(error) }
    let entries = try EvidenceEntries(evidence.entries, &hasher)
    var needed = NeededEntries(entries)
    try EvidenceChecker.checkPaths(evidence, entries, accepted.checkpoint, &hasher)
    let (genesis, logKeys) = try genesis(of: entries, accepted, &needed)
    let commitment = try EvidenceChecker.commitment(of: evidence, entries, &needed)
    let streams = try EvidenceChains(evidence, entries, &needed).streams(
      evidence, commitment, &hasher)
    try EvidenceChecker.checkStreamRule(entries)
    let authors = try EvidenceAuthors(genesis, evidence, entries).authors(&needed, &hasher)
    try needed.finish()
    var history = EvidenceHistory(
      streams, size: commitment.size, policy: Policy(genesis.policy))
    try history.check(entries)
    let stamps = try EvidenceStamps(authorities: authorities, logKeys: logKeys).stamps(
      evidence, accepted.checkpoint, streams, &hasher)
    try agree(with: [accepted.checkpoint] + stamps.map(\.checkpoint))
    return ProvedEvidence(
      accepted: accepted, genesis: genesis, subject: evidence.subject,
      completeTo: CommittedHistory(
        size: commitment.size, recordedAt: entries[commitment.size]?.recordedAt ?? 0),
      streams: streams, entries: entries, authors: authors,
      openings: try EvidenceChecker.openings(evidence, entries, &hasher),
      impossible: history.impossible, stamps: stamps)
  }

  /// Checks that streams have names that a ledger can record: of a look-alike that it cannot, or of a bare batch,
  /// it is true of every ledger that it holds nothing.
  private func checkNames(_ evidence: Evidence) throws(EvidenceError) {
    if let subject, subject != evidence.subject {
      throw .subject(expected: subject, found: evidence.subject)
    }
    for stream in [evidence.subject] + evidence.streams.map(\.key) where !stream.isRecordable {
      throw .streamName(stream)
    }
  }

  /// Holds the caller's checkpoint against those of the file.
  private func agree(with checkpoints: [Checkpoint]) throws(EvidenceError) {
    guard let held else { return }
    guard let proved = checkpoints.first(where: { $0.size == held.size }) else {
      throw .otherSize(held: held.size)
    }
    guard proved.root == held.root else {
      throw .contradiction(size: held.size, proved: proved.root, held: held.root)
    }
  }

  /// Checks that every entry that no other remembers is in the signed tree.
  private static func checkPaths(
    _ evidence: Evidence, _ entries: EvidenceEntries, _ checkpoint: Checkpoint,
    _ hasher: inout LedgerFormat.Hasher
  ) throws(EvidenceError) {
    let free = entries.isRemembered.indices.filter { !entries.isRemembered[$0] }
    guard free.count == evidence.paths.count else {
      throw .pathCount(expected: free.count, found: evidence.paths.count)
    }
    for (position, path) in zip(free, evidence.paths) {
      let index = entries.entries[position].index
      do {
        try MerkleTree.verifyInclusion(
          leafHash: entries.leafHashes[position], index: index, size: checkpoint.size,
          proof: path, root: checkpoint.root, &hasher)
      } catch { throw .path(index: index, error) }
    }
  }

  /// Reads the genesis, and follows the ledger's key from there to the one that signed.
  private func genesis(
    of entries: EvidenceEntries, _ accepted: AcceptedCheckpoint, _ needed: inout NeededEntries
  ) throws(EvidenceError) -> (Genesis, LogKeyChain) {
    guard let entry = entries[0], let genesis = try? Genesis(body: entry.body.span) else {
      throw .missing(index: 0)
    }
    needed.add(0)
    if let ledgerID, ledgerID != genesis.ledgerID {
      throw .ledgerID(expected: ledgerID, found: genesis.ledgerID)
    }
    var chain = LogKeyChain(genesis)
    for entry in entries.entries {
      guard let rotation = try? LogKeyRotation(body: entry.body.span) else { continue }
      do { try chain.apply(rotation, index: entry.index) } catch {
        throw .rotation(index: entry.index)
      }
      needed.add(entry.index)
    }
    let expected = chain.key(ofSize: accepted.checkpoint.size)
    guard accepted.signers.contains(expected) else { throw .logKey(expected: expected) }
    return (genesis, chain)
  }

  private static func commitment(
    of evidence: Evidence, _ entries: EvidenceEntries, _ needed: inout NeededEntries
  ) throws(EvidenceError) -> Commitment {
    let index = evidence.commitment
    guard let entry = entries[index], let commitment = try? Commitment(body: entry.body.span)
    else { throw .missing(index: index) }
    guard commitment.size == index else {
      throw .commitmentSize(index: index, size: commitment.size)
    }
    needed.add(index)
    return commitment
  }

  /// Checks that every entry is on the streams that the stream rule puts it on, as far as the file tells.
  ///
  /// What a transport takes from its consignment's opening, and a correction from the entry that it corrects, is
  /// known where the file holds that entry; elsewhere the streams that the event itself names are asked for.
  private static func checkStreamRule(_ entries: EvidenceEntries) throws(EvidenceError) {
    var openings: [Identifier: (place: UInt64, lots: [Identifier])] = [:]
    for (position, entry) in entries.entries.enumerated() {
      let rule: EventStreams
      do { rule = try EventStreams(body: entry.body.span) } catch {
        throw .entry(position: position, error)
      }
      let consignment = rule.own.first { $0.kind == .consignment }?.id
      if rule.kind == .consignment, let consignment {
        openings[consignment] = (entry.index, rule.lots)
      }
      if rule.kind == .correction { correct(&openings, entry) }
      let lots = rule.inheritsLotsOf.map { openings[$0]?.lots } ?? []
      let corrected = rule.inheritsStreamsOf.map { entries[$0]?.links.map(\.stream) } ?? []
      let expected = rule.keys(openingLots: lots ?? [], corrected: corrected ?? [])
      let findings = EventStreams.findings(entry: entry, expected: expected)
      let isKnown = lots != nil && corrected != nil
      guard findings.missing.isEmpty, findings.extra.isEmpty || !isKnown else {
        throw .streamRule(index: entry.index)
      }
    }
  }

  /// Puts what a correction says of a consignment in the place of what its opening said.
  private static func correct(
    _ openings: inout [Identifier: (place: UInt64, lots: [Identifier])], _ entry: Entry
  ) {
    guard let event = try? Event(body: entry.body.span),
      case .correction(let correction) = event.detail, let target = correction.target
    else { return }
    openings = openings.filter { $0.value.place != target.index }
    guard let replacement = correction.replacement,
      case .consignment(let consignment) = replacement.detail
    else { return }
    let lots = replacement.lotReferences.map(\.id)
    openings[consignment.consignment] = (target.index, lots)
  }

  /// Checks that each private field that is shown is the one that its event committed itself to.
  private static func openings(
    _ evidence: Evidence, _ entries: EvidenceEntries, _ hasher: inout LedgerFormat.Hasher
  ) throws(EvidenceError) -> [UInt64: [PrivateOpening]] {
    var openings: [UInt64: [PrivateOpening]] = [:]
    var last: (entry: UInt64, code: UInt8)?
    for shown in evidence.openings {
      guard let entry = entries[shown.entry], let code = UInt8(exactly: shown.field),
        let opening = PrivateOpening(code: code, salt: shown.salt.span, value: shown.value),
        let event = try? Event(body: entry.body.span), event.isOpened(by: opening, &hasher)
      else { throw .opening(index: shown.entry) }
      if let last, (last.entry, last.code) >= (shown.entry, code) {
        throw .opening(index: shown.entry)
      }
      last = (shown.entry, code)
      openings[shown.entry, default: []].append(opening)
    }
    return openings
  }
}

extension PrivateOpening {
  /// Reads an opening from the number that it is kept under; nil where there is no such field.
  fileprivate init?(code: UInt8, salt: Span<UInt8>, value: String) {
    guard let name = PrivateField.Name(rawValue: UInt64(code & 0x7F)), let salt = Salt(salt) else {
      return nil
    }
    self.init(name: name, salt: salt, value: value, isOfReplacement: code & 0x80 != 0)
  }
}

extension Event {
  /// True where the opening is of a private field of this event.
  fileprivate func isOpened(
    by opening: PrivateOpening, _ hasher: inout LedgerFormat.Hasher
  ) -> Bool {
    opened(by: [opening], &hasher) != self
  }
}

extension StreamKey {
  /// True where a ledger can have such a stream by the rules for names.
  fileprivate var isRecordable: Bool {
    id.withBytes { name in
      do throws(TextError) {
        switch kind {
        case .lot: try IdentifierRule.checkLot(name)
        case .party: try IdentifierRule.checkParty(name)
        default: try IdentifierRule.check(name)
        }
        return true
      } catch { return false }
    }
  }
}
