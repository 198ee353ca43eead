/// How many columns of a terminal a text fills: two for a wide character, none for a combining one.
///
/// Source: Unicode Standard Annex 11, the ranges that terminals treat as wide.
enum DisplayWidth {
  static func of(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: 0
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  /// Pads a text with spaces to a width, on its right or, for figures, on its left.
  static func pad(_ text: String, to width: Int, alignment: Table.Alignment) -> String {
    let spaces = String(repeating: " ", count: max(0, width - of(text)))
    return alignment == .trailing ? spaces + text : text + spaces
  }
}
