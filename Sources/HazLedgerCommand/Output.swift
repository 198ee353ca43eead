internal import Interchange
internal import LedgerStore

/// Writes answers to standard output and complaints to standard error.
enum Output {
  /// Writes lines of text.
  static func lines(_ lines: [String]) {
    StandardStream.output.write(lines.map { VisibleText.of($0) + "\n" }.joined())
  }

  /// Writes names and values in two aligned columns.
  static func pairs(_ pairs: [(name: String, value: String)]) {
    let width = pairs.map { DisplayWidth.of($0.name) }.max() ?? 0
    lines(pairs.map { DisplayWidth.pad($0.name, to: width, alignment: .leading) + "  " + $0.value })
  }

  /// Writes one JSON object and a line feed.
  static func json(_ body: (inout JSONWriter) -> Void) {
    var writer = JSONWriter()
    body(&writer)
    writer.endLine()
    StandardStream.output.write(writer.bytes)
  }

  /// Writes one JSON object with the fields that `body` writes.
  static func object(_ body: (inout JSONWriter) -> Void) {
    json { writer in writer.object(body) }
  }

  /// Tells on standard error what opening a ledger for writing found and did.
  static func report(_ report: OpenReport) {
    let lines = Words.of(report)
    if !lines.isEmpty { complain(lines.map(\.text)) }
  }

  /// Tells a failure on standard error.
  static func complain(_ failure: Bilingual) { complain([failure.text]) }

  /// Writes lines to standard error, the first one after the program's name.
  static func complain(_ lines: [String]) {
    guard let first = lines.first else { return }
    let text = (["hazledger: " + first] + lines.dropFirst()).map { VisibleText.of($0) + "\n" }
      .joined()
    StandardStream.error.write(text)
  }
}
