import LedgerFormat
import Testing

@testable import Regulation

@Suite("Words of rules, looked for in names")
struct RuleWordsTests {
  static let words = ["快递", "速递", "Express", "Courier", "邮政"]

  @Test(
    "A word is found wherever it stands, and nowhere else",
    arguments: [
      ("顺丰快递", true), ("快", false), ("快快递", true), ("Expres", false),
      ("An Express parcel", true), ("express", false), ("EExpress", true),
      ("91360423MA300000C", false), ("中国邮政集团", true), ("邮", false), ("", false),
    ])
  func finds(name: String, isThere: Bool) {
    let words = RuleWords(RuleWordsTests.words)
    #expect(words.isAnyIn(name) == isThere)
    #expect(words.isAnyIn(Identifier(name)) == isThere)
  }

  @Test("Bytes and characters agree on names made of the words' own pieces")
  func agreesWithStrings() {
    let words = RuleWords(RuleWordsTests.words)
    let pieces = RuleWordsTests.words.flatMap { word in
      word.indices.map { String(word[$0...]) } + word.indices.map { String(word[..<$0]) }
    }
    for first in pieces {
      for second in pieces {
        let name = first + second
        let isThere = RuleWordsTests.words.contains { name.contains($0) }
        #expect(words.isAnyIn(Identifier(name)) == isThere, "\(name)")
      }
    }
  }

  @Test("No words are in no name")
  func empty() { #expect(!RuleWords([]).isAnyIn("快递")) }
}
