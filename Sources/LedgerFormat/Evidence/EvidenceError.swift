/// Why bytes are no file of evidence, or what one claims is not proved.
public enum EvidenceError: Error, Equatable, Sendable {
  // The file.

  /// The bytes are not the one encoding of the items that belong there.
  case encoding(CBORError)
  /// An item is not what belongs there.
  case item(position: Int)
  /// The file is of a later version than this program.
  case newer(version: UInt64)
  case tooLarge(sizeBytes: Int, sizeBytesMax: Int)

  // Its entries.

  /// An entry breaks the format; counted in the file from 0.
  case entry(position: Int, EntryError)
  /// An entry does not follow the one before it in the file by its index.
  case order(index: UInt64)
  /// An entry remembers another of the file as it is not.
  case remembered(index: UInt64)
  /// An entry that is on none of the streams, and needed for nothing else.
  case stray(index: UInt64)
  /// An entry is not on the streams that the stream rule puts it on.
  case streamRule(index: UInt64)
  /// The file holds none or another than entry 0 as the genesis, or none as the commitment.
  case missing(index: UInt64)

  // What proves them.

  /// The checkpoint is refused.
  case note(NoteError)
  /// The path of an entry does not lead to the signed root.
  case path(index: UInt64, ProofError)
  /// There are more or fewer paths than entries that no link leads to.
  case pathCount(expected: Int, found: Int)
  /// The streams are not in their order, or the subject is not among them.
  case streams
  /// A stream's entries do not follow one another without a gap from its first.
  case chain(StreamKey, index: UInt64)
  /// What the file says of a stream is not what the commitment says.
  case map(StreamKey, ProofError)
  /// The stream has other entries up to the commitment than the file holds.
  case incomplete(StreamKey, committed: UInt64, found: UInt64)
  /// The newest entry of a stream up to the commitment is another than the one committed to.
  case otherHead(StreamKey)
  /// Some lots of the source and destination are in the file, and this one is not.
  case genealogy(StreamKey)
  /// A stream that the subject has nothing to do with.
  case strayStream(StreamKey)
  /// The commitment does not say that it covers all before it.
  case commitmentSize(index: UInt64, size: UInt64)
  /// The genesis names another key than the one that signed.
  case logKey(expected: VerifierKey)
  /// The entry that changes the ledger's key does not count.
  case rotation(index: UInt64)
  /// The file is of another ledger than the one that was asked for.
  case ledgerID(expected: LedgerID, found: LedgerID)
  /// A stream's id is none that a ledger can record.
  case streamName(StreamKey)
  /// The file is about another stream than the one that was asked for.
  case subject(expected: StreamKey, found: StreamKey)
  /// The tree of the file's checkpoint, or of one that was stamped, has another root than a checkpoint of its size
  /// that the caller holds.
  case contradiction(size: UInt64, proved: Hash, held: Hash)
  /// The checkpoint that the caller holds is of no size that the file tells of.
  case otherSize(held: UInt64)
  /// A submission does not cover what the file says, or is not signed for it.
  case author(index: UInt64)
  /// Nobody vouches for an event, and the ledger's policy wants it for each.
  case unvouched(index: UInt64)
  /// An event stands there that its party reported under the same id before.
  case eventTwice(index: UInt64, first: UInt64)
  /// A correction of what its party may not correct, or of a version that is not the newest.
  case correction(index: UInt64)
  /// A private field that is shown is not the one that was committed to.
  case opening(index: UInt64)

  // Its time stamps, counted in the file from 0.

  /// A token is not accepted.
  case stamp(position: Int, TimeStampError)
  /// What a token is over is no checkpoint that the ledger's key signed.
  case stampedNote(position: Int, NoteError)
  /// The file's checkpoint does not continue the one that was stamped.
  case stampPath(position: Int, ProofError)
  /// A token bounds nothing that the one before it does not bound.
  case strayStamp(position: Int)
}
