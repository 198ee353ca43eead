public import Custody
internal import LedgerFormat

/// The register in one place for all who ask for it, so that asking copies nothing.
public final class Registry {
  public var register: Register

  public init(_ register: Register = Register()) { self.register = register }

  /// What the tables say of a declared chemical, and what the register may call it.
  public func classification(of chemical: Chemical, at time: Instant) -> Classification {
    var classification = Classification(chemical)
    if register.chemicals.count > 0 {
      classification.registeredIDs = register.chemicals(declaredAs: chemical, at: time).map {
        $0.subject.text
      }
    }
    return classification
  }
}
