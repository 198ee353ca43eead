internal import Custody

extension Span where Element == UInt8 {
  /// True for a number as a spreadsheet shortens it: `9.15E+16` or `9E+16`, but not `12E4`, which
  /// may well be somebody's batch.
  var isExponent: Bool {
    guard count >= 4, self[0] &- UInt8(ascii: "0") < 10 else { return false }
    var position = endOfDigits(from: 0)
    var isCertain = false
    if position < count, self[position] == UInt8(ascii: ".") {
      let end = endOfDigits(from: position + 1)
      isCertain = end > position + 1
      position = end
    }
    guard position < count, self[position] | 0x20 == UInt8(ascii: "e") else { return false }
    position += 1
    if position < count, self[position] == UInt8(ascii: "+") || self[position] == UInt8(ascii: "-")
    {
      isCertain = true
      position += 1
    }
    return isCertain && position < count && endOfDigits(from: position) == count
  }

  /// True for a lot `PARTY/BATCH` whose batch is such a number.
  var isBatchExponent: Bool {
    guard let slash = firstIndex(of: UInt8(ascii: "/")) else { return false }
    return extracting(slash + 1..<count).isExponent
  }

  /// False where every character is one that Normalization Form C leaves alone next to any other of
  /// its like: U+0000 to U+02FF, U+3000 to U+3029, U+4E00 to U+9FFF, U+FF00 to U+FFFF.
  var mayNeedNormalising: Bool {
    if isPlain { return false }
    var position = 0
    while position < count {
      let lead = self[position]
      if lead < 0x80 {
        position += 1
        continue
      }
      if lead < 0xCC {
        position += 2
        continue
      }
      guard position + 2 < count else { return true }
      let second = self[position + 1]
      let isStable =
        switch lead {
        case 0xE4: second >= 0xB8
        case 0xE5...0xE9: true
        case 0xE3: second == 0x80 && self[position + 2] < 0xAA
        case 0xEF: second >= 0xBC
        default: false
        }
      guard isStable else { return true }
      position += 3
    }
    return false
  }

  /// A piece of the text without the spaces around it.
  func trimmed(_ range: Range<Int>) -> TextRange {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end && self[start] == UInt8(ascii: " ") { start += 1 }
    while end > start && self[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return TextRange(start: start, end: end)
  }

  /// A piece of the text as a message shows it: without most of what is longer than any message.
  func shortened(_ range: Range<Int>) -> String {
    let sizeBytesMax = 8 * RowFault.valueLengthMax
    guard range.count > sizeBytesMax else { return String(copying: extracting(range)) }
    var end = range.lowerBound + sizeBytesMax
    while end > range.lowerBound && self[end] & 0xC0 == 0x80 { end -= 1 }
    return String(copying: extracting(range.lowerBound..<end)) + "…"
  }
}

extension String {
  /// The text of bytes that are valid UTF-8, as all text that passed `TextSource` is.
  init(copying bytes: Span<UInt8>) {
    do {
      self.init(copying: try UTF8Span(validating: bytes))
    } catch {
      // Only pieces cut inside a character come here, and no scanner cuts there.
      self = "\u{FFFD}"
    }
  }
}
