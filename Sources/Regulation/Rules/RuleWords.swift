internal import LedgerFormat

/// The words of a rule, looked for in names.
///
/// A name that has the bytes of none of them is told from its bytes alone; only where bytes agree does
/// `String` say whether the characters do.
struct RuleWords: Equatable, Sendable {
  private let words: [String]
  /// The words' bytes.
  private let bytes: [[UInt8]]
  /// True for each byte that a word begins with.
  private let isFirst: [Bool]

  init(_ words: [String]) {
    self.words = words
    bytes = words.map { Array($0.utf8) }
    guard !words.isEmpty else {
      isFirst = []
      return
    }
    var isFirst = [Bool](repeating: false, count: 256)
    for word in bytes { if let first = word.first { isFirst[Int(first)] = true } }
    self.isFirst = isFirst
  }

  /// True where one of the words stands in a text. Cost: one pass over its bytes, mostly.
  func isAnyIn(_ text: String) -> Bool {
    hasBytes(in: text.utf8.span) && words.contains { text.contains($0) }
  }

  /// True where one of the words stands in a name. Cost: one pass over its bytes, mostly.
  func isAnyIn(_ name: Identifier) -> Bool {
    guard name.withBytes(hasBytes) else { return false }
    let text = name.text
    return words.contains { text.contains($0) }
  }

  private func hasBytes(in text: Span<UInt8>) -> Bool {
    guard !words.isEmpty else { return false }
    for start in text.indices where isFirst[Int(text[start])] {
      if bytes.contains(where: { isWord($0, at: start, of: text) }) { return true }
    }
    return false
  }

  private func isWord(_ word: [UInt8], at start: Int, of text: Span<UInt8>) -> Bool {
    guard !word.isEmpty, text.count - start >= word.count else { return false }
    for position in word.indices where text[start + position] != word[position] { return false }
    return true
  }
}
