public import LedgerFormat

extension Admission {
  /// Refuses a correction of somebody else's event, of none, or of a correction.
  ///
  /// What it does to the amounts is for `CorrectionEffect` to say.
  /// - Parameter original: the event that its party reported under its id; nil where there is none.
  public static func checkTarget(
    of correction: Correction, by reporter: Identifier, original: RecordedEvent?
  ) throws(Refusal) {
    guard correction.party == reporter else {
      throw .correctionOfOther(party: correction.party, reporter: reporter)
    }
    guard let original else {
      throw .correctedUnknown(party: correction.party, id: correction.id)
    }
    if case .correction(let other) = original.event.detail {
      throw .correctionOfCorrection(correction.id, corrects: other.id)
    }
    guard let replacement = correction.replacement else { return }
    // What was said of the register is found among registrations, so it stays one of them.
    let isOfKind = (replacement.kind == .registration) == (original.event.kind == .registration)
    guard replacement.party == correction.party, replacement.id == correction.id,
      replacement.kind != .correction, isOfKind
    else { throw .replacementOfOther(party: correction.party, id: correction.id) }
  }
}
