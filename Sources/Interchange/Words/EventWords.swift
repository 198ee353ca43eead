internal import Custody
internal import LedgerFormat

/// The tables by which a builder reads the words of events.
struct EventWords: Sendable {
  let kindValues = BodyKind.allCases.filter(\.isTrade)
  let kinds: WordTable
  /// The kinds that files may have, for what a message says is accepted.
  let importedKinds: WordTable
  /// Those of them that a sheet can hold.
  let sheetKinds: WordTable
  let processes = WordTable(Production.Process.allCases.map(\.word))
  let storageActions = WordTable(Storage.Action.allCases.map(\.word))
  let tradeActions = WordTable(Trade.Action.allCases.map(\.word))
  let steps = WordTable(TransportStep.allCases.map(\.word))
  let registers = WordTable(RegisterKind.allCases.map(\.word))
  let orders = WordTable(Order.Action.allCases.map(\.word))
  let handlingActions = WordTable(Handling.Action.allCases.map(\.word))
  let causes = WordTable(Loss.Cause.allCases.map(\.word))
  /// `true`, then `false`.
  let booleans = WordTable([Word("true", "是"), Word("false", "否")])

  init() {
    kinds = WordTable(kindValues.compactMap(\.word))
    let imported = kindValues.filter { EventFieldRule.rule(of: $0) != nil }
    importedKinds = WordTable(imported.compactMap(\.word))
    sheetKinds = WordTable(imported.filter { !$0.needsJSONLines }.compactMap(\.word))
  }
}
