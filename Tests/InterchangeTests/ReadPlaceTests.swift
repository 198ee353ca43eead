import Custody
import TestSupport
import Testing

@testable import Interchange

@Suite("Rows read one after another into one place")
struct ReadPlaceTests {
  /// A full and a sparse event of every kind, and rows with faults.
  private static let lines = [
    #"{"id":"1","kind":"production","time":"2026-01-01T08:00:00Z","party":"P","site":"S","note":"n","document":"D","owner":"O","process":"react","outputs":[{"lot":"B1","quantity":"1 t","content":"3 kg","chemical":{"name":"甲苯","cas":"108-88-3"}},{"lot":"B2","quantity":"2 t"}],"inputs":[{"lot":"P/B0","quantity":"4 t"}],"loss":"1 kg","from":"F","handler":"王海涛","checker":"a name longer than fifteen bytes"}"#,
    #"{"id":"2","kind":"production","time":"2026-01-01T08:00:00Z","party":"P","process":"produce","outputs":[{"lot":"B3","quantity":"1 t"}]}"#,
    #"{"id":"3","kind":"storage","time":"2026-01-01T08:00:00Z","party":"P","action":"move","lot":"P/B1","quantity":"1 t","toSite":"T","reason":"\u7406\u7531"}"#,
    #"{"id":"4","kind":"storage","time":"2026-01-01T08:00:00Z","party":"P","action":"in","lot":"P/B1","quantity":"1 t","contact":"c"}"#,
    #"{"id":"5","kind":"trade","time":"2026-01-01T08:00:00Z","party":"P","action":"sale","goods":[{"lot":"B1","quantity":"1 kg"},{"lot":"B2","quantity":"2 kg"}],"counterparty":"A/S","purpose":"用途","agent":"李四"}"#,
    #"{"id":"6","kind":"consignment","time":"2026-01-01T08:00:00Z","party":"P","consignment":"Y","consignee":"Q","carrier":"T","goods":[{"lot":"B1","quantity":"1 kg","packages":"12 drums"}],"toSite":"S"}"#,
    #"{"id":"7","kind":"transport","time":"2026-01-01T08:00:00Z","party":"T","consignment":"Y","step":"load","vehicle":"京A12345","driver":"张三","escort":"李四","goods":[{"lot":"B1","quantity":"1 kg"}],"partial":true}"#,
    #"{"id":"8","kind":"transport","time":"2026-01-01T08:00:00Z","party":"T","consignment":"Y","step":"position","place":"G104"}"#,
    #"{"id":"9","kind":"use","time":"2026-01-01T08:00:00Z","party":"P","lot":"B1","quantity":"1 kg","purpose":"p"}"#,
    #"{"id":"10","kind":"disposal","time":"2026-01-01T08:00:00Z","party":"P","lot":"B1","quantity":"1 kg","method":"m"}"#,
    #"{"id":"11","kind":"loss","time":"2026-01-01T08:00:00Z","party":"P","lot":"B1","quantity":"1 kg","cause":"theft","consignment":"Y"}"#,
    #"{"id":"12","kind":"correction","time":"2026-01-01T08:00:00Z","party":"P","corrects":{"id":"9"},"reason":"r","replacement":{"id":"9","kind":"use","time":"2026-01-01T08:00:00Z","party":"P","lot":"B1","quantity":"2 kg","purpose":"p","handler":"h"}}"#,
    #"{"id":"13","kind":"order","time":"2026-01-01T08:00:00Z","party":"R","document":"D","order":"hold","lots":["P/B1","P/B2"]}"#,
    #"{"id":"14","kind":"use","time":"2026-01-01T08:00:00Z","party":"P","lot":"B1","quantity":"1 kilo","purpose":"p"}"#,
    #"{"id":"15","kind":"production","time":"yesterday","party":"P","note":"left over","process":"react","outputs":[]}"#,
    #"[1, 2]"#, #"{"id": no json"#,
  ]

  @Test("what one row left there is not in the next", arguments: 0..<60)
  func places(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let lines = (0..<40).map { _ in ReadPlaceTests.lines.randomElement(using: &random)! }
    let bytes = Array(lines.joined(separator: "\n").utf8)
    let format = FileFormat(encoding: .utf8, shape: .jsonLines)
    var own = try EventFileReader(ByteSource(bytes: bytes), format: format)
    var shared = try EventFileReader(ByteSource(bytes: bytes), format: format)
    var place = Event.unread
    var count = 0
    while let expected = try own.next() {
      let row = try #require(try shared.next(into: &place))
      #expect(RowResult(row, place) == expected)
      count += 1
    }
    #expect(try shared.next(into: &place) == nil)
    #expect(count > 30)
  }

  @Test("eight bytes are marked where one looked at alone would be", arguments: 0..<200)
  func marks(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    // Neighbours of what is looked for, by one and by the highest bit.
    let near: [UInt8] = [0x00, 0x1F, 0x20, 0x2B, 0x2C, 0x2D, 0x7F, 0x80, 0xAC, 0xFF]
    let text = (0..<Int.random(in: 1...11, using: &random)).map { _ in
      near.randomElement(using: &random)!
    }
    let eight = EightBytes(text.span, at: 0)
    let padded = text + [UInt8](repeating: 0, count: 8)
    var commas: UInt64 = 0
    var controls: UInt64 = 0
    for position in 0..<8 {
      if padded[position] == 0x2C { commas |= 0x80 << UInt64(8 * position) }
      if padded[position] < 0x20 { controls |= 0x80 << UInt64(8 * position) }
    }
    #expect(eight.marks(of: 0x2C) == commas)
    #expect(eight.controlMarks == controls)
    let isPlain = text.allSatisfy { (0x20..<0x7F).contains($0) }
    #expect(text.span.isPlain == isPlain)
  }
}
