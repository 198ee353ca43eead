public import Custody
public import LedgerFormat

/// What can be wrong with a ledger, with the facts; the words are made at the command's face.
public enum DamageKind: Equatable, Sendable {
  /// A link or a special file stands where the ledger has a file or a folder, or a folder where it has a file;
  /// it was not followed.
  case linkOrSpecial

  // The bytes of the segments.

  /// The files of so many entries are not there.
  case segmentMissing(entries: UInt64)
  /// The file holds another segment's entries, the first of them number `holds`.
  case segmentMisplaced(holds: UInt64, entries: UInt64)
  /// So many entries are not there.
  case missing(entries: UInt64)
  /// Bytes that are no entry, in place of so many entries; of none where they were put in between.
  case unreadable(sizeBytes: Int, entries: UInt64)
  /// Bytes that are no entry follow the last entry of a full segment.
  case excess(sizeBytes: Int)
  /// An entry stands here that has no place here: a copy of entry `claimed`, or somebody else's.
  case extra(claimed: UInt64)
  /// Another entry stands in this one's place.
  case misplaced(claimed: UInt64)
  /// The length before the entry is not the entry's.
  case length(found: Int, actual: Int)
  /// The bytes are not those whose hash the next entry, or else the tree's file, remembers.
  case changed(expected: Hash, computed: Hash)

  // The entry, whose bytes are those that were hashed.

  /// The entry or its event is not what the format says.
  case format(EntryError)
  /// The entry is of a format newer than this program: neither right nor wrong.
  case newer(EntryError)
  /// The entry does not follow the one before it.
  case previousHash(expected: Hash, found: Hash)
  /// The last entry says that its atomic group goes on.
  case openGroup
  /// The first entry is no genesis, or a later one is.
  case genesis

  // Streams.

  /// The entry has no link for these streams, to which the stream rule says that it belongs.
  case linksMissing([StreamKey])
  /// The entry has a link for these streams, to which it does not belong.
  case linksExtra([StreamKey])
  /// A link does not continue its stream.
  case link(expected: Link, found: Link)
  /// A link continues an older entry of its stream, past the newest: the stream has two ends.
  case fork(expected: Link, found: Link)

  // What is recorded.

  /// The party recorded an event of this id before.
  case repeatedEvent(party: Identifier, id: Identifier, first: UInt64)
  /// The model does not admit the event after those before it.
  case impossible(Refusal)

  // Who vouched.

  /// A key event, a submission or a rotation of the log key does not count.
  case key(KeyRefusal)
  /// A submission claims more events than stand right before it in its group.
  case submissionCount(claimed: UInt64, found: UInt64)
  /// A submission speaks for an event of another party.
  case submissionParty(submission: Identifier, event: Identifier, index: UInt64)
  /// The policy wants every event vouched for, and nobody vouches for so many from here on.
  case unvouched(events: UInt64)

  // What the ledger says of itself.

  /// The mark of what was acknowledged names another last entry.
  case committedHash(expected: Hash, found: Hash)
  /// There is no checkpoint.
  case checkpointMissing
  /// Not a checkpoint that the ledger's key signed.
  case checkpointRefused(NoteError)
  /// A checkpoint of more entries than there are.
  case checkpointAhead(size: UInt64)
  /// A signed root is not the root over the first `size` entries.
  case checkpointRoot(size: UInt64, signed: Hash, computed: Hash)
  /// No checkpoint has the quorum of cosignatures that the policy asks for; why the newest has not.
  case notWitnessed(NoteError)
  /// The key that the caller trusts is neither the genesis's nor one that a rotation names.
  case logKey(expected: VerifierKey, found: VerifierKey)

  /// A commitment says that it covers the first so many entries; it must cover all before it.
  case commitmentSize(UInt64)
  /// A commitment is to another stream map than the entries before it give.
  case commitmentRoot(committed: Hash, computed: Hash)
  /// A time stamp's token or what it stamps is not right, or nobody trusted made it.
  case timestampRefused(TimeStampError)
  /// The files of the token that the entry names are not there, or not right.
  case timestampMissing(token: Hash)
  /// The entry says something else than the token that it names.
  case timestampOther(token: Hash)

  // Derived files; `reindex` makes them anew.

  /// So many neighbouring hashes of a tree file are not those of the entries.
  case tree(level: Int, first: UInt64, hashes: UInt64)
}

extension DamageKind {
  /// True where only files are wrong that can be made anew from the log.
  public var isDerived: Bool {
    if case .tree = self { true } else { false }
  }

  /// True where what is wrong is wrong for the streams named and for no other.
  var isOfStreams: Bool {
    switch self {
    case .linksMissing, .linksExtra, .link, .fork, .repeatedEvent, .impossible: true
    default: false
    }
  }
}
