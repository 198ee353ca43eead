/// Proves who vouched for one event: the submission's entry, and a path from the event to its root.
///
/// ```
/// author-proof = [submission: bstr, position: uint, path: [* hash]]      (a CBOR array of 3)
/// ```
/// | item | value |
/// |---|---|
/// | submission | the submission's entry, verbatim |
/// | position | the event's place among the events of the submission, from 0 |
/// | path | RFC 6962 inclusion proof of the leaf hash of the event's body, the sibling first |
///
/// The event's entry stands at the submission's index - count + position. Whether the submission's entry
/// is the ledger's, and its key was the party's and counted then, is for others to say: an inclusion
/// proof of its leaf hash, and `KeyRegister` over the party's key events.
public struct AuthorProof: Equatable, Sendable {
  /// The submission's entry as stored.
  public var submission: [UInt8]
  public var position: UInt64
  public var path: [Hash]

  public init(submission: [UInt8], position: UInt64, path: [Hash]) {
    self.submission = submission
    self.position = position
    self.path = path
  }

  /// Who vouched, where a proof is good.
  public struct Author: Equatable, Sendable {
    public var party: Identifier
    public var keyID: UInt32
    /// The submission's entry, and when it was recorded, by which its key is judged.
    public var submissionIndex: UInt64
    public var recordedAt: UInt64
    /// The place that the event's entry has in the ledger.
    public var eventIndex: UInt64
  }

  /// What the proof claims, read and not verified: by it the key is found.
  public func claim() throws(AuthorProofError) -> Author {
    try read().author
  }

  /// Checks that the party's key signed for this event in this ledger.
  ///
  /// - Parameters:
  ///   - body: the event's bytes, which stand as the last item of its entry.
  ///   - key: the party's key of the id that `claim` names.
  public func verify(
    body: Span<UInt8>, ledgerID: LedgerID, key: VerifierKey, _ hasher: inout Hasher
  ) throws(AuthorProofError) -> Author {
    let (author, submission) = try read()
    let party = try AuthorProof.party(of: body)
    guard party == submission.party else {
      throw .otherParty(event: party, submission: submission.party)
    }
    let root: Hash
    do {
      root = try MerkleTree.inclusionRoot(
        leafHash: hasher.leafHash(body), index: position, size: submission.count, proof: path,
        &hasher)
    } catch { throw .path(error) }
    guard submission.isSigned(by: key, ledgerID: ledgerID, root: root) else {
      throw .signature(keyID: submission.keyID)
    }
    return author
  }

  /// The party that reports a trade event: its key 3.
  public static func party(of body: Span<UInt8>) throws(AuthorProofError) -> Identifier {
    do throws(CBORError) {
      var reader = CBORReader(end: body.count)
      for _ in 0..<(try reader.map(body)) {
        if try reader.unsigned(body) == EventKey.party.rawValue { return try reader.name(body) }
        try reader.validate(body)
      }
    } catch { throw .entry(.encoding(error)) }
    throw .entry(.missing(key: EventKey.party.rawValue))
  }

  private func read() throws(AuthorProofError) -> (author: Author, submission: Submission) {
    let entry: Entry
    let submission: Submission
    do throws(EntryError) {
      entry = try Entry(self.submission.span)
      submission = try Submission(body: entry.body.span)
    } catch { throw .entry(error) }
    guard position < submission.count, let entries = submission.entries(before: entry.index)
    else { throw .position(position, count: submission.count) }
    let author = Author(
      party: submission.party, keyID: submission.keyID, submissionIndex: entry.index,
      recordedAt: entry.recordedAt, eventIndex: entries.lowerBound + position)
    return (author, submission)
  }
}
