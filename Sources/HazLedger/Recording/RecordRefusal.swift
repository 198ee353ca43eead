public import Custody
public import LedgerFormat
public import Regulation

/// Why one event is not recorded; nothing of it is.
public enum RecordRefusal: Error, Equatable, Sendable {
  /// It breaks the model.
  case model(Refusal)
  /// A registration's number is wrong by the rule of its system.
  case number(NumberFault)
  /// The party reported another event under this id, in the entry at `index`, which is of the same file
  /// where `isOfSameGroup`; `differing` are the fields that tell the two apart, where those are known.
  case otherContent(
    party: Identifier, id: Identifier, index: UInt64, isOfSameGroup: Bool, differing: [EventKey])
  /// It is larger than an event, or with its links than an entry, may be.
  case tooLarge(sizeBytes: Int, sizeBytesMax: Int)
  /// Nobody who may vouches for it.
  case notPermitted(KeyRefusal)
  /// A rule of the pack in use refuses it.
  case rule(BrokenRule)
}
