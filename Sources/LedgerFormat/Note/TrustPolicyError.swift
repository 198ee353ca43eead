/// Why a text is not a policy; lines are counted from 1.
public enum TrustPolicyError: Error, Equatable, Sendable {
  /// The text is larger than is read.
  case tooLarge(sizeBytes: Int, sizeBytesMax: Int)
  /// A byte that is a control character and neither tab nor line feed.
  case character(line: Int)
  /// The last line does not end with a line feed: the text may have been cut.
  case unfinishedLine(line: Int)
  /// The first word is none of log, witness, group and quorum.
  case keyword(line: Int)
  /// Too few or too many words for this kind of line.
  case wordCount(line: Int)
  /// Not a key that a ledger or witness may have.
  case key(line: Int, NoteError)
  /// The same key stands on an earlier line.
  case repeatedKey(line: Int)
  /// The name is defined on an earlier line, or is `none`.
  case repeatedName(line: Int, PolicyName)
  /// The name is not defined on an earlier line.
  case unknownName(line: Int, PolicyName)
  /// The name is a member of a group already.
  case repeatedMember(line: Int, PolicyName)
  /// Not `all`, `any`, or a number from 1 to the number of members.
  case threshold(line: Int)
  /// A second quorum line.
  case repeatedQuorum(line: Int)
  /// There is no quorum line.
  case quorumMissing
}
