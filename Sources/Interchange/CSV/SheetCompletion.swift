internal import Custody
internal import LedgerFormat

/// Fills in what a short sheet leaves out: columns that would say the same in every row, and ids.
///
/// An id that is left out is made of what the row says, however it is written, so that the same sheet
/// read again gives the same events, also after a spreadsheet saved its dates and units anew; of rows
/// that say the same the second is `…-2`. Memory: 16 bytes or so for every row whose id is made.
struct SheetCompletion: ~Copyable {
  private let given: [(field: EventField, text: [UInt8])]
  private let makesIDs: Bool
  private var counts: [UInt64: UInt32] = [:]
  private var hasher = LedgerFormat.Hasher()

  /// False for a sheet that has every column itself.
  static func isNeeded(_ header: SheetHeader, _ settings: ReadingSettings) -> Bool {
    let isGiven = settings.absentColumns.keys.contains { !header.has($0) }
    return isGiven || (settings.makesIDs && !header.has(.id))
  }

  init(_ header: SheetHeader, _ settings: ReadingSettings) {
    given = settings.absentColumns.filter { !header.has($0.key) }
      .sorted { $0.key.rawValue < $1.key.rawValue }
      .map { ($0.key, Array($0.value.utf8)) }
    makesIDs = settings.makesIDs && !header.has(.id)
  }

  /// Adds the fields that the row lacks to the draft, and their texts to `bytes`.
  mutating func complete(_ draft: inout EventDraft, _ bytes: inout [UInt8]) {
    for (field, text) in given {
      draft.set(field, TextRange(start: bytes.count, end: bytes.count + text.count))
      bytes.append(contentsOf: text)
    }
    guard makesIDs else { return }
    // Replaced when the event is made: the id follows from the values.
    draft.set(.id, TextRange(start: bytes.count, end: bytes.count + 1))
    bytes.append(UInt8(ascii: "0"))
  }

  /// Gives an event that was made of a completed row its id: twenty hexadecimal digits of the SHA-256 of
  /// what the row says.
  mutating func identify(_ event: inout Event) {
    guard makesIDs else { return }
    let digits = hasher.digest(RowIdentity(event).message.span).hex.prefix(20)
    let count = counts[UInt64(digits.prefix(16), radix: 16) ?? 0, default: 0] + 1
    counts[UInt64(digits.prefix(16), radix: 16) ?? 0] = count
    event.id = Identifier(count == 1 ? String(digits) : "\(digits)-\(count)")
  }
}
