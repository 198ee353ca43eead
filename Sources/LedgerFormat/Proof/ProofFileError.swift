/// Why a proof's file is not one, or proves nothing.
public enum ProofFileError: Error, Equatable, Sendable {
  /// A line is not what belongs there; counted from 1.
  case line(Int)
  /// The checkpoint below the proof is not one that the key signed.
  case note(NoteError)
  /// The hashes do not lead to the signed root.
  case proof(ProofError)
  /// The entry that is to be proved is in neither the file nor the caller's hands.
  case entryMissing
  /// The entry names another place than the one that is proved: the ledger itself is damaged.
  case entryIndex(written: UInt64, proved: UInt64)
  /// A tree of the proof has another root than a checkpoint of its size that the caller holds.
  case contradiction(size: UInt64, proved: Hash, held: Hash)
  /// The checkpoint that the caller holds is of no size that the proof tells about.
  case otherSize(held: UInt64)
}
