internal import Custody

/// Reads the rows of a sheet of separated values.
struct SheetReader: ~Copyable {
  let header: SheetHeader
  private var window: TextWindow
  private var scanner: CSVScanner
  private var builder: EventBuilder
  /// The row that was read last.
  private var row = 0
  /// The row's text with its doubled quotes resolved, where it has some.
  private var resolved: [UInt8] = []
  /// What fills in the fields that a short sheet leaves out.
  private var completion: SheetCompletion
  private let isShort: Bool

  /// Reads the header row.
  init(
    _ text: consuming TextSource, settings: ReadingSettings
  ) throws(InterchangeError) {
    var window = TextWindow(text)
    var row = 0
    let header = try SheetReader.readHeader(&window, &row, given: settings.givenFields)
    guard header.faults.isEmpty else { throw .header(header.faults) }
    self.header = header
    self.window = window
    self.row = row
    scanner = CSVScanner(separator: header.separator)
    builder = EventBuilder(settings, isSheet: true)
    completion = SheetCompletion(header, settings)
    isShort = SheetCompletion.isNeeded(header, settings)
  }

  /// Reads the next row that is not blank, its event into `event`; nil at the end of the file.
  mutating func next(into event: inout Event) throws(InterchangeError) -> ReadRow? {
    while let end = try SheetReader.readRecord(&scanner, &window, &row) {
      window.advance(at: end)
      builder.removeAll()
      if scanner.count != header.columns.count {
        let reason = FaultReason.cellCount(
          expected: header.columns.count, found: scanner.count)
        if isEmptyRow { continue }
        return ReadRow([RowFault(row: row, place: .row, value: nil, reason: reason)], row: row)
      }
      var faults = fillDraft()
      if builder.draft.present.isEmpty && faults.isEmpty { continue }
      let isBuilt = SheetReader.buildEvent(
        &builder, window, &resolved, &completion, isShort: isShort, into: &event)
      addRowFaults(to: &faults)
      guard isBuilt, faults.isEmpty else { return ReadRow(faults, row: row) }
      return ReadRow(row: row, warnings: rowWarnings())
    }
    return nil
  }

  /// The cells of the row that was read last, as the sheet shows them.
  func currentCells() -> [String] { SheetReader.cells(scanner, window) }
}

// MARK: Records

extension SheetReader {
  /// Reads the record that follows, over blank lines, and gives where it ends; nil at the end of the
  /// file. The window then begins at the record.
  static func readRecord(
    _ scanner: inout CSVScanner, _ window: inout TextWindow, _ row: inout Int
  ) throws(InterchangeError) -> Int? {
    window.drop()
    while true {
      let outcome = scanner.scan(
        window.bytes.span.extracting(window.start..<window.bytes.count),
        isAtEnd: window.isAtEnd)
      switch outcome {
      case .record(let end):
        row += 1
        try window.checkSize(end, row: row)
        return window.start + end
      case .blank(let end):
        row += 1
        window.advance(at: window.start + end)
        window.drop()
      case .needsMore: try window.grow(row: row + 1)
      case .endOfFile: return nil
      case .openQuote: throw .openQuote(row: row + 1)
      }
    }
  }

  /// Reads the header row with the separator under which it names the most fields.
  private static func readHeader(
    _ window: inout TextWindow, _ row: inout Int, given: EventFieldSet
  ) throws(InterchangeError) -> SheetHeader {
    var best: (header: SheetHeader, end: Int)?
    for separator in SheetHeader.separators {
      var scanner = CSVScanner(separator: separator)
      var headerRow = row
      guard let end = try readRecord(&scanner, &window, &headerRow) else { throw .empty }
      let header = SheetHeader(
        cells(scanner, window), separator: separator, row: headerRow, given: given)
      // The blank lines before the header are gone after the first look.
      row = headerRow - 1
      if best.map({ header.fieldCount > $0.header.fieldCount }) ?? true {
        best = (header, end - window.start)
      }
    }
    guard let best else { throw .empty }
    row += 1
    window.advance(at: window.start + best.end)
    return best.header
  }

  /// True for a row without any text, such as a spreadsheet leaves for a cleared one.
  private var isEmptyRow: Bool {
    scanner.filled.allSatisfy { $0.cell.start == $0.cell.end }
  }

