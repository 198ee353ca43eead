/// Writes an answer as a sheet that Excel opens: UTF-8 with a byte-order mark, CRLF, one header row.
///
/// What a spreadsheet would take for a formula is written as text: whoever names a lot `=cmd|…` must not
/// run anything on the machine of whoever opens the sheet. Source: OWASP, CSV Injection. What cannot be seen is
/// written so that it can (`VisibleText`); JSON has every name as it is recorded.
public struct AnswerSheet: Sendable {
  private var writer = CSVWriter(hasMark: true)
  private let columnCount: Int

  /// Makes a sheet and writes its header.
  public init(_ columns: [String]) {
    columnCount = columns.count
    writer.row(columns)
  }

  /// Writes a row of as many cells as there are columns.
  public mutating func row(_ cells: [String]) {
    precondition(cells.count == columnCount, "a row has a cell for each column")
    writer.row(cells.map { VisibleText.of(AnswerSheet.harmless($0)) })
  }

  /// Hands over the bytes written so far and keeps writing after them.
  public mutating func takeBytes() -> [UInt8] { writer.takeBytes() }

  /// The cell with an apostrophe before it where it begins as a formula does and is no number.
  static func harmless(_ cell: String) -> String {
    guard let first = cell.utf8.first else { return cell }
    let begins: [UInt8] = [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D]
    let isFullWidth = cell.unicodeScalars.first.map {
      [0xFF1D, 0xFF0B, 0xFF0D, 0xFF20].contains($0.value)
    }
    guard begins.contains(first) || isFullWidth == true else { return cell }
    return isNumber(cell) ? cell : "'" + cell
  }

  /// True for a minus sign or none, digits, and for decimals a point and digits.
  private static func isNumber(_ cell: String) -> Bool {
    let digits = cell.utf8.first == 0x2D ? cell.utf8.dropFirst() : Substring(cell).utf8
    let parts = digits.split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
  }
}
