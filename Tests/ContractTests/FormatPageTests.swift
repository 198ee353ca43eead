import Foundation
import LedgerFormat
import Testing

@Suite("The page on the format")
struct FormatPageTests {
  static func file(_ path: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func page() throws -> [Substring] {
    try file("Sources/LedgerFormat/LedgerFormat.docc/Format.md").split(separator: "\n")
  }

  @Test("spells out an entry of the golden ledger, byte for byte")
  func workedExample() throws {
    let page = try FormatPageTests.page()
    let start = try #require(page.firstIndex { $0.hasPrefix("    87 ") })
    let end = try #require(page[start...].firstIndex { $0.hasPrefix("    leaf hash ") })
    // The bytes stand in the first 46 columns, their meaning behind them.
    let digits = page[start..<end].joined(separator: "\n").split(separator: "\n").map { line in
      line.prefix(46).prefix { $0.isHexDigit || $0 == " " }.filter { $0 != " " }
    }.joined()
    let leafHash = try #require(page[end].split(separator: " ").last)
    let vectors = try FormatPageTests.file("Tests/LedgerFormatTests/Vectors/ledger.txt")
    #expect(vectors.split(separator: "\n").contains { $0 == "entry 10 \(leafHash) \(digits)" })
    for line in ["key ", "committed "] {
      let vector = try #require(vectors.split(separator: "\n").first { $0.hasPrefix(line) })
      let value = vector.dropFirst(line.count)
      let isOnPage = page.contains { $0.filter { $0 != " " }.contains(value) }
      #expect(isOnPage, "\(line)")
    }
  }

  @Test("has the limits of the program")
  func limits() throws {
    let rows: [(String, Int)] = [
      ("entry", Limits.entrySizeBytesMax), ("body", Limits.eventSizeBytesMax),
      ("identifier", Limits.identifierSizeBytesMax), ("lot `PARTY/BATCH`", Limits.lotSizeBytesMax),
      ("text", Limits.textSizeBytesMax), ("different lots in an event", Limits.lotsPerEventMax),
      ("instant", Int(Limits.instantMax)), ("nesting", Limits.depthMax),
      ("entries of a segment", Int(Layout.entriesPerSegment)),
    ]
    let page = try FormatPageTests.page()
    for (name, limit) in rows {
      let row = try #require(page.last { $0.hasPrefix("| \(name) | ") }, "\(name)")
      let digits = row.dropFirst("| \(name) | ".count).filter { $0 != "," }
        .prefix(while: \.isNumber)
      #expect(Int(digits) == limit, "\(name)")
    }
  }
}
