internal import LedgerFormat

/// Why a name or a text may not be recorded; positions are byte offsets into it.
public enum TextError: Error, Equatable, Sendable {
  case empty
  case tooLong(sizeBytes: Int, sizeBytesMax: Int)
  /// A control character: U+0000 to U+001F, U+007F to U+009F.
  case control(code: UInt8, position: Int)
  /// White space at the beginning or the end.
  case whiteSpaceAtEnd(position: Int)
  /// A party's name holds `/`, which divides a lot's party from its batch.
  case slashInParty(position: Int)
  /// A lot is written without its party where only `PARTY/BATCH` will do.
  case notQualified
}

/// What may stand as a name in the ledger: a party, a site, a batch, a document, an event's id.
///
/// 1 to 128 bytes of UTF-8, no control characters, and no Unicode white space at its ends.
/// The name of a party that can report, hold or carry (party, consignee, carrier) holds no `/`; the
/// names of parties outside the ledger (from, counterparty, owner) may, as in `A/S`. A qualified lot is a party, the first `/`, and a batch, each of which
/// follows the rule by itself. Check digits are not looked at: a wrong one is a finding.
/// Cost: one pass over the bytes; allocates nothing.
public enum IdentifierRule {
  /// Checks a name that is neither a party's nor a lot's.
  public static func check(_ text: Span<UInt8>) throws(TextError) {
    try check(text, from: 0, to: text.count, isPlain: text.isPlain)
  }

  /// Checks a party's name.
  public static func checkParty(_ text: Span<UInt8>) throws(TextError) {
    try check(text, from: 0, to: text.count, isPlain: text.isPlain)
    if let slash = slash(in: text) { throw .slashInParty(position: slash) }
  }

  /// Checks a lot's name: `PARTY/BATCH`, or a bare batch where `isBareAllowed`.
  public static func checkLot(
    _ text: Span<UInt8>, isBareAllowed: Bool = false
  ) throws(TextError) {
    guard let slash = slash(in: text) else {
      guard isBareAllowed else { throw text.isEmpty ? .empty : .notQualified }
      return try check(text, from: 0, to: text.count, isPlain: text.isPlain)
    }
    let isPlain = text.isPlain
    try check(text, from: 0, to: slash, isPlain: isPlain)
    try check(text, from: slash + 1, to: text.count, isPlain: isPlain)
  }

  private static func slash(in text: Span<UInt8>) -> Int? {
    for position in text.indices where text[position] == UInt8(ascii: "/") { return position }
    return nil
  }

  private static func check(
    _ text: Span<UInt8>, from start: Int, to end: Int, isPlain: Bool
  ) throws(TextError) {
    guard start < end else { throw .empty }
    guard end - start <= Limits.identifierSizeBytesMax else {
      throw .tooLong(sizeBytes: end - start, sizeBytesMax: Limits.identifierSizeBytesMax)
    }
    if isPlain {
      if text[start] == UInt8(ascii: " ") { throw .whiteSpaceAtEnd(position: start) }
      if text[end - 1] == UInt8(ascii: " ") { throw .whiteSpaceAtEnd(position: end - 1) }
      return
    }
    if text.mayHoldControl(from: start, to: end) {
      for position in start..<end {
        guard let code = text.controlCode(at: position) else { continue }
        throw .control(code: code, position: position)
      }
    }
    if text.isWhiteSpace(at: start) { throw .whiteSpaceAtEnd(position: start) }
    var last = end - 1
    while last > start, text[last] & 0xC0 == 0x80 { last -= 1 }
    if text.isWhiteSpace(at: last) { throw .whiteSpaceAtEnd(position: last) }
  }
}

/// What may stand as a free text: a note, a reason, a purpose, a method, a place, a chemical's name.
///
/// 1 to 4,096 bytes of UTF-8. Of the control characters only tab, line feed and carriage return,
/// which people type into the cells of a spreadsheet; an empty text is an absent one.
public enum TextRule {
  /// Checks a free text. Cost: one pass over the bytes; allocates nothing.
  public static func check(_ text: Span<UInt8>) throws(TextError) {
    guard !text.isEmpty else { throw .empty }
    guard text.count <= Limits.textSizeBytesMax else {
      throw .tooLong(sizeBytes: text.count, sizeBytesMax: Limits.textSizeBytesMax)
    }
    guard !text.isPlain, text.mayHoldControl(from: 0, to: text.count) else { return }
    for position in text.indices {
      guard let code = text.controlCode(at: position) else { continue }
      switch code {
      case 0x09, 0x0A, 0x0D: continue
      default: throw .control(code: code, position: position)
      }
    }
  }
}

extension Span where Element == UInt8 {
  /// True where every character is one of ASCII that can be seen, or a space.
  ///
  /// Cost: eight bytes at a time.
  public var isPlain: Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var suspects: UInt64 = 0
    var position = 0
    while position < count {
      // What stands behind the last byte counts as letters.
      var word = paddedWord(at: position)
      if count - position < 8 { word |= (0x60 * ones) << UInt64(8 * (count - position)) }
      // The highest bit of a byte that has it itself, that is 0x7F, or that is below 0x20.
      suspects |= word | (word &+ ones) | ~((word | (0x80 * ones)) &- (0x20 * ones))
      position += 8
    }
    return suspects & (0x80 * ones) == 0
  }

  /// False where no byte can begin a control character, which one pass without branches tells.
  func mayHoldControl(from start: Int, to end: Int) -> Bool {
    var suspects: UInt8 = 0
    for position in start..<end {
      let byte = self[position]
      suspects |= (byte < 0x20 ? 1 : 0) | (byte == 0x7F ? 1 : 0) | (byte == 0xC2 ? 1 : 0)
    }
    return suspects != 0
  }

  /// The control character whose UTF-8 begins at `position`, if one does.
  func controlCode(at position: Int) -> UInt8? {
    let byte = self[position]
    if byte < 0x20 || byte == 0x7F { return byte }
    guard byte == 0xC2, position + 1 < count, self[position + 1] < 0xA0 else { return nil }
    return self[position + 1]
  }

  /// True where a character of Unicode's White_Space that is no control character begins.
  ///
  /// Source: PropList.txt of Unicode 16: U+0020, 00A0, 1680, 2000–200A, 2028, 2029, 202F, 205F, 3000.
  func isWhiteSpace(at position: Int) -> Bool {
    let byte = self[position]
    if byte < 0x80 { return byte == 0x20 }
    guard position + 1 < count else { return false }
    let second = self[position + 1]
    if byte == 0xC2 { return second == 0xA0 }
    guard position + 2 < count else { return false }
    switch (byte, second, self[position + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9),
      (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return true
    default: return false
    }
  }
}
