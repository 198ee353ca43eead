public import Custody
internal import LedgerFormat

/// Finding chemicals by what people write.
extension Register {
  /// The chemicals that have this CAS number at `time`; several, where concentration or form decide.
  public func chemicals(cas: String, at time: Instant? = nil) -> [Registered<ChemicalRecord>] {
    entries(chemicalNames.byCAS[cas], at: time) { $0.chemical.cas == cas }
  }

  /// The chemicals that have this UN number at `time`.
  public func chemicals(un: String, at time: Instant? = nil) -> [Registered<ChemicalRecord>] {
    entries(chemicalNames.byUN[un], at: time) { $0.chemical.un == un }
  }

  /// The chemicals that have this name or alias at `time`; the case of Latin letters is not looked at.
  public func chemicals(named name: String, at time: Instant? = nil) -> [Registered<ChemicalRecord>]
  {
    let wanted = name.lowercased()
    return entries(chemicalNames.byName[wanted], at: time) { record in
      record.names.contains { $0.lowercased() == wanted }
    }
  }

  /// The chemicals that a lot's declaration may mean at `time`: by CAS number, else by UN number, else
  /// by name, and of those the ones whose range has the declared concentration.
  ///
  /// A declaration without a readable concentration fits every range. Several mean that the
  /// declaration does not decide: 需核实.
  public func chemicals(
    declaredAs chemical: Chemical, at time: Instant? = nil
  ) -> [Registered<ChemicalRecord>] {
    var found: [Registered<ChemicalRecord>] = []
    if let cas = chemical.cas { found = chemicals(cas: cas, at: time) }
    if found.isEmpty, let un = chemical.un { found = chemicals(un: un, at: time) }
    if found.isEmpty {
      switch chemical.name {
      case nil: break
      case .plain(let name): found = chemicals(named: name, at: time)
      case .bilingual(let zh, let en):
        found = chemicals(named: zh, at: time)
        if found.isEmpty { found = chemicals(named: en, at: time) }
      }
    }
    guard found.count > 1 || found.first?.record.concentration != nil,
      let declared = chemical.concentration.flatMap({ try? ConcentrationRange($0) })
    else { return found }
    return found.filter { $0.record.concentration?.overlaps(declared) ?? true }
  }

  private func entries(
    _ ids: [Identifier]?, at time: Instant?, where isFitting: (ChemicalRecord) -> Bool
  ) -> [Registered<ChemicalRecord>] {
    var found: [Registered<ChemicalRecord>] = []
    for id in ids ?? [] {
      guard let entry = chemicals.entry(id, at: time), !entry.isRevoked, isFitting(entry.record)
      else { continue }
      found.append(entry)
    }
    return found
  }
}
