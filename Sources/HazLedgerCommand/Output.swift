internal import Interchange
internal import LedgerStore

/// Writes answers to standard output and complaints to standard error.
enum Output {
  /// Writes lines of text.
  static func lines(_ lines: [String]) {
    StandardStream.output.write(lines.map { printable($0) + "\n" }.joined())
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
    let text = (["hazledger: " + first] + lines.dropFirst()).map { printable($0) + "\n" }.joined()
    StandardStream.error.write(text)
  }

  /// A line in which everything can be seen: what stands in a file must not steer a terminal, and two names that
  /// differ must not look alike.
  ///
  /// Control characters become U+FFFD; characters without width, and those that turn the direction or end the line,
  /// are written as `<U+202E>`.
  private static func printable(_ line: String) -> String {
    guard line.unicodeScalars.contains(where: { isControl($0) || isInvisible($0) }) else {
      return line
    }
    var text = ""
    for scalar in line.unicodeScalars {
      if isControl(scalar) {
        text += "\u{FFFD}"
      } else if isInvisible(scalar) {
        text += "<U+" + String(scalar.value, radix: 16, uppercase: true) + ">"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }

  /// Source: the Default_Ignorable and Bidi_Control characters of Unicode 16 that names are forged with, the line and
  /// paragraph separators, and the tags.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x180B...0x180F, 0x200B...0x200F, 0x2028...0x202E,
      0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}
