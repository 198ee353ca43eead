internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat
internal import Regulation
internal import Traceability

/// Parties as reports show them: the id, and the registered name where there is one.
struct PartyText {
  private var names: [Identifier: String] = [:]

  /// The names that the ledger's register has, in the language of this run.
  init(_ reader: LedgerReader, atSize: UInt64?) throws(LedgerError) {
    let parties = try reader.register(size: atSize).parties
    for party in parties.ids {
      names[party] = parties.entry(party).map { PartyText.name($0.record.name) }
    }
  }

  func text(_ party: Identifier) -> String {
    names[party].map { party.text + " " + $0 } ?? party.text
  }

  func text(_ party: Identifier?) -> String { party.map { text($0) } ?? "" }

  /// A name in the language of this run.
  static func name(_ name: Chemical.Name) -> String {
    switch name {
    case .plain(let name): name
    case .bilingual(let zh, let en): say(zh: zh, en: en)
    }
  }
}
