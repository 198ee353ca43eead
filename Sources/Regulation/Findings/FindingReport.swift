/// Takes up what a judge found: by which rule, whether that is to be verified, and the finding itself.
///
/// Composing a finding costs more than judging an event. Whoever only counts does not call for it.
/// What is composed does not say yet that it is to be verified.
public typealias FindingReport = (
  _ rule: Rule, _ isUnverified: Bool, _ finding: () -> Finding
) -> Void

extension Rule {
  /// How severe what the rule found is: nothing that is to be verified refuses or warns.
  public func severity(isUnverified: Bool) -> Severity { isUnverified ? .info : severity }
}
