public import Custody
public import LedgerFormat

/// A chemical that a word of the register means.
struct MeantChemical {
  /// Its id in the register; nil where only the tables know it.
  let subject: Identifier?
  let chemical: Chemical
}

extension Register {
  /// The chemicals that a word means: by its id in the register, else by a CAS number, UN number, name or
  /// alias there, else by what the tables call it.
  ///
  /// Several where the word does not decide; none where nothing is called so.
  func chemicals(meantBy word: Identifier) -> [MeantChemical] {
    if let entry = chemicals.entry(word) {
      return [MeantChemical(subject: entry.subject, chemical: entry.record.chemical)]
    }
    let number = word.text.uppercased().hasPrefix("UN") ? String(word.text.dropFirst(2)) : word.text
    for entries in [
      chemicals(cas: word.text), chemicals(un: number), chemicals(named: word.text),
    ] where !entries.isEmpty {
      return entries.map { MeantChemical(subject: $0.subject, chemical: $0.record.chemical) }
    }
    return ChemicalTable.shared.chemicals(called: word.text).map {
      MeantChemical(subject: nil, chemical: $0)
    }
  }

  /// The words of a site's design maxima that mean no chemical, in their order.
  public func unknownChemicals(of site: SiteRecord) -> [Identifier] {
    site.maxima.map(\.chemical).filter { chemicals(meantBy: $0).isEmpty }
  }
}
