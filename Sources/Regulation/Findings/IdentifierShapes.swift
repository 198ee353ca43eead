internal import LedgerFormat

/// Names that have the shape of a code with a check character, and whether it fits.
///
/// A party or a vehicle may be called anything; only what can be meant as a code is taken for one.
enum CodeShape {
  /// True for 18 characters in the shape of a unified social credit code whose check does not fit.
  static func isWrongCreditCode(_ name: Identifier) -> Bool {
    let text = name.text
    return OfficialNumber.looksLikeUSCC(text) && !isIdentityNumber(name)
      && OfficialNumber.uscc.check(text) != .good
  }

  /// True for a person's identity number by its date and check character.
  static func isIdentityNumber(_ name: Identifier) -> Bool {
    OfficialNumber.identityCard.check(name.text) == .good
  }

  /// True for a text of a CAS number's form whose last digit does not fit.
  static func isWrongCASNumber(_ text: String) -> Bool {
    if case .wrong = OfficialNumber.cas.check(text) { return true }
    return false
  }

  /// True for a name that begins as a plate does, with a Chinese character, and is none.
  static func isWrongPlate(_ name: Identifier) -> Bool {
    guard let first = name.text.unicodeScalars.first, first.value >= 0x4E00 else { return false }
    return OfficialNumber.plate.check(name.text) != .good
  }
}
