internal import HazLedger
internal import Interchange

/// Gathers refused rows as a spreadsheet: why, and the cells as they were written.
///
/// Begins with a byte-order mark, so that Excel reads its Chinese. The reasons stand first, so that a row
/// with too few or too many cells shifts none of them; import passes over columns that begin with `#`.
final class RejectsFile {
  /// How a file of rejected rows begins, by which it is known again.
  private static let heading = Array("\u{FEFF}#row,#reason".utf8)

  private let path: String
  private var writer = CSVWriter(hasMark: true)
  private var columns: [String]?

  /// Looks before anything is recorded whether the file may be written.
  ///
  /// An earlier file of rejected rows may be replaced; no other file is, least of all an input.
  init(_ path: String) throws {
    self.path = path
    guard let start = try OutputFile.start(of: path, count: RejectsFile.heading.count) else {
      return
    }
    guard start == RejectsFile.heading else { throw LedgerError.exists(path: path) }
  }

  func add(_ row: RejectedRow) {
    if columns != row.columns {
      writer.row(["#row", "#reason"] + row.columns)
      columns = row.columns
    }
    let reasons = RefusalText.reasons(row.refusal).map(\.text).joined(separator: "; ")
    writer.row([String(row.refusal.row), reasons] + row.cells)
  }

  /// Writes the file; one without refused rows has its heading only.
  func write() throws {
    if columns == nil { writer.row(["#row", "#reason"]) }
    try OutputFile.write(writer.takeBytes(), to: path)
  }
}
