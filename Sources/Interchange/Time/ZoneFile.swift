/// Reads the offsets of a zone from the bytes of its zone file.
///
/// Source: RFC 8536 (TZif), versions 2 to 4. Files with leap seconds count other seconds than
/// everybody else does, and are refused, as is every byte that is not as the RFC has it.
struct ZoneFile {
  private let bytes: [UInt8]
  private var position = 0

  /// The counts of a block's header, in the order in which they stand.
  private struct Counts {
    var universalMarks = 0
    var standardMarks = 0
    var leapSeconds = 0
    var transitions = 0
    var types = 0
    var nameBytes = 0
  }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The spans that the file tells, in order; nil when it is no such file.
  static func spans(of bytes: [UInt8]) -> [LocalTimeZone.OffsetSpan]? {
    var file = ZoneFile(bytes)
    return file.readSpans()
  }

  private mutating func readSpans() -> [LocalTimeZone.OffsetSpan]? {
    // The first block has times of 32 bits and is there for old readers.
    guard let old = readHeader() else { return nil }
    let oldSizeBytes =
      old.transitions * 5 + old.types * 6 + old.nameBytes + old.leapSeconds * 8
      + old.standardMarks + old.universalMarks
    guard skip(oldSizeBytes), let counts = readHeader(), counts.leapSeconds == 0 else {
      return nil
    }
    var starts: [Int64] = []
    for _ in 0..<counts.transitions {
      guard let start = readInteger(sizeBytes: 8) else { return nil }
      if let last = starts.last, start <= last { return nil }
      starts.append(start)
    }
    var kinds: [Int] = []
    for _ in 0..<counts.transitions {
      guard let kind = readByte(), kind < counts.types else { return nil }
      kinds.append(Int(kind))
    }
    var offsets: [Int] = []
    for _ in 0..<counts.types {
      guard let offset = readInteger(sizeBytes: 4), abs(offset) <= 26 * 3_600, skip(2) else {
        return nil
      }
      offsets.append(Int(offset))
    }
    guard let first = offsets.first,
      skip(counts.nameBytes + counts.standardMarks + counts.universalMarks)
    else { return nil }
    var spans = [LocalTimeZone.OffsetSpan(start: .min, offsetSeconds: first)]
    for (start, kind) in zip(starts, kinds) {
      spans.append(LocalTimeZone.OffsetSpan(start: start, offsetSeconds: offsets[kind]))
    }
    guard let footer = readFooter() else { return nil }
    if !footer.isEmpty {
      guard let rule = ZoneRule(footer) else { return nil }
      rule.appendSpans(to: &spans)
    }
    return spans
  }

  private mutating func readHeader() -> Counts? {
    guard bytes[position...].starts(with: "TZif".utf8), position + 44 <= bytes.count,
      (UInt8(ascii: "2")...UInt8(ascii: "4")).contains(bytes[position + 4])
    else { return nil }
    position += 20
    var numbers: [Int] = []
    for _ in 0..<6 {
      guard let number = readInteger(sizeBytes: 4), (0...65_536).contains(number) else {
        return nil
      }
      numbers.append(Int(number))
    }
    return Counts(
      universalMarks: numbers[0], standardMarks: numbers[1], leapSeconds: numbers[2],
      transitions: numbers[3], types: numbers[4], nameBytes: numbers[5])
  }

  /// The text between the two line feeds at the file's end.
  private mutating func readFooter() -> [UInt8]? {
    guard readByte() == UInt8(ascii: "\n"),
      let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    return Array(bytes[position..<end])
  }

  private mutating func readByte() -> UInt8? {
    guard position < bytes.count else { return nil }
    position += 1
    return bytes[position - 1]
  }

  /// Reads a big-endian two's complement integer.
  private mutating func readInteger(sizeBytes: Int) -> Int64? {
    guard position + sizeBytes <= bytes.count else { return nil }
    var value: Int64 = bytes[position] >= 0x80 ? -1 : 0
    for _ in 0..<sizeBytes {
      value = value << 8 | Int64(bytes[position])
      position += 1
    }
    return value
  }

  private mutating func skip(_ sizeBytes: Int) -> Bool {
    guard sizeBytes <= bytes.count - position else { return false }
    position += sizeBytes
    return true
  }
}
