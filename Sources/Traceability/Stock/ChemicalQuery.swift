public import Custody

/// A chemical as people ask for it: a name in either language, a CAS number or a UN number.
public struct ChemicalQuery: Sendable {
  /// What was asked.
  public let text: String
  private let texts: Set<String>
  private let unNumbers: Set<String>

  /// Asks for a chemical.
  ///
  /// - Parameter equivalents: other names and numbers of the same chemical, as the register has them.
  public init(_ text: String, equivalents: [String] = []) {
    self.text = text
    let all = ([text] + equivalents).map(SearchText.folded)
    texts = Set(all)
    unNumbers = Set(all.compactMap(SearchText.unNumber))
  }

  /// True when a name, the CAS number or the UN number is the one asked for.
  public func matches(_ chemical: Chemical) -> Bool {
    if let cas = chemical.cas, texts.contains(SearchText.folded(cas)) { return true }
    if let un = chemical.un, unNumbers.contains(un) { return true }
    return chemical.names.contains { texts.contains(SearchText.folded($0)) }
  }
}

extension Chemical {
  /// Its names as declared, one or two.
  public var names: [String] {
    switch name {
    case .plain(let name)?: [name]
    case .bilingual(let zh, let en)?: [zh, en]
    case nil: []
    }
  }
}
