/// The escapes of JSON strings (RFC 8259 §7).
enum JSONEscape {
  /// The number of the escape `\u` and its four digits at `start`, where six bytes
  /// stand; nil for other digits.
  static func codeUnit(_ bytes: Span<UInt8>, at start: Int) -> UInt32? {
    var unit: UInt32 = 0
    for position in start + 2..<start + 6 {
      let digit: UInt32
      switch bytes[position] {
      case let byte where (0x30...0x39).contains(byte): digit = UInt32(byte - 0x30)
      case let byte where (0x41...0x46).contains(byte): digit = UInt32(byte - 0x41 + 10)
      case let byte where (0x61...0x66).contains(byte): digit = UInt32(byte - 0x61 + 10)
      default: return nil
      }
      unit = unit << 4 | digit
    }
    return unit
  }

  /// Replaces the escapes of a string that `JSONCursor` accepted by what they stand for, in place,
  /// and gives where the text then ends: no escape is shorter than its character.
  static func resolve(_ range: TextRange, in bytes: inout [UInt8]) -> Int {
    var source = range.start
    var target = range.start
    while source < range.end {
      guard bytes[source] == UInt8(ascii: "\\") else {
        bytes[target] = bytes[source]
        source += 1
        target += 1
        continue
      }
      let escaped = bytes[source + 1]
      guard escaped == UInt8(ascii: "u") else {
        bytes[target] = character(of: escaped)
        source += 2
        target += 1
        continue
      }
      var scalar = codeUnit(bytes.span, at: source) ?? 0xFFFD
      source += 6
      if (0xD800...0xDBFF).contains(scalar) {
        let low = codeUnit(bytes.span, at: source) ?? 0xDC00
        scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
        source += 6
      }
      for byte in String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8 {
        bytes[target] = byte
        target += 1
      }
    }
    return target
  }

  private static func character(of escaped: UInt8) -> UInt8 {
    switch escaped {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: escaped
    }
  }
}
