internal import Custody
internal import LedgerFormat

/// Which rule a name follows.
enum NameRule {
  case name, party, lot
}

extension EventBuilder {
  /// Reads the name in a field; nil where there is none or a fault was noted.
  mutating func identifier(
    _ field: EventField, as rule: NameRule = .name, _ bytes: Span<UInt8>
  ) -> Identifier? {
    identifier(draft.text(field), as: rule, at: FieldPath(field), bytes)
  }

  /// Reads the name at a position of the draft's texts.
  mutating func identifier(
    _ position: Int?, as rule: NameRule, at path: FieldPath, _ bytes: Span<UInt8>
  ) -> Identifier? {
    guard let position else { return nil }
    let range = draft.texts[position]
    let written = bytes.extracting(range.start..<range.end)
    if written.isExponent || (rule == .lot && written.isBatchExponent) {
      fault(path, .exponent, range, bytes)
      return nil
    }
    do {
      guard written.mayNeedNormalising, let normalise = settings.normalise else {
        try EventBuilder.check(written, as: rule)
        return Identifier(written)
      }
      let text = normalise(String(copying: written))
      try EventBuilder.check(text.utf8.span, as: rule)
      return Identifier(text)
    } catch {
      fault(path, .text(error), range, bytes)
      return nil
    }
  }

  private static func check(_ text: Span<UInt8>, as rule: NameRule) throws(TextError) {
    switch rule {
    case .name: try IdentifierRule.check(text)
    case .party: try IdentifierRule.checkParty(text)
    case .lot: try IdentifierRule.checkLot(text, isBareAllowed: true)
    }
  }

  /// Reads a free text; nil where there is none or a fault was noted.
  mutating func freeText(_ field: EventField, _ bytes: Span<UInt8>) -> String? {
    freeText(draft.text(field), at: FieldPath(field), bytes)
  }

  /// Reads the free text at a position of the draft's texts.
  mutating func freeText(
    _ position: Int?, at path: FieldPath, _ bytes: Span<UInt8>
  ) -> String? {
    guard let position else { return nil }
    let range = draft.texts[position]
    let written = bytes.extracting(range.start..<range.end)
    do {
      guard written.mayNeedNormalising, let normalise = settings.normalise else {
        try TextRule.check(written)
        return String(copying: written)
      }
      let text = normalise(String(copying: written))
      try TextRule.check(text.utf8.span)
      return text
    } catch {
      fault(path, .text(error), range, bytes)
      return nil
    }
  }

  /// Reads a quantity; nil where there is none or a fault was noted.
  mutating func quantity(
    _ field: EventField, isZeroAllowed: Bool = false, _ bytes: Span<UInt8>
  ) -> Quantity? {
    quantity(draft.text(field), isZeroAllowed: isZeroAllowed, at: FieldPath(field), bytes)
  }

  /// Reads the quantity at a position of the draft's texts.
  mutating func quantity(
    _ position: Int?, isZeroAllowed: Bool, at path: FieldPath, _ bytes: Span<UInt8>
  ) -> Quantity? {
    guard let position else { return nil }
    let range = draft.texts[position]
    do {
      return try Quantity(
        bytes.extracting(range.start..<range.end), isZeroAllowed: isZeroAllowed)
    } catch {
      fault(path, .quantity(error), range, bytes)
      return nil
    }
  }

  mutating func time(_ bytes: Span<UInt8>) -> Instant? {
    guard let position = draft.text(.time) else { return nil }
    let range = draft.texts[position]
    do {
      return try TimeReader.instant(
        bytes.extracting(range.start..<range.end), zone: settings.timeZone)
    } catch {
      fault(FieldPath(.time), .time(error), range, bytes)
      return nil
    }
  }

  /// Reads one of a few words and gives its position in the table.
  mutating func word(_ field: EventField, _ table: WordTable, _ bytes: Span<UInt8>) -> Int? {
    guard let position = draft.text(field) else { return nil }
    let range = draft.texts[position]
    if let value = table.value(of: bytes.extracting(range.start..<range.end)) { return value }
    faultWord(field, table, range, bytes)
    return nil
  }

  /// Notes that a word is not among those of its table.
  mutating func faultWord(
    _ field: EventField, _ table: WordTable, _ range: TextRange, _ bytes: Span<UInt8>
  ) {
    let written = String(copying: bytes.extracting(range.start..<range.end))
    let reason = FaultReason.unknownWord(
      accepted: table.words, nearest: table.nearest(to: written))
    fault(FieldPath(field), reason, range, bytes)
  }

  /// Reads the private fields, in the order in which the ledger has them, in place of those that stand
  /// in `fields`.
  mutating func readPrivateFields(_ bytes: Span<UInt8>, into fields: inout [PrivateField]) {
    if !fields.isEmpty { fields.removeAll(keepingCapacity: true) }
    guard !draft.present.isDisjoint(with: EventBuilder.allPrivateFields) else { return }
    for (name, field) in EventBuilder.privateFields {
      if let value = freeText(field, bytes) { fields.append(PrivateField(name, .open(value))) }
    }
  }

  private static let allPrivateFields: EventFieldSet = [
    .handler, .checker, .contact, .driver, .escort, .agent, .identityNumber, .personName,
  ]

  private static let privateFields: [(PrivateField.Name, EventField)] = [
    (.handler, .handler), (.checker, .checker), (.contact, .contact), (.driver, .driver),
    (.escort, .escort), (.agent, .agent), (.identityNumber, .identityNumber),
    (.personName, .personName),
  ]
}
