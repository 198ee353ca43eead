public import Custody
public import LedgerFormat

/// A row of a register's sheet.
public struct RegistrationRow: Sendable {
  public var row: Int
  public var text: RegistrationText
  public var id: Identifier?
  public var time: Instant?
  public var document: Identifier?
  public var note: String?
  public var privateFields: [PrivateField]
  /// How the sheet names its columns.
  var columnNames: [RegistrationField: String]
}

/// Reads a sheet of subjects of the register: a header row, and one subject a row.
///
/// The columns are `subject` (编号), `register` (登记对象) unless it is given, and the fields of the
/// register by their English or Chinese names; lists are split at `|`, and `maxima` are written
/// `CHEMICAL=20 t|CHEMICAL=3 t`. Separators and encodings are those of any sheet.
public struct RegistrationFileReader: ~Copyable {
  /// What a row gave.
  public enum Result: Sendable {
    case row(RegistrationRow)
    case faults([RowFault])
  }

  private let names: [String]
  private let columns: [RegistrationColumn]
  private let register: RegisterKind?
  private let settings: ReadingSettings
  private var window: TextWindow
  private var scanner: CSVScanner
  private var row = 0
  private let registers = WordTable(RegisterKind.allCases.map(\.word))

  /// Begins to read; reads the header row.
  ///
  /// - Parameter register: what the rows register, where the sheet does not say.
  /// - Throws: `InterchangeError.header` with all that is wrong with the header row.
  public init(
    _ source: ByteSource, format: FileFormat, settings: ReadingSettings,
    register: RegisterKind? = nil
  ) throws(InterchangeError) {
    var window = TextWindow(
      try TextSource(
        source, encoding: format.encoding, chunkSizeBytes: TextSource.chunkSizeBytes))
    var firstRow = 0
    var best: (cells: [String], separator: UInt8, end: Int, row: Int)?
    for separator in SheetHeader.separators {
      var scanner = CSVScanner(separator: separator)
      var headerRow = firstRow
      guard let end = try SheetReader.readRecord(&scanner, &window, &headerRow) else {
        throw .empty
      }
      firstRow = headerRow - 1
      let cells = SheetReader.cells(scanner, window)
      if best.map({ cells.count > $0.cells.count }) ?? true {
        best = (cells, separator, end - window.start, headerRow)
      }
    }
    guard let best else { throw .empty }
    row = best.row
    window.advance(at: window.start + best.end)
    let (columns, faults) = RegistrationColumn.columns(
      best.cells, row: best.row, isRegisterGiven: register != nil)
    guard faults.isEmpty else { throw .header(faults) }
    (names, self.columns) = (best.cells, columns)
    self.register = register
    self.settings = settings
    self.window = window
    scanner = CSVScanner(separator: best.separator)
  }

  /// The next row that is not blank; nil at the end of the file.
  public mutating func next() throws(InterchangeError) -> Result? {
    while let end = try SheetReader.readRecord(&scanner, &window, &row) {
      window.advance(at: end)
      let cells = SheetReader.cells(scanner, window)
      if cells.allSatisfy({ $0.trimmingWhiteSpace.isEmpty }) { continue }
      guard cells.count == columns.count else {
        let reason = FaultReason.cellCount(expected: columns.count, found: cells.count)
        return .faults([RowFault(row: row, place: .row, value: nil, reason: reason)])
      }
      return read(cells.map(\.trimmingWhiteSpace))
    }
    return nil
  }

  private func read(_ cells: [String]) -> Result {
    var faults: [RowFault] = []
    var kind = register
    var subject: Identifier?
    var columnNames: [RegistrationField: String] = [:]
    var row = RegistrationRow(
      row: row, text: RegistrationText(kind: .party, subject: ""), privateFields: [],
      columnNames: [:])
    for (index, column) in columns.enumerated() where !cells[index].isEmpty {
      let cell = normalised(cells[index])
      let (number, name) = (self.row, names[index])
      func fault(_ reason: FaultReason) {
        faults.append(
          RowFault(row: number, place: .column(name), value: cell, reason: reason))
      }
      switch column {
      case .register:
        if let number = registers.value(of: cell.utf8.span) {
          kind = RegisterKind.allCases[number]
        } else {
          fault(
            .unknownWord(accepted: registers.words, nearest: registers.nearest(to: cell)))
        }
      case .subject:
        do throws(TextError) {
          try IdentifierRule.checkLot(cell.utf8.span, isBareAllowed: true)
          subject = Identifier(cell)
        } catch { fault(.text(error)) }
      case .event(let field):
        if let reason = RegistrationFileReader.set(field, cell, in: &row, settings) {
          fault(reason)
        }
      case .field(let field):
        columnNames[field] = name
        let parts =
          field.isList ? cell.split(separator: "|").map { String($0).trimmingWhiteSpace } : [cell]
        guard field == .maxima else {
          row.text.values[field] = parts
          continue
        }
        for part in parts {
          guard let equals = part.lastIndex(of: "=") else {
            fault(.listItem)
            continue
          }
          row.text.maxima.append(
            RegistrationText.Maximum(
              chemical: String(part[..<equals]).trimmingWhiteSpace,
              quantity: String(part[part.index(after: equals)...]).trimmingWhiteSpace))
        }
      case .remark, .wrong: break
      }
    }
    for (field, isThere) in [(EventField.register, kind != nil), (.subject, subject != nil)]
    where !isThere && faults.isEmpty {
      faults.append(
        RowFault(
          row: self.row, place: .column(columnName(of: field)), field: field, value: nil,
          reason: .missing(.registration)))
    }
    guard let kind, let subject, faults.isEmpty else { return .faults(faults) }
    row.text.kind = kind
    row.text.subject = subject
    row.columnNames = columnNames
    return .row(row)
  }

  private func columnName(of field: EventField) -> String {
    let wanted = field == .register ? RegistrationColumn.register : .subject
    return columns.firstIndex(of: wanted).map { names[$0] } ?? field.word.english
  }

  private func normalised(_ text: String) -> String { settings.normalise?(text) ?? text }

  /// Takes a cell of the event's own fields; gives what is wrong with it.
  private static func set(
    _ field: EventField, _ cell: String, in row: inout RegistrationRow,
    _ settings: ReadingSettings
  ) -> FaultReason? {
    do throws(TextError) {
      switch field {
      case .id, .document:
        try IdentifierRule.check(cell.utf8.span)
        if field == .id { row.id = Identifier(cell) } else { row.document = Identifier(cell) }
      case .time:
        do throws(TimeFlaw) {
          row.time = try TimeReader.instant(cell.utf8.span, zone: settings.timeZone)
        } catch { return .time(error) }
      default:
        try TextRule.check(cell.utf8.span)
        switch field {
        case .note: row.note = cell
        case .reason: row.text.reason = cell
        case .contact: row.privateFields.append(PrivateField(.contact, .open(cell)))
        case .identityNumber: row.privateFields.append(PrivateField(.identityNumber, .open(cell)))
        default: row.privateFields.append(PrivateField(.personName, .open(cell)))
        }
      }
    } catch { return .text(error) }
    return nil
  }
}

extension RegistrationRow {
  /// What is wrong with fields of the row, each with its column.
  public func rowFaults(_ faults: [RegistrationFault]) -> [RowFault] {
    faults.map { fault in
      RowFault(
        row: row, place: .column(columnNames[fault.field] ?? fault.field.word.english),
        value: fault.value, reason: fault.reason)
    }
  }
}
