/// What the columns of a sheet hold, by its header row.
struct SheetHeader {
  enum Column: Equatable {
    case field(EventField)
    /// A remark for people, its name beginning with `#`; not read.
    case remark
    /// Nothing may stand in it.
    case unnamed
    /// A fault of the header.
    case wrong
  }

  /// The columns' names as written.
  let names: [String]
  let columns: [Column]
  let separator: UInt8
  /// What is wrong with the header; with any fault no row can be read.
  let faults: [RowFault]

  /// Comma, tab and semicolon, in the order in which they are tried.
  static let separators: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";"),
  ]

  /// Reads the cells of the header row, which stands in `row` of the sheet.
  ///
  /// - Parameter given: fields that need no column.
  init(_ names: [String], separator: UInt8, row: Int, given: EventFieldSet = []) {
    self.names = names
    self.separator = separator
    var columns: [Column] = []
    var faults: [RowFault] = []
    var firstColumns: [EventField: Int] = [:]
    for (index, name) in names.enumerated() {
      var (column, reason) = SheetHeader.column(named: name)
      if case .field(let field) = column, let first = firstColumns[field] {
        (column, reason) = (.wrong, .duplicateColumn(first: first))
      } else if case .field(let field) = column {
        firstColumns[field] = index + 1
      }
      columns.append(column)
      if let reason {
        faults.append(RowFault(row: row, place: .column(name), value: name, reason: reason))
      }
    }
    guard !firstColumns.isEmpty else {
      // No header at all, such as a title above the table or a file that is no sheet.
      self.columns = columns
      self.faults = [RowFault(row: row, place: .row, value: names.first, reason: .noHeader)]
      return
    }
    var missing = EventFieldRule.always.subtracting(given)
    for field in firstColumns.keys { missing = missing.subtracting([field]) }
    while let field = missing.popFirst() {
      faults.append(
        RowFault(
          row: row, place: .column(field.word.english), field: field, value: nil,
          reason: .missingColumn))
    }
    self.columns = columns
    self.faults = faults
  }

  /// How many columns hold a field: of several separators the one that finds the most is right.
  var fieldCount: Int {
    columns.count { column in
      if case .field = column { true } else { false }
    }
  }

  /// True where the sheet has a column for the field.
  func has(_ field: EventField) -> Bool { columns.contains(.field(field)) }

  /// How the sheet calls a field; its public name where the sheet has no column for it.
  func columnName(of field: EventField) -> String {
    columns.firstIndex(of: .field(field)).map { names[$0] } ?? field.word.english
  }

  /// What a column of a name holds, and what is wrong with the name.
  private static func column(named name: String) -> (Column, FaultReason?) {
    let bare = trimmed(name)
    if bare.isEmpty { return (.unnamed, nil) }
    if bare.hasPrefix("#") { return (.remark, nil) }
    if let field = fields[bare] { return (.field(field), nil) }
    if jsonNames.contains(bare) { return (.wrong, .needsJSONLines) }
    return (.wrong, .unknownColumn(nearest: ColumnHint.nearest(to: bare, among: candidates)))
  }

  /// A name without the white space around it, which nobody sees in a sheet.
  private static func trimmed(_ name: String) -> String {
    var scalars = name.unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }

  /// The columns in the order of their fields.
  private static let sheetFields = EventField.allCases.filter { !$0.needsJSONLines }

  /// All names that columns can have; String compares them by canonical equivalence.
  private static let fields: [String: EventField] = {
    var fields: [String: EventField] = [:]
    for field in sheetFields {
      fields[field.word.english] = field
      fields[field.word.chinese] = field
    }
    return fields
  }()

  private static let candidates = sheetFields.flatMap { [$0.word.english, $0.word.chinese] }

  /// The fields that come by JSON Lines only.
  private static let jsonNames: Set<String> = [
    "owner", "class", "packingGroup", "state", "form", "packages", "chemical", "corrects",
    "replacement", "order", "lots", "register", "subject", "record", "identityNumber",
    "personName",
  ]
}
