/// Why a witness does not cosign a checkpoint; sizes are of the trees that it knows and is shown.
public enum WitnessRefusal: Error, Equatable, Sendable {
  /// The request has not the form of one.
  case form(ProofFileError)
  /// The checkpoint is of a ledger that the witness does not watch.
  case otherLedger(expected: String, found: String)
  /// The checkpoint is not one that the ledger's key signed.
  case note(NoteError)
  /// The request's older tree is larger than its checkpoint.
  case oldSizeAhead(old: UInt64, size: UInt64)
  /// The proof begins at another size than that of the tree that the witness knows.
  case otherSize(known: UInt64, old: UInt64)
  /// The checkpoint is of fewer entries than the tree that the witness knows: it was rolled back.
  case smaller(known: UInt64, size: UInt64)
  /// A proof is needed, and none was given.
  case proofMissing(known: UInt64, size: UInt64)
  /// The tree that the witness knows had another root: there are two histories.
  case contradiction(size: UInt64, known: Hash, found: Hash)
  /// The proof does not lead from the tree that the witness knows to the checkpoint's.
  case proof(ProofError)
  /// The witness knows no tree of the ledger, and was told to begin with none.
  case firstUse

  /// The status of HTTP by which a witness behind that transport says so. Source: C2SP tlog-witness.
  public var httpStatus: Int {
    switch self {
    case .form, .oldSizeAhead: 400
    case .note: 403
    case .otherLedger, .firstUse: 404
    case .otherSize, .smaller, .proofMissing: 409
    case .contradiction, .proof: 422
    }
  }

  /// The size that a witness behind HTTP tells with status 409; nil with any other.
  public var knownSize: UInt64? {
    switch self {
    case .otherSize(let known, _), .smaller(let known, _), .proofMissing(let known, _): known
    default: nil
    }
  }
}
