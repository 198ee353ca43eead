internal import LedgerFormat

/// Finds which of a few words some bytes are; English and Chinese alike, case-sensitive.
///
/// Cost: a look at the first eight bytes of each word of that size, and at the rest of one; allocates nothing.
struct WordTable: Sendable {
  private struct Entry {
    /// The first eight bytes; of a shorter word zeros behind them.
    var first: UInt64
    var bytes: [UInt8]
    var value: Int
  }

  /// The words; a word's position is the value that `value(of:)` gives.
  let words: [Word]
  /// In the order of their sizes.
  private var entries: [Entry] = []
  /// Where the entries of each size begin, and those of the next.
  private var starts: [Int] = []

  /// A table of words in both languages.
  init(_ words: [Word]) {
    self.words = words
    for (value, word) in words.enumerated() {
      for spelling in [word.english, word.chinese] + word.aliases { append(spelling, value) }
    }
    arrange()
  }

  /// A table of keys, which have one spelling.
  init(keys: [String]) {
    words = []
    for (value, key) in keys.enumerated() { append(key, value) }
    arrange()
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
    let bytes = Array(spelling.utf8)
    let first = bytes.isEmpty ? 0 : bytes.span.paddedWord(at: 0)
    entries.append(Entry(first: first, bytes: bytes, value: value))
  }

  /// Orders the entries by their sizes; those of one size stay in their order.
  private mutating func arrange() {
    let sizeBytesMax = entries.map(\.bytes.count).max() ?? 0
    var ordered: [Entry] = []
    for sizeBytes in 0...sizeBytesMax {
      starts.append(ordered.count)
      ordered += entries.filter { $0.bytes.count == sizeBytes }
    }
    starts.append(ordered.count)
    entries = ordered
  }

  /// The position of the word that `bytes` are, or nil.
  func value(of bytes: Span<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count + 1 < starts.count else { return nil }
    let first = bytes.paddedWord(at: 0)
    for index in starts[bytes.count]..<starts[bytes.count + 1]
    where entries[index].first == first {
      var offset = 8
      while offset < bytes.count && entries[index].bytes[offset] == bytes[offset] { offset += 1 }
      if offset >= bytes.count { return entries[index].value }
    }
    return nil
  }
}
