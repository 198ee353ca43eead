/// Cuts separated values (RFC 4180) into records and cells, as byte ranges.
///
/// Lines end with CRLF, LF or CR, also mixed in one file; inside quotes they belong to the cell. A
/// quote that does not stand at a cell's start is a plain character. What follows a closing quote
/// before the next separator makes the cell malformed. Cost: one look at each byte.
struct CSVScanner {
  /// A cell of the current record; positions count from the record's first byte.
  struct Cell {
    var start: Int
    var end: Int
    /// True where the text holds doubled quotes, which stand for one.
    var isEscaped = false
    var isMalformed = false
  }

  enum Outcome: Equatable {
    /// A record; the next begins at `end`.
    case record(end: Int)
    /// A line with nothing on it.
    case blank(end: Int)
    /// The record may go on after the window.
    case needsMore
    /// Nothing is left.
    case endOfFile
    /// The file ended inside quotes.
    case openQuote
  }

  let separator: UInt8
  /// How many cells the record has.
  private(set) var count = 0
  /// The cells in which something stands, by their numbers: in a sheet of all kinds most are empty.
  private(set) var filled: [(number: Int, cell: Cell)] = []

  init(separator: UInt8) { self.separator = separator }

  /// All cells; an empty one may be anywhere. For what is seldom asked.
  var cells: [Cell] {
    var cells = [Cell](repeating: Cell(start: 0, end: 0), count: count)
    for (number, cell) in filled { cells[number] = cell }
    return cells
  }

  /// Reads the record at the start of `bytes`, which goes to the end of the file if `isAtEnd`.
  mutating func scan(_ bytes: Span<UInt8>, isAtEnd: Bool) -> Outcome {
    count = 0
    filled.removeAll(keepingCapacity: true)
    var ends = CellEnds(separator: separator)
    guard !bytes.isEmpty else { return isAtEnd ? .endOfFile : .needsMore }
    var position = 0
    while true {
      var cell = Cell(start: position, end: position)
      if position < bytes.count && bytes[position] == UInt8(ascii: "\"") {
        guard let end = CSVScanner.scanQuoted(bytes, &cell, &ends) else {
          return isAtEnd ? .openQuote : .needsMore
        }
        position = end
      } else {
        position = ends.next(bytes, from: position)
        cell.end = position
      }
      // The byte after the cell decides; without one, only the end of the file does.
      guard position < bytes.count || isAtEnd else { return .needsMore }
      if cell.start < cell.end || cell.isMalformed { filled.append((count, cell)) }
      count += 1
      if position == bytes.count { return record(end: position, bytes) }
      let byte = bytes[position]
      position += 1
      if byte == separator { continue }
      if byte == UInt8(ascii: "\r") {
        guard position < bytes.count || isAtEnd else { return .needsMore }
        if position < bytes.count && bytes[position] == UInt8(ascii: "\n") { position += 1 }
      }
      return record(end: position, bytes)
    }
  }

  private func record(end: Int, _ bytes: Span<UInt8>) -> Outcome {
    let isBlank =
      count == 1 && filled.allSatisfy { bytes.isBlank($0.cell.start..<$0.cell.end) }
    return isBlank ? .blank(end: end) : .record(end: end)
  }

  /// Takes the text between quotes and gives where the cell ends; nil where the bytes end first.
  private static func scanQuoted(
    _ bytes: Span<UInt8>, _ cell: inout Cell, _ ends: inout CellEnds
  ) -> Int? {
    cell.start += 1
    var position = cell.start
    while let quote = bytes.firstIndex(of: UInt8(ascii: "\""), from: position) {
      guard quote + 1 < bytes.count, bytes[quote + 1] == UInt8(ascii: "\"") else {
        cell.end = quote
        let end = ends.next(bytes, from: quote + 1)
        cell.isMalformed = end > quote + 1
        return end
      }
      cell.isEscaped = true
      position = quote + 2
    }
    return nil
  }
}

extension Span where Element == UInt8 {
  /// True where nothing but ASCII spaces and tabs stands.
  func isBlank(_ range: Range<Int>) -> Bool {
    for position in range
    where self[position] != UInt8(ascii: " ") && self[position] != UInt8(ascii: "\t") {
      return false
    }
    return true
  }
}
