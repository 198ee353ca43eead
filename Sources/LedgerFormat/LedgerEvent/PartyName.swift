/// What a ledger event may name as a party: the rule for parties of trade events.
enum PartyName {
  /// True for 1 to 128 bytes without control characters, without `/`, and without Unicode white
  /// space at the ends. So a party fits a line of a signed text, and no two texts are alike.
  static func isAllowed(_ name: String) -> Bool {
    guard (1...Limits.identifierSizeBytesMax).contains(name.utf8.count) else { return false }
    let scalars = name.unicodeScalars
    let isPlain = scalars.allSatisfy { scalar in
      scalar != "/" && scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
    }
    guard isPlain, let first = scalars.first, let last = scalars.last else { return false }
    return !first.properties.isWhitespace && !last.properties.isWhitespace
  }
}
