public import Custody
public import LedgerFormat

/// What a verification came across that is worth knowing and not wrong.
public enum ReportNote: Equatable, Sendable {
  /// Bytes after the horizon: being written, or never acknowledged.
  case tail(file: String, offset: Int, sizeBytes: Int)
  /// Files of entries after the horizon.
  case segmentsAfterHorizon(count: Int)
  /// The mark of what was acknowledged is missing or torn: the horizon is the last whole group.
  case committedUnknown(isMissing: Bool)
  /// The mark of what was acknowledged is older than a signed checkpoint, as after a power loss.
  case committedBehind(committed: UInt64, checkpoint: UInt64)
  /// The file of kept checkpoints ends inside one, as after a crash.
  case checkpointTorn(offset: Int)
  /// The clock went back before so many entries, of which `index` is the first.
  case clockWentBack(index: UInt64, entries: UInt64)
  /// So many entries, of which `index` is the first, stand behind a recorded time stamp and say an earlier time
  /// than the authority did: whoever recorded them dated them back, or had a wrong clock.
  case backDated(index: UInt64, entries: UInt64)
  /// Since a correction an event takes more than what counts before it covers.
  case notCovered(UncoveredEvent, correction: UInt64)
  /// Nobody vouches for so many events, of which entry `first` is the first; the policy allows it.
  case unsignedEvents(count: UInt64, first: UInt64)
  /// The key that the caller trusts was replaced by the rotation at `index`, which it signed.
  case logKeyRotated(trusted: VerifierKey, newest: VerifierKey, index: UInt64)
  /// A time stamp was kept, and no entry names it yet, as after a crash.
  case timestampUnrecorded(file: String)
  /// No checkpoint covers so many entries at the end, of which `first` is the first: nothing signed says
  /// that they were recorded by the ledger's operator.
  case unsigned(first: UInt64, entries: UInt64)
  /// A tree file has fewer hashes than the entries give; `reindex` makes it anew.
  case treeShort(level: Int, hashes: UInt64, expected: UInt64)
}
