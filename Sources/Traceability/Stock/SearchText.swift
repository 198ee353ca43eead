/// Texts as people type them, made comparable.
///
/// The faces bring them to Unicode's form C first. Here full-width letters, digits and signs become
/// plain ones, the ideographic space a space, capitals small letters, and white space at the ends
/// goes away; the middle dot of plates goes away too, for half of the people write it.
public enum SearchText {
  /// The comparable form.
  public static func folded(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E:
        guard let plain = Unicode.Scalar(scalar.value - 0xFEE0) else { continue }
        append(plain, to: &folded)
      case 0x3000: folded.append(" ")
      case 0xB7, 0x2022, 0x30FB: continue
      default: append(scalar, to: &folded)
      }
    }
    var characters = Substring(String(folded))
    while characters.first == " " { characters.removeFirst() }
    while characters.last == " " { characters.removeLast() }
    return String(characters)
  }

  /// The four digits of a UN number, written `1230`, `UN1230` or `UN 1230`; nil for other texts.
  ///
  /// - Parameter folded: what `folded` gave.
  public static func unNumber(_ folded: String) -> String? {
    var digits = Substring(folded)
    if digits.hasPrefix("un") {
      digits = digits.dropFirst(2)
      while digits.first == " " || digits.first == "-" { digits.removeFirst() }
    }
    guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return String(digits)
  }

  /// A vehicle's plate without the spaces, hyphens and points that people put in.
  public static func plate(_ text: String) -> String {
    folded(text).filter { $0 != " " && $0 != "-" && $0 != "." }
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout String.UnicodeScalarView) {
    if scalar.isASCII {
      let isCapital = (0x41...0x5A).contains(scalar.value)
      text.append(isCapital ? Unicode.Scalar(UInt8(scalar.value + 0x20)) : scalar)
    } else {
      text.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }
}
