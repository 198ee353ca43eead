import LedgerFormat
import TestSupport
import Testing

@Suite("What names have in common")
struct IdentifierPrefixTests {
  private static let long = String(repeating: "批", count: 20)

  @Test("two names have so many bytes in common, of at most 39")
  func commonPrefix() {
    let cases: [(Identifier, Identifier, Int)] = [
      ("", "", 0), ("", "a", 0), ("a", "a", 1), ("ab", "ac", 1), ("abcdefgh", "abcdefgh1", 8),
      ("P/1", "P/1\0", 3), ("一", "丁", 2),
      (Identifier(IdentifierPrefixTests.long), Identifier(IdentifierPrefixTests.long + "x"), 39),
    ]
    for (left, right, count) in cases {
      #expect(left.commonPrefixSizeBytes(right) == count, "\(left) \(right)")
      #expect(right.commonPrefixSizeBytes(left) == count, "\(right) \(left)")
    }
  }

  @Test("the bytes behind a prefix order as the names do")
  func order() {
    #expect(Identifier("abcdefghij").prefixNumber(behind: 0) == 0x6162_6364_6566_6768)
    #expect(Identifier("abcdefghij").prefixNumber(behind: 3) == 0x6465_6667_6869_6A00)
    var generator = SeededGenerator(seed: 7)
    let letters = ["a", "b", "\0", "化", ""]
    for _ in 0..<2_000 {
      func name() -> String {
        let count = Int.random(in: 0...24, using: &generator)
        return (0..<count).map { _ in generator.pick(letters) }.joined()
      }
      let start = name()
      let (left, right) = (Identifier(start + name()), Identifier(start + name()))
      let shared = left.commonPrefixSizeBytes(right)
      for offset in [0, shared / 2, shared] {
        let numbers = (left.prefixNumber(behind: offset), right.prefixNumber(behind: offset))
        if numbers.0 != numbers.1 { #expect((numbers.0 < numbers.1) == (left < right)) }
      }
    }
  }
}
