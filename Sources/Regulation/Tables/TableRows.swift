/// The rows of an embedded table: comma-separated values with a header.
///
/// The text is the program's own, so that a row that does not fit its header is a programmer's error.
struct TableRows {
  private let columns: [String: Int]
  private let rows: [[String]]

  init(_ text: String) {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n")).map(TableRows.cells)
    let header = lines.removeFirst()
    columns = Dictionary(uniqueKeysWithValues: header.enumerated().map { ($1, $0) })
    precondition(lines.allSatisfy { $0.count == header.count }, "a row has a cell for each column")
    rows = lines
  }

  var count: Int { rows.count }

  /// The header's names in their order.
  var names: [String] { columns.sorted { $0.value < $1.value }.map(\.key) }

  /// A cell; empty where the table says nothing.
  func cell(_ row: Int, _ column: String) -> String {
    guard let position = columns[column] else { preconditionFailure("no column \(column)") }
    return rows[row][position]
  }

  /// The parts of a cell between the separators; none of an empty cell.
  func list(_ row: Int, _ column: String, separator: Character = "|") -> [String] {
    cell(row, column).split(separator: separator).map(String.init)
  }

  /// The cells of a line; a quoted cell may contain commas (RFC 4180).
  private static func cells(_ line: Substring.UTF8View) -> [String] {
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    for byte in line {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        cells.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll(keepingCapacity: true)
      default: cell.append(byte)
      }
    }
    cells.append(String(decoding: cell, as: UTF8.self))
    return cells
  }
}

/// The texts of the embedded tables; each stands in a file of its own below `Data`.
enum TableText {}
