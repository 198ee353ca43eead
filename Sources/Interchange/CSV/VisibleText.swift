/// Text in which everything can be seen: what stands in a name must not steer a terminal or a spreadsheet, and two
/// names that differ must not look alike.
public enum VisibleText {
  /// The text with control characters as U+FFFD, and with characters without width, and those that turn the
  /// direction or end the line, written as `<U+202E>`.
  public static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0) || isInvisible($0) }) else {
      return text
    }
    var visible = ""
    for scalar in text.unicodeScalars {
      if isControl(scalar) {
        visible += "\u{FFFD}"
      } else if isInvisible(scalar) {
        visible += "<U+" + String(scalar.value, radix: 16, uppercase: true) + ">"
      } else {
        visible.unicodeScalars.append(scalar)
      }
    }
    return visible
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }

  /// Source: the Default_Ignorable and Bidi_Control characters of Unicode 16 that names are forged with, the line and
  /// paragraph separators, and the tags.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x180B...0x180F, 0x200B...0x200F, 0x2028...0x202E,
      0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}
