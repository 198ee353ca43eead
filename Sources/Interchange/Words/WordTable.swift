/// Finds which of a few words some bytes are; English and Chinese alike, case-sensitive.
///
/// Cost: one look at each word's size and, where it fits, its bytes; allocates nothing.
struct WordTable: Sendable {
  private struct Entry {
    var start: Int
    var sizeBytes: Int
    var value: Int
  }

  /// The words; a word's position is the value that `value(of:)` gives.
  let words: [Word]
  private var text: [UInt8] = []
  private var entries: [Entry] = []

  /// A table of words in both languages.
  init(_ words: [Word]) {
    self.words = words
    for (value, word) in words.enumerated() {
      for spelling in [word.english, word.chinese] + word.aliases { append(spelling, value) }
    }
  }

  /// A table of keys, which have one spelling.
  init(keys: [String]) {
    words = []
    for (value, key) in keys.enumerated() { append(key, value) }
  }

  /// The word that a mistyped one most resembles; nil where none does.
  func nearest(to written: String) -> Word? {
    let spellings = words.flatMap { [$0.english, $0.chinese] + $0.aliases }
    return NearestWord.nearest(to: written, among: spellings, limit: 2).flatMap { spelling in
      words.first { word in
        word.english == spelling || word.chinese == spelling || word.aliases.contains(spelling)
      }
    }
  }

  private mutating func append(_ spelling: String, _ value: Int) {
    entries.append(Entry(start: text.count, sizeBytes: spelling.utf8.count, value: value))
    text.append(contentsOf: spelling.utf8)
  }

  /// The position of the word that `bytes` are, or nil.
  func value(of bytes: Span<UInt8>) -> Int? {
    let known = text.span
    for index in entries.indices where entries[index].sizeBytes == bytes.count {
      let entry = entries[index]
      var offset = 0
      while offset < bytes.count && known[entry.start + offset] == bytes[offset] { offset += 1 }
      if offset == bytes.count { return entry.value }
    }
    return nil
  }
}
