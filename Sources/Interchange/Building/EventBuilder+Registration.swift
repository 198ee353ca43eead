internal import Custody
internal import LedgerFormat

extension EventBuilder {
  /// Reads what a registration registers; nil where a fault was noted.
  mutating func registration(_ bytes: Span<UInt8>) -> Registration? {
    let kind = word(.register, words.registers, bytes).map { RegisterKind.allCases[$0] }
    let rule: NameRule = kind == .site ? .lot : kind == .party ? .party : .name
    let subject = identifier(.subject, as: rule, bytes)
    let reason = freeText(.reason, bytes)
    let reporter = draft.text(.party).flatMap { position in
      String(copying: bytes.extracting(draft.texts[position].start..<draft.texts[position].end))
    }
    guard let kind, let subject, let reporter else { return nil }
    var text = RegistrationText(kind: kind, subject: subject, reason: reason)
    for (field, position) in draft.record.texts {
      text.values[field, default: []].append(recordText(position, bytes))
    }
    for (number, item) in draft.record.maxima.enumerated() {
      guard let chemical = item.chemical, let quantity = item.quantity else {
        faults.append(
          FieldFault(
            field: .record, jsonPath: "$.record.maxima[\(number)]", value: nil,
            reason: .registration(.missing(kind))))
        continue
      }
      text.maxima.append(
        RegistrationText.Maximum(
          chemical: recordText(chemical, bytes), quantity: recordText(quantity, bytes)))
    }
    let (registration, faults) = RegistrationBuilder.registration(
      text, reporter: Identifier(reporter))
    for fault in faults {
      self.faults.append(
        FieldFault(
          field: .record, jsonPath: "$.record.\(fault.field.word.english)", value: fault.value,
          reason: fault.reason))
    }
    return registration
  }

  private func recordText(_ position: Int, _ bytes: Span<UInt8>) -> String {
    let range = draft.texts[position]
    let written = bytes.extracting(range.start..<range.end)
    let text = String(copying: written)
    guard written.mayNeedNormalising, let normalise = settings.normalise else { return text }
    return normalise(text)
  }
}
