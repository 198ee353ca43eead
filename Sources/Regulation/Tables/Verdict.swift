/// An answer about a regulated fact.
///
/// A chemical's CAS number alone does not classify it, and a register may not know a licence: what
/// cannot be decided from what was declared is neither yes nor no but 需核实, to be verified.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  case yes, no, unverified

  /// Yes where either is, no where both are.
  public static func || (left: Verdict, right: Verdict) -> Verdict {
    if left == .yes || right == .yes { return .yes }
    return left == .no && right == .no ? .no : .unverified
  }
}
