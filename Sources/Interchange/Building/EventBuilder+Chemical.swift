internal import Custody
internal import LedgerFormat

extension EventBuilder {
  /// Reads the chemical of an output that is an item of `outputs`.
  mutating func chemical(
    _ draft: DraftChemical, _ number: Int, _ bytes: Span<UInt8>
  ) -> Chemical? {
    var chemical = Chemical()
    chemical.name = chemicalName(draft, number, bytes)
    chemical.cas = cas(draft[.cas], at: path(.cas, number), bytes)
    chemical.un = unNumber(draft[.un], at: path(.un, number), bytes)
    chemical.hazardClass = chemicalText(draft, .hazardClass, number, bytes)
    chemical.packingGroup = chemicalText(draft, .packingGroup, number, bytes)
    chemical.concentration = chemicalText(draft, .concentration, number, bytes)
    chemical.state = chemicalText(draft, .state, number, bytes)
    chemical.form = chemicalText(draft, .form, number, bytes)
    return chemical.isEmpty ? nil : chemical
  }

  private func path(_ field: ChemicalField, _ number: Int) -> FieldPath {
    FieldPath(.outputs, item: number, part: .chemical(field))
  }

  private mutating func chemicalText(
    _ draft: DraftChemical, _ field: ChemicalField, _ number: Int, _ bytes: Span<UInt8>
  ) -> String? {
    freeText(draft[field], at: path(field, number), bytes)
  }

  /// Reads a name in one language or in both.
  private mutating func chemicalName(
    _ draft: DraftChemical, _ number: Int, _ bytes: Span<UInt8>
  ) -> Chemical.Name? {
    if let plain = chemicalText(draft, .name, number, bytes) { return .plain(plain) }
    let chinese = chemicalText(draft, .nameChinese, number, bytes)
    let english = chemicalText(draft, .nameEnglish, number, bytes)
    switch (chinese, english) {
    case (let chinese?, let english?): return .bilingual(zh: chinese, en: english)
    case (let only?, nil), (nil, let only?): return .plain(only)
    case (nil, nil): return nil
    }
  }

  /// Reads a CAS number as it stands; a wrong check digit is warned of.
  ///
  /// Mixtures have no number and people write what they have, so only full-width digits are refused.
  mutating func cas(
    _ position: Int?, at path: FieldPath, _ bytes: Span<UInt8>
  ) -> String? {
    guard let position else { return nil }
    let range = draft.texts[position]
    let written = bytes.extracting(range.start..<range.end)
    if written.hasFullWidth {
      fault(path, .fullWidth, range, bytes)
      return nil
    }
    guard let text = freeText(position, at: path, bytes) else { return nil }
    if written.hasWrongCASCheckDigit { warn(path, .checkDigit, value: text) }
    return text
  }

  /// Reads a UN number: four digits, of which a spreadsheet may have dropped leading zeros.
  mutating func unNumber(
    _ position: Int?, at path: FieldPath, _ bytes: Span<UInt8>
  ) -> String? {
    guard let position else { return nil }
    let range = draft.texts[position]
    let written = bytes.extracting(range.start..<range.end)
    guard !written.isEmpty, written.count <= 4, written.endOfDigits(from: 0) == written.count
    else {
      fault(path, written.hasFullWidth ? .fullWidth : .unNumber, range, bytes)
      return nil
    }
    let text = String(copying: written)
    guard text.utf8.count < 4 else { return text }
    let padded = String(repeating: "0", count: 4 - text.utf8.count) + text
    warn(path, .padded(padded), value: text)
    return padded
  }
}

extension Span where Element == UInt8 {
  /// True for a text of a CAS number's shape whose last digit does not fit the others.
  ///
  /// The check digit is the sum of the other digits, each times its place from the right, modulo 10.
  var hasWrongCASCheckDigit: Bool {
    guard (7...12).contains(count) else { return false }
    var sum = 0
    var place = 1
    for position in (0..<count - 1).reversed() {
      let isDash = position == count - 2 || position == count - 5
      if isDash {
        guard self[position] == UInt8(ascii: "-") else { return false }
        continue
      }
      let digit = self[position] &- UInt8(ascii: "0")
      guard digit < 10 else { return false }
      sum += place * Int(digit)
      place += 1
    }
    let check = self[count - 1] &- UInt8(ascii: "0")
    return check < 10 && sum % 10 != Int(check)
  }
}
