internal import Custody
internal import LedgerFormat

extension RegistrationText {
  /// The text over another: what it says stands, and what it does not say stays as `other` has it.
  public func over(_ other: RegistrationText?) -> RegistrationText {
    guard let other else { return self }
    var text = self
    text.values.merge(other.values) { own, _ in own }
    if text.maxima.isEmpty { text.maxima = other.maxima }
    return text
  }

  public mutating func set(_ field: RegistrationField, to value: String?) {
    if let value { values[field] = [value] }
  }

  public mutating func set(_ field: RegistrationField, to list: [String]) {
    if !list.isEmpty { values[field] = list }
  }

  /// What a field says as a person reads it: words in their language, lists joined.
  public func shown(_ field: RegistrationField, isChinese: Bool) -> String? {
    if field == .maxima {
      guard !maxima.isEmpty else { return nil }
      return maxima.map { "\($0.chemical) \($0.quantity)" }.joined(separator: ", ")
    }
    return values[field].map { values in
      values.map { value in
        guard isChinese, let word = RegistrationText.word(field, kind, value) else { return value }
        return word.chinese
      }.joined(separator: isChinese ? "、" : ", ")
    }
  }

  /// The word that a field's value is, for fields that hold words.
  private static func word(
    _ field: RegistrationField, _ kind: RegisterKind, _ value: String
  ) -> Word? {
    words(field, kind).first { $0.english == value }
  }

  private static func words(_ field: RegistrationField, _ kind: RegisterKind) -> [Word] {
    switch (field, kind) {
    case (.roles, .party): PartyRecord.Role.allCases.map(\.word)
    case (.roles, .person): PersonRecord.Role.allCases.map(\.word)
    case (.kind, .site): SiteRecord.Kind.allCases.map(\.word)
    case (.kind, .vehicle): VehicleRecord.Kind.allCases.map(\.word)
    case (.kind, .licence): LicenceRecord.Kind.allCases.map(\.word)
    case (.flags, .chemical): ChemicalRecord.Flag.allCases.map(\.word)
    case (.revoked, _): [Word("true", "是")]
    default: []
    }
  }
}
