/// Why a rule pack is none, and in which line.
public struct RulePackError: Error, Equatable, Sendable {
  /// From 1.
  public let line: Int
  public let reason: Reason

  init(line: Int, _ reason: Reason) {
    self.line = line
    self.reason = reason
  }

  public enum Reason: Equatable, Sendable {
    /// More bytes than a pack may have.
    case tooLarge(sizeBytes: Int, sizeBytesMax: Int)
    /// Not UTF-8; the byte offset of the first bad byte's line.
    case notUTF8
    case controlCharacter(UInt32)
    /// The first line that says something is not `hazledger-rules v1`.
    case notAPack(found: String)
    case unknownWord(String, known: [String])
    /// A word that stands twice, in the head or in a rule.
    case twice(word: String)
    case missing(rule: String, word: String)
    case value(word: String, found: String, accepted: String)
    case emptyValidity(rule: String)
    /// A rule whose facts nobody verified may not refuse.
    case unverifiedRefusal(rule: String)
    case cannotRefuse(rule: String, check: RuleCheck)
    case notOfCheck(word: String, check: RuleCheck)
    /// Two rules of one id hold at the same time; the line where the other begins.
    case overlap(rule: String, otherLine: Int)
    case unknownFact(String)
    case unknownGroup(String)
    case noRules
  }
}
