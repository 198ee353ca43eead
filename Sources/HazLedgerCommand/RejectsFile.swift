internal import HazLedger
internal import Interchange

/// Gathers refused rows as a spreadsheet: the cells as they were written, and why.
///
/// Begins with a byte-order mark, so that Excel reads its Chinese.
final class RejectsFile {
  private let path: String
  private var writer = CSVWriter(hasMark: true)
  private var columns: [String]?

  init(_ path: String) { self.path = path }

  func add(_ row: RejectedRow) {
    if columns != row.columns {
      writer.row(row.columns + ["#row", "#reason"])
      columns = row.columns
    }
    let reasons = RefusalText.reasons(row.refusal).map(\.text).joined(separator: "; ")
    writer.row(row.cells + [String(row.refusal.row), reasons])
  }

  /// Writes the file; one without refused rows has a mark and nothing else.
  func write() throws {
    try OutputFile.write(writer.takeBytes(), to: path)
  }
}
