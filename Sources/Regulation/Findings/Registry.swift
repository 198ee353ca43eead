public import Custody
internal import LedgerFormat

/// The register in one place for all who ask for it, so that asking copies nothing.
///
/// And what looking at a name or at a declared chemical told, so that each is looked at once.
public final class Registry {
  /// The most chemicals of which it is remembered what the tables say.
  private static let chemicalsMax = 4_096

  public var register: Register
  /// Which names of parties were looked at, and whether their check character is wrong.
  private var codes: [Identifier: Bool] = [:]
  private var chemicals: [Chemical: ChemicalFacts] = [:]

  /// What the tables alone say of a declared chemical.
  private struct ChemicalFacts {
    let classification: Classification
    /// True where its numbers do not fit their own rules or one another.
    let isDoubtful: Bool

    init(_ chemical: Chemical) {
      classification = Classification(chemical)
      isDoubtful =
        chemical.cas.map(CodeShape.isWrongCASNumber) == true
        || chemical.un.flatMap { EventJudge.inconsistency(of: chemical, un: $0) } != nil
    }
  }

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

  /// True where a chemical's CAS or UN number cannot be right as it is declared.
  func isDoubtful(_ chemical: Chemical) -> Bool { facts(of: chemical).isDoubtful }

  /// What the tables say of a declared chemical, and what the register may call it.
  public func classification(of chemical: Chemical, at time: Instant) -> Classification {
    var classification = facts(of: chemical).classification
    if register.chemicals.count > 0 {
      classification.registeredIDs = register.chemicals(declaredAs: chemical, at: time).map {
        $0.subject.text
      }
    }
    return classification
  }

  private func facts(of chemical: Chemical) -> ChemicalFacts {
    if let known = chemicals[chemical] { return known }
    if chemicals.count == Registry.chemicalsMax { chemicals.removeAll(keepingCapacity: true) }
    let facts = ChemicalFacts(chemical)
    chemicals[chemical] = facts
    return facts
  }
}
