public import LedgerFormat

/// A column that a sheet may have: what it is called, for which kinds of event, and what may stand in it.
public struct SheetColumn: Sendable {
  /// Its name in both languages; a header may use either.
  public let word: Word
  /// The kinds that must have it and the kinds that may, in the order of the model.
  public let neededBy: [BodyKind]
  public let knownBy: [BodyKind]
  /// The words that it accepts, where those are listed.
  public let words: [Word]

  /// The kinds that a sheet can hold.
  public static let kinds: [BodyKind] = BodyKind.allCases.filter { kind in
    EventFieldRule.rule(of: kind) != nil && !kind.needsJSONLines && kind != .handling
  }

  /// All columns in the order of a template; of one kind its own, the needed ones first.
  public static func all(of kind: BodyKind? = nil) -> [SheetColumn] {
    let columns = EventField.allCases.compactMap(SheetColumn.init)
    guard let kind else { return columns }
    let own = columns.filter { $0.knownBy.contains(kind) }
    return own.filter { $0.neededBy.contains(kind) } + own.filter { !$0.neededBy.contains(kind) }
  }

  /// The kind that a word names; nil for one that no sheet holds.
  public static func kind(named word: String) -> BodyKind? {
    kinds.first { kind in
      guard let own = kind.word else { return false }
      return ([own.english, own.chinese] + own.aliases).contains(word)
    }
  }

  private init?(_ field: EventField) {
    let rules = SheetColumn.kinds.compactMap { kind in
      EventFieldRule.rule(of: kind).map { (kind, $0) }
    }
    let known = rules.filter { $0.1.known.contains(field) }.map(\.0)
    guard !field.needsJSONLines, !known.isEmpty else { return nil }
    word = field.word
    knownBy = known
    neededBy = rules.filter { $0.1.needed.contains(field) }.map(\.0)
    let table = EventWords()
    words =
      switch field {
      case .kind: SheetColumn.kinds.compactMap(\.word)
      case .process: table.processes.words
      case .action: table.storageActions.words + table.tradeActions.words
      case .step: table.steps.words
      case .cause: table.causes.words
      case .partial: table.booleans.words
      default: []
      }
  }
}
