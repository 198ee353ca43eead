internal import Custody
internal import LedgerFormat

/// Which chemicals were ever registered under a CAS number, a UN number or a name.
struct ChemicalNames: Sendable {
  private(set) var byCAS: [String: [Identifier]] = [:]
  private(set) var byUN: [String: [Identifier]] = [:]
  /// By names and aliases without regard to the case of Latin letters.
  private(set) var byName: [String: [Identifier]] = [:]

  mutating func add(_ record: ChemicalRecord, id: Identifier) {
    if let cas = record.chemical.cas { ChemicalNames.add(id, to: &byCAS[cas, default: []]) }
    if let un = record.chemical.un { ChemicalNames.add(id, to: &byUN[un, default: []]) }
    for name in record.names {
      ChemicalNames.add(id, to: &byName[name.lowercased(), default: []])
    }
  }

  private static func add(_ id: Identifier, to ids: inout [Identifier]) {
    if !ids.contains(id) { ids.append(id) }
  }
}

extension ChemicalRecord {
  /// All names: in Chinese, in English, and the aliases.
  var names: [String] {
    switch chemical.name {
    case nil: aliases
    case .plain(let name): [name] + aliases
    case .bilingual(let zh, let en): [zh, en] + aliases
    }
  }
}