  /// The text of a record's cells.
  static func cells(_ scanner: CSVScanner, _ window: borrowing TextWindow) -> [String] {
    scanner.cells.map { cell in
      let text = String(
        decoding: window.bytes[window.start + cell.start..<window.start + cell.end],
        as: UTF8.self)
      guard cell.isEscaped else { return text }
      var isQuoteBefore = false
      var plain = String.UnicodeScalarView()
      for scalar in text.unicodeScalars {
        isQuoteBefore = scalar == "\"" && !isQuoteBefore
        if scalar != "\"" || isQuoteBefore { plain.append(scalar) }
      }
      return String(plain)
    }
  }
}

// MARK: Events

extension SheetReader {
  /// Fills the draft with the row's cells, and gives what is wrong with cells as such.
  private mutating func fillDraft() -> [RowFault] {
    var faults: [RowFault] = []
    let first = window.start
    for (index, cell) in scanner.filled {
      if cell.isMalformed, faults.count < RowFault.countMax {
        faults.append(fault(.textAfterQuote, cell, column: index))
      }
      if window.bytes[first + cell.start] <= UInt8(ascii: " "),
        window.bytes.span.isBlank(first + cell.start..<first + cell.end)
      {
        continue
      }
      switch header.columns[index] {
      case .field(let field):
        builder.draft.set(
          field, TextRange(start: cell.start, end: cell.end, isEscaped: cell.isEscaped))
      case .unnamed where faults.count < RowFault.countMax:
        faults.append(fault(.columnWithoutName, cell, column: index))
      case .unnamed, .remark, .wrong: break
      }
    }
    return faults
  }

  /// A fault of a cell as such.
  private func fault(_ reason: FaultReason, _ cell: CSVScanner.Cell, column: Int) -> RowFault {
    let name = header.names[column]
    let place = RowFault.Place.column(name.isEmpty ? "\(column + 1)" : name)
    let value = window.bytes.span.shortened(window.start + cell.start..<window.start + cell.end)
    return RowFault(row: row, place: place, value: value, reason: reason)
  }

  /// Takes its parts one by one, since a span of one borrows all of `self`.
  private static func buildEvent(
    _ builder: inout EventBuilder, _ window: borrowing TextWindow, _ resolved: inout [UInt8],
    _ completion: inout SheetCompletion, isShort: Bool, into event: inout Event
  ) -> Bool {
    guard builder.draft.hasEscapes || isShort else {
      return builder.build(
        window.bytes.span.extracting(window.start..<window.nextStart), into: &event)
    }
    resolved.removeAll(keepingCapacity: true)
    resolved.append(contentsOf: window.bytes[window.start..<window.nextStart])
    for index in builder.draft.texts.indices where builder.draft.texts[index].isEscaped {
      let text = builder.draft.texts[index]
      builder.draft.texts[index].end = resolved.resolveDoubledQuotes(text.start..<text.end)
    }
    if isShort { completion.complete(&builder.draft, &resolved) }
    guard builder.build(resolved.span, into: &event) else { return false }
    if isShort { completion.identify(&event) }
    return true
  }

  private func addRowFaults(to faults: inout [RowFault]) {
    for fault in builder.faults {
      let place = fault.field.map { RowFault.Place.column(header.columnName(of: $0)) } ?? .row
      faults.append(
        RowFault(
          row: row, place: place, field: fault.field, value: fault.value, reason: fault.reason))
    }
  }

  private func rowWarnings() -> [RowWarning] {
    var warnings: [RowWarning] = []
    for warning in builder.warnings {
      warnings.append(
        RowWarning(
          row: row, place: .column(header.columnName(of: warning.path.field)),
          field: warning.path.field, value: warning.value, reason: warning.reason))
    }
    return warnings
  }
}

extension [UInt8] {
  /// Makes one quote of every two in a range, in place, and gives where the text then ends.
  mutating func resolveDoubledQuotes(_ range: Range<Int>) -> Int {
    var source = range.lowerBound
    var target = range.lowerBound
    while source < range.upperBound {
      let byte = self[source]
      self[target] = byte
      target += 1
      source += byte == UInt8(ascii: "\"") ? 2 : 1
    }
    return target
  }
}
