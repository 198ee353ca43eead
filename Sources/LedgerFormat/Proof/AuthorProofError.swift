/// Why a proof of authorship proves nothing.
public enum AuthorProofError: Error, Equatable, Sendable {
  /// The bytes of the proof, of the submission or of the event are not what the format says.
  case entry(EntryError)
  /// The event's position is not among those that the submission vouches for.
  case position(UInt64, count: UInt64)
  /// The event names another party than the submission.
  case otherParty(event: Identifier, submission: Identifier)
  /// The path has more or fewer hashes than so many events need.
  case path(ProofError)
  /// The signature does not fit: another event, ledger or key.
  case signature(keyID: UInt32)
}
