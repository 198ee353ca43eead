public import Custody

/// A chemical as people ask for it: a name in either language, a CAS number or a UN number.
public struct ChemicalQuery: Sendable {
  /// What was asked.
  public let text: String
  private let folded: String
  private let unNumber: String?
  private let isMeant: (@Sendable (Chemical) -> Bool)?

  /// Asks for a chemical.
  ///
  /// - Parameter isMeant: says whether another declaration means the same, as the register knows.
  public init(_ text: String, isMeant: (@Sendable (Chemical) -> Bool)? = nil) {
    self.text = text
    folded = SearchText.folded(text)
    unNumber = SearchText.unNumber(folded)
    self.isMeant = isMeant
  }

  /// True when a name, the CAS number or the UN number is the one asked for.
  public func matches(_ chemical: Chemical) -> Bool {
    if let cas = chemical.cas, SearchText.folded(cas) == folded { return true }
    if let un = chemical.un, un == unNumber { return true }
    return chemical.names.contains { SearchText.folded($0) == folded }
      || (isMeant?(chemical) ?? false)
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
