internal import HazLedger
internal import Interchange

/// Writes refused rows to a file that is imported again once they are mended.
///
/// Of a sheet a sheet: the reasons in columns that begin with `#`, and the cells as they were written. It
/// begins with a byte-order mark, so that Excel reads its Chinese, and the reasons stand first, so that a
/// row with too few or too many cells shifts none of them. Of JSON Lines JSON Lines: each event as it was
/// written, with the reasons in keys that begin with `#`. Import passes over such columns and keys.
/// Rows are written as they come, so that memory does not grow with their number, to a file beside the
/// one named, which takes its name at the end.
final class RejectsFile {
  /// How a sheet of rejected rows begins, by which it is known again.
  private static let sheetHeading = Array("\u{FEFF}#row,#reason".utf8)
  /// The same of JSON Lines.
  private static let linesHeading = Array("{\"#row\":".utf8)
  /// The bytes that are held before they are written.
  private static let bufferSizeBytes = 1 << 16

  private let file: GrowingFile
  private var buffer: [UInt8] = []
  private var sheet = CSVWriter(hasMark: true)
  private var columns: [String]?
  /// Whether the first refused row was one of JSON Lines, which decides how all are written.
  private var isLines = false

  /// Looks before anything is recorded whether the file may be written.
  ///
  /// An earlier file of rejected rows may be replaced; no other file is, least of all an input.
  init(_ path: String) throws {
    let heading = RejectsFile.sheetHeading
    if let start = try OutputFile.start(of: path, count: heading.count) {
      let isOfRejects = start == heading || start.starts(with: RejectsFile.linesHeading)
      guard isOfRejects else { throw LedgerError.exists(path: path) }
    }
    file = try GrowingFile(path)
  }

  /// Adds a refused row.
  func add(_ row: RejectedRow) throws(LedgerError) {
    let isFirst = columns == nil
    if isFirst { isLines = RejectedLine.isLine(row) }
    if isLines {
      columns = row.columns
      RejectedLine(row, reasons: reasons(row)).append(to: &buffer)
    } else {
      // Of a row that was rejected before only the newest reason is of use.
      let remarks = row.columns.starts(with: ["#row", "#reason"]) ? 2 : 0
      if columns != row.columns {
        sheet.row(["#row", "#reason"] + row.columns.dropFirst(remarks))
        columns = row.columns
      }
      sheet.row([String(row.refusal.row), reasons(row)] + row.cells.dropFirst(remarks))
      buffer.append(contentsOf: sheet.takeBytes())
    }
    if buffer.count >= RejectsFile.bufferSizeBytes { try flush() }
  }

  /// Gives the file its name; one without refused rows has a sheet's heading only.
  func finish() throws(LedgerError) {
    if columns == nil {
      sheet.row(["#row", "#reason"])
      buffer = sheet.takeBytes()
    }
    try flush()
    try file.finish()
  }

  private func flush() throws(LedgerError) {
    try file.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private func reasons(_ row: RejectedRow) -> String {
    RefusalText.reasons(row.refusal).map(\.text).joined(separator: "; ")
  }
}
