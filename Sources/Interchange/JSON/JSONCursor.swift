/// Why reading a value stopped.
enum JSONStop: Error {
  /// The window ends inside the value.
  case needsMore
  case flaw(JSONFlaw)
}

/// Walks over JSON text (RFC 8259), piece by piece and strictly; the text is valid UTF-8 already.
struct JSONCursor {
  var position = 0
  /// True when nothing comes after the window.
  let isAtEnd: Bool

  /// How deep objects and arrays may be nested; an event needs five.
  static let depthMax = 32

  init(isAtEnd: Bool) { self.isAtEnd = isAtEnd }

  /// Why there is no byte at the window's end.
  private var stop: JSONStop { isAtEnd ? .flaw(.truncated) : .needsMore }

  /// Skips white space and gives the byte after it, which stays unread.
  mutating func next(_ bytes: Span<UInt8>) throws(JSONStop) -> UInt8 {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case let byte: return byte
      }
    }
    throw stop
  }

  /// Where the white space ends that begins at the position, which stays.
  func endOfWhiteSpace(_ bytes: Span<UInt8>) -> Int {
    var end = position
    while end < bytes.count {
      switch bytes[end] {
      case 0x20, 0x09, 0x0A, 0x0D: end += 1
      default: return end
      }
    }
    return end
  }

  mutating func expect(_ byte: UInt8, _ bytes: Span<UInt8>) throws(JSONStop) {
    guard try next(bytes) == byte else { throw .flaw(.unexpected(byteOffset: position)) }
    position += 1
  }

  /// The type of the value that comes next.
  mutating func type(_ bytes: Span<UInt8>) throws(JSONStop) -> JSONType {
    switch try next(bytes) {
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "-"), 0x30...0x39: .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
    case UInt8(ascii: "n"): .null
    default: throw .flaw(.unexpected(byteOffset: position))
    }
  }

  /// Reads the next key of an object and the colon after it; nil at the object's end.
  ///
  /// `isFirst` is true before the first key.
  mutating func nextKey(
    _ bytes: Span<UInt8>, _ isFirst: inout Bool
  ) throws(JSONStop) -> TextRange? {
    guard try hasNext(bytes, end: UInt8(ascii: "}"), &isFirst) else { return nil }
    guard try next(bytes) == UInt8(ascii: "\"") else {
      throw .flaw(.unexpected(byteOffset: position))
    }
    let key = try string(bytes)
    try expect(UInt8(ascii: ":"), bytes)
    return key
  }

  /// Goes to the next item of an array; false at the array's end.
  mutating func nextItem(
    _ bytes: Span<UInt8>, _ isFirst: inout Bool
  ) throws(JSONStop) -> Bool {
    try hasNext(bytes, end: UInt8(ascii: "]"), &isFirst)
  }

  private mutating func hasNext(
    _ bytes: Span<UInt8>, end: UInt8, _ isFirst: inout Bool
  ) throws(JSONStop) -> Bool {
    let byte = try next(bytes)
    if byte == end {
      position += 1
      return false
    }
    if isFirst {
      isFirst = false
    } else {
      guard byte == UInt8(ascii: ",") else { throw .flaw(.unexpected(byteOffset: position)) }
      position += 1
    }
    return true
  }

  /// Reads a string whose opening quote comes next; the range is what stands between the quotes.
  mutating func string(_ bytes: Span<UInt8>) throws(JSONStop) -> TextRange {
    var range = TextRange(start: position + 1, end: position + 1)
    var cursor = range.start
    while cursor < bytes.count {
      let eight = EightBytes(bytes, at: cursor)
      let marks =
        eight.marks(of: UInt8(ascii: "\"")) | eight.marks(of: UInt8(ascii: "\\"))
        | eight.controlMarks
      cursor += EightBytes.first(marks)
      guard marks != 0, cursor < bytes.count else { continue }
      let byte = bytes[cursor]
      if byte == UInt8(ascii: "\"") {
        range.end = cursor
        position = cursor + 1
        return range
      }
      if byte == UInt8(ascii: "\\") {
        range.isEscaped = true
        cursor = try endOfEscape(bytes, at: cursor)
        continue
      }
      throw .flaw(.controlCharacter(byteOffset: cursor))
    }
    throw stop
  }

  private func endOfEscape(_ bytes: Span<UInt8>, at start: Int) throws(JSONStop) -> Int {
    guard start + 1 < bytes.count else { throw stop }
    switch bytes[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return start + 2
    case UInt8(ascii: "u"): break
    default: throw .flaw(.escape(byteOffset: start))
    }
    let unit = try codeUnit(bytes, at: start)
    switch unit {
    case 0xDC00...0xDFFF: throw .flaw(.loneSurrogate(byteOffset: start))
    case 0xD800...0xDBFF: break
    default: return start + 6
    }
    guard start + 7 < bytes.count else { throw stop }
    guard bytes[start + 6] == UInt8(ascii: "\\"), bytes[start + 7] == UInt8(ascii: "u"),
      (0xDC00...0xDFFF).contains(try codeUnit(bytes, at: start + 6))
    else { throw .flaw(.loneSurrogate(byteOffset: start)) }
    return start + 12
  }

  /// The number of the escape `\u` and its four digits at `start`.
  private func codeUnit(_ bytes: Span<UInt8>, at start: Int) throws(JSONStop) -> UInt32 {
    guard start + 5 < bytes.count else { throw stop }
    guard let unit = JSONEscape.codeUnit(bytes, at: start) else {
      throw .flaw(.escape(byteOffset: start))
    }
    return unit
  }

  /// Reads a number and gives its text.
  mutating func number(_ bytes: Span<UInt8>) throws(JSONStop) -> TextRange {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let wholeStart = position
    try digits(bytes)
    if bytes[wholeStart] == UInt8(ascii: "0") && position > wholeStart + 1 {
      throw .flaw(.unexpected(byteOffset: wholeStart + 1))
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      try digits(bytes)
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.count,
        bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
      {
        position += 1
      }
      try digits(bytes)
    }
    guard position < bytes.count || isAtEnd else { throw .needsMore }
    return TextRange(start: start, end: position)
  }

  private mutating func digits(_ bytes: Span<UInt8>) throws(JSONStop) {
    let end = bytes.endOfDigits(from: position)
    guard end < bytes.count || isAtEnd else { throw .needsMore }
    guard end > position else {
      throw end == bytes.count ? .flaw(.truncated) : .flaw(.unexpected(byteOffset: position))
    }
    position = end
  }

  /// Reads `true`, `false` or `null` and gives its text.
  mutating func literal(_ bytes: Span<UInt8>) throws(JSONStop) -> TextRange {
    let start = position
    let word: StaticString =
      switch bytes[position] {
      case UInt8(ascii: "t"): "true"
      case UInt8(ascii: "f"): "false"
      default: "null"
      }
    for letter in word.description.utf8 {
      guard position < bytes.count else { throw stop }
      guard bytes[position] == letter else { throw .flaw(.unexpected(byteOffset: position)) }
      position += 1
    }
    return TextRange(start: start, end: position)
  }

  /// Reads over a value of any type, however it is nested, and gives its text.
  mutating func skipValue(_ bytes: Span<UInt8>) throws(JSONStop) -> TextRange {
    _ = try next(bytes)
    let start = position
    // One bit for each open object (1) or array (0), the innermost lowest.
    var isObject: UInt64 = 0
    var depth = 0
    var isFirst = true
    repeat {
      if depth > 0 {
        let hasValue =
          isObject & 1 == 1
          ? try nextKey(bytes, &isFirst) != nil : try nextItem(bytes, &isFirst)
        guard hasValue else {
          isObject >>= 1
          depth -= 1
          isFirst = false
          continue
        }
      }
      switch try type(bytes) {
      case .string: _ = try string(bytes)
      case .number: _ = try number(bytes)
      case .boolean, .null: _ = try literal(bytes)
      case .object, .array:
        guard depth < JSONCursor.depthMax else { throw .flaw(.tooDeep(limit: JSONCursor.depthMax)) }
        isObject = isObject << 1 | (bytes[position] == UInt8(ascii: "{") ? 1 : 0)
        depth += 1
        position += 1
        isFirst = true
      }
    } while depth > 0
    return TextRange(start: start, end: position)
  }
}
