/// Aligned columns for people.
struct Table {
  enum Alignment { case leading, trailing }

  private let columns: [(title: String, alignment: Alignment)]
  private var rows: [[String]] = []
  /// The most rows shown; the rest is counted in a last line.
  var rowsMax = 200

  init(_ columns: [(title: String, alignment: Alignment)]) { self.columns = columns }

  var isEmpty: Bool { rows.isEmpty }

  /// Adds a row of as many cells as there are columns.
  mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "a row has a cell for each column")
    rows.append(cells)
  }

  /// The table's lines, each indented by `indent` spaces.
  func lines(indent: Int = 2) -> [String] {
    let shown = rows.prefix(rowsMax)
    let widths = columns.indices.map { column in
      shown.reduce(DisplayWidth.of(columns[column].title)) {
        max($0, DisplayWidth.of($1[column]))
      }
    }
    let margin = String(repeating: " ", count: indent)
    func line(_ cells: [String]) -> String {
      let padded = columns.indices.map {
        DisplayWidth.pad(cells[$0], to: widths[$0], alignment: columns[$0].alignment)
      }
      var text = margin + padded.joined(separator: "  ")
      while text.last == " " { text.removeLast() }
      return text
    }
    var lines = [line(columns.map(\.title))] + shown.map(line)
    if rows.count > rowsMax {
      let more = rows.count - rowsMax
      lines.append(
        margin
          + say(
            zh: "……另有 \(more) 行(--format json 全部列出)",
            en: "… \(more) more rows (--format json lists all)"))
    }
    return lines
  }
}
