internal import Interchange

/// One table of an answer, shown as aligned text or written as a sheet.
///
/// The text leaves out columns that are empty in all rows, for a wide table is hard to read; the sheet
/// has all of them, for a program reads it.
struct ReportTable {
  /// A column: its title, and whether it holds figures.
  struct Column {
    var title: String
    var alignment = Table.Alignment.leading
    /// True for figures with a unit: the text shows both, the sheet the figure alone.
    var isQuantity = false
  }

  let columns: [Column]
  private(set) var rows: [[String]] = []
  /// What cells of quantities count as empty.
  private static let zero = "0"

  init(_ columns: [Column]) { self.columns = columns }

  var isEmpty: Bool { rows.isEmpty }

  mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "a row has a cell for each column")
    rows.append(cells)
  }

  /// Aligned lines; columns whose cells are all empty, or all zero, are left out.
  func lines(rowsMax: Int = 1_000) -> [String] {
    let shown = columns.indices.filter { column in
      rows.contains { row in
        !row[column].isEmpty && !ReportTable.isZero(row[column], columns[column])
      }
    }
    var table = Table(shown.map { (columns[$0].title, columns[$0].alignment) })
    table.rowsMax = rowsMax
    for row in rows { table.add(shown.map { row[$0] }) }
    return table.lines()
  }

  private static func isZero(_ cell: String, _ column: Column) -> Bool {
    column.isQuantity && (cell == zero || cell.hasPrefix(zero + " "))
  }
}

extension ReportTable.Column {
  static func words(_ chinese: String, _ english: String) -> ReportTable.Column {
    ReportTable.Column(title: say(zh: chinese, en: english))
  }

  static func figures(_ chinese: String, _ english: String) -> ReportTable.Column {
    ReportTable.Column(title: say(zh: chinese, en: english), alignment: .trailing, isQuantity: true)
  }
}
