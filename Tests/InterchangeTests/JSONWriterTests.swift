import Foundation
import Interchange
import TestSupport
import Testing

@Suite("JSON is written as RFC 8259 wants it")
struct JSONWriterTests {
  private func text(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test("commas stand between items and nowhere else")
  func commas() {
    let found = text { writer in
      writer.object { writer in
        writer.field("a", 1)
        writer.key("b")
        writer.array([1, 2]) { writer, number in writer.object { $0.field("n", number) } }
        writer.key("c")
        writer.object { _ in }
        writer.key("d")
        writer.null()
        writer.field("e", true)
        writer.field("f", ["x", "y"])
        writer.field("g", nil as String?)
      }
      writer.endLine()
      writer.value("next")
    }
    #expect(
      found
        == #"{"a":1,"b":[{"n":1},{"n":2}],"c":{},"d":null,"e":true,"f":["x","y"]}"# + "\n\"next\"")
  }

  @Test("any text reads back as it was", arguments: 0..<200)
  func textsReadBack(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let letters: [Character] = [
      "a", "\"", "\\", "/", "\n", "\r", "\t", "\u{0}", "\u{1F}", "\u{7F}", "甲", "é", "😀",
      "\u{2028}",
    ]
    let word = String(
      (0..<20).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] })
    let written = text { $0.value([word]) }
    let read = try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String]
    #expect(read.map { $0.map { Array($0.utf8) } } == [Array(word.utf8)])
  }

  @Test("what is not a finite number is null")
  func notFinite() {
    #expect(text { $0.value(Double.nan) } == "null")
    #expect(text { $0.value(-Double.infinity) } == "null")
    #expect(text { $0.value(0.375) } == "0.375")
  }
}
