import TestSupport
import Testing

@testable import Interchange

@Suite("Separated values as RFC 4180 has them")
struct CSVScannerTests {
  /// The cells of all records, with doubled quotes resolved.
  private func records(_ bytes: [UInt8], separator: UInt8) -> [[[UInt8]]] {
    var scanner = CSVScanner(separator: separator)
    var records: [[[UInt8]]] = []
    var start = 0
    while case .record(let end) = scanner.scan(
      bytes.span.extracting(start..<bytes.count), isAtEnd: true)
    {
      records.append(
        scanner.cells.map { cell in
          var text = Array(bytes[start + cell.start..<start + cell.end])
          if cell.isEscaped {
            let end = text.resolveDoubledQuotes(0..<text.count)
            text.removeLast(text.count - end)
          }
          return text
        })
      start += end
    }
    return records
  }

  @Test("any cells, written, read back as they were", arguments: 0..<300)
  func roundTrip(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let letters = ["a", "\"", ",", "\r", "\n", "\r\n", ";", "\t", " ", "甲", ""]
    let columnCount = Int.random(in: 2...5, using: &random)
    let rows = (0..<8).map { _ in
      (0..<columnCount).map { _ in
        (0..<4).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
      }
    }
    var writer = CSVWriter()
    for row in rows { writer.row(row) }
    let read = records(writer.bytes, separator: UInt8(ascii: ","))
    #expect(read == rows.map { $0.map { Array($0.utf8) } })
  }

  @Test("a quote within a cell that is not quoted is a character")
  func plainQuotes() {
    let read = records(Array("5\" pipe,x\n".utf8), separator: UInt8(ascii: ","))
    #expect(read == [[Array("5\" pipe".utf8), Array("x".utf8)]])
  }

  @Test("at every cut of a record the scanner asks for more")
  func cuts() {
    let bytes = Array("a,\"b\"\"c\nd\",e\r\n".utf8)
    for count in 0..<bytes.count {
      var scanner = CSVScanner(separator: UInt8(ascii: ","))
      let outcome = scanner.scan(bytes.span.extracting(first: count), isAtEnd: false)
      #expect(outcome == .needsMore, "\(count)")
    }
  }

  @Test("a lone empty cell is written so that its line is not blank")
  func loneCell() {
    var writer = CSVWriter(hasMark: true)
    writer.row([""])
    #expect(writer.takeBytes() == [0xEF, 0xBB, 0xBF] + Array("\"\"\r\n".utf8))
  }
}
