public import Custody
internal import LedgerFormat

/// The register in one place for all who ask for it, so that asking copies nothing.
public final class Registry {
  public var register: Register
  /// Which names of parties were looked at, and whether their check character is wrong.
  private var codes: [Identifier: Bool] = [:]

  public init(_ register: Register = Register()) { self.register = register }

  /// True where a party's name is a unified social credit code with a wrong check character.
  ///
  /// Cost: each name is read once.
  func isWrongCode(_ party: Identifier) -> Bool {
    if let known = codes[party] { return known }
    let isWrong = CodeShape.isWrongCreditCode(party)
    codes[party] = isWrong
    return isWrong
  }

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
