internal import Custody
internal import LedgerFormat

/// Who vouched for the events of a file, by the submissions that it holds.
///
/// A party's keys are those of its own stream, which the file holds whole, so that no revocation is left out.
struct EvidenceAuthors {
  private let genesis: Genesis
  private let evidence: Evidence
  private let entries: EvidenceEntries

  init(_ genesis: Genesis, _ evidence: Evidence, _ entries: EvidenceEntries) {
    self.genesis = genesis
    self.evidence = evidence
    self.entries = entries
  }

  /// Checks every submission, and gives the author of each event that one covers, by its entry's index.
  ///
  /// - Throws: `EvidenceError.author` where a submission covers no event of the file, lacks a path, or is not signed
  ///   by a key of its party that counted; `.strayStream` for a party that vouched for nothing, or for a stream that is
  ///   neither a lot's nor the subject; `.unvouched` where every event must be vouched for and one is not.
  func authors(
    _ needed: inout NeededEntries, _ hasher: inout LedgerFormat.Hasher
  ) throws(EvidenceError) -> [UInt64: ProvedAuthor] {
    var authors: [UInt64: ProvedAuthor] = [:]
    var register = KeyRegister(genesis)
    let streams = Set(evidence.streams.lazy.map(\.key).filter { $0.kind != .lot })
    var parties: Set<StreamKey> = [evidence.subject]
    var paths = evidence.authors[...]
    for (position, entry) in entries.entries.enumerated() {
      switch try? EventStreams(body: entry.body.span).kind {
      case .key:
        guard let event = try? KeyEvent(body: entry.body.span) else { continue }
        // A key event that does not count changes nothing; that it stands there is for `verify` to say.
        try? register.apply(event, index: entry.index, recordedAt: entry.recordedAt, &hasher)
      case .submission:
        guard let own = paths.popFirst() else { throw .author(index: entry.index) }
        let found = try author(of: position, own, register, &hasher)
        parties.insert(StreamKey(kind: .party, id: found.author.party))
        for index in found.covered { authors[index] = found.author }
        needed.add(entry.index)
      default: continue
      }
    }
    guard paths.isEmpty else { throw .author(index: evidence.commitment) }
    if let stray = streams.subtracting(parties).min() { throw .strayStream(stray) }
    try refuseUnvouched(authors)
    return authors
  }

  /// Refuses an event that nobody vouches for in a ledger whose policy wants it for each.
  private func refuseUnvouched(_ authors: [UInt64: ProvedAuthor]) throws(EvidenceError) {
    guard genesis.policy.signatures == .signed else { return }
    for entry in entries.entries where authors[entry.index] == nil {
      guard let streams = try? EventStreams(body: entry.body.span), streams.kind.isTrade else {
        continue
      }
      throw .unvouched(index: entry.index)
    }
  }

  /// The author whom the submission at `position` names, and the events of the file that it covers.
  private func author(
    of position: Int, _ paths: [[Hash]], _ register: KeyRegister,
    _ hasher: inout LedgerFormat.Hasher
  ) throws(EvidenceError) -> (author: ProvedAuthor, covered: [UInt64]) {
    let entry = entries.entries[position]
    let refusal = EvidenceError.author(index: entry.index)
    guard let submission = try? Submission(body: entry.body.span),
      evidence.streams.contains(where: {
        $0.key == StreamKey(kind: .party, id: submission.party)
      }),
      let range = submission.entries(before: entry.index),
      let key = try? register.liveKey(
        of: submission.party, id: submission.keyID, at: entry.recordedAt)
    else { throw refusal }
    let covered = entries.entries.filter { range.contains($0.index) }
    guard !covered.isEmpty, covered.count == paths.count else { throw refusal }
    for (event, path) in zip(covered, paths) {
      let proof = AuthorProof(
        submission: evidence.entries[position], position: event.index - range.lowerBound,
        path: path)
      let isGood =
        (try? proof.verify(
          body: event.body.span, ledgerID: genesis.ledgerID, key: key, &hasher)) != nil
      guard isGood else { throw refusal }
    }
    let author = ProvedAuthor(
      party: submission.party, key: key,
      keyExpires: register.keys(of: submission.party).key(id: submission.keyID)?.expires,
      submission: entry.index)
    return (author, covered.map(\.index))
  }
}
