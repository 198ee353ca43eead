internal import Custody
internal import LedgerFormat
internal import Regulation
internal import Traceability

/// What the register adds to a question: the party, the chemical that people mean by a name.
struct RegisteredNames: Sendable {
  let register: Register

  /// The party that is meant: an id as it is, else the only party of that registered name.
  func party(_ name: Identifier) -> Identifier {
    if register.parties.entry(name) != nil { return name }
    let wanted = SearchText.folded(name.text)
    var found: [Identifier] = []
    for (party, names) in partyNames
    where names.contains(where: { SearchText.folded($0) == wanted }) {
      found.append(party)
    }
    return found.count == 1 ? found[0] : name
  }

  /// The query, which then also finds lots by the aliases and other names of registered chemicals.
  func chemical(_ query: ChemicalQuery) -> ChemicalQuery {
    let folded = SearchText.folded(query.text)
    var meant = register.chemicals(named: query.text) + register.chemicals(named: folded)
    meant += register.chemicals(cas: folded)
    if let un = SearchText.unNumber(folded) { meant += register.chemicals(un: un) }
    let ids = Set(meant.map(\.subject))
    guard !ids.isEmpty else { return query }
    let register = self.register
    return ChemicalQuery(query.text) { chemical in
      register.chemicals(declaredAs: chemical).contains { ids.contains($0.subject) }
    }
  }

  /// The selection with what its party and chemical mean.
  func resolved(_ selection: StockSelection) -> StockSelection {
    var selection = selection
    selection.party = selection.party.map(party)
    selection.chemical = selection.chemical.map(chemical)
    return selection
  }

  /// The registered names of parties, by id.
  var partyNames: [Identifier: [String]] {
    var names: [Identifier: [String]] = [:]
    for party in register.parties.ids {
      names[party] = register.parties.entry(party)?.record.name.all
    }
    return names
  }

  /// A licence that a party had at a time and that lets it have the chemical; nil where there is none.
  func licence(of party: Identifier, for chemical: Chemical?, at time: Instant) -> Identifier? {
    var number: Identifier?
    register.licences.forEach(of: StreamKey(kind: .party, id: party), at: time) { state in
      guard number == nil, state.isValid, RegisteredNames.kinds.contains(state.licence.record.kind)
      else { return }
      if isInScope(chemical, state.licence.record.scope, at: time) {
        number = state.licence.subject
      }
    }
    return number
  }

  /// The licences by which a party may have chemicals that it did not get through the ledger.
  private static let kinds: Set<LicenceRecord.Kind> = [
    .safeProduction, .safeUse, .trade, .port, .toxicPurchase, .explosivePrecursor,
    .drugPrecursorPurchase, .hazardousWaste, .civilExplosive,
  ]

  private func isInScope(_ chemical: Chemical?, _ scope: [String], at time: Instant) -> Bool {
    guard !scope.isEmpty else { return true }
    guard let chemical else { return false }
    let own = [chemical.cas, chemical.un, chemical.hazardClass].compactMap { $0 } + chemical.names
    let registered = register.chemicals(declaredAs: chemical, at: time).map(\.subject.text)
    return scope.contains { (own + registered).contains($0) }
  }
}

extension Chemical.Name {
  /// The one name, or the Chinese and the English one.
  var all: [String] {
    switch self {
    case .plain(let name): [name]
    case .bilingual(let zh, let en): [zh, en]
    }
  }
}
