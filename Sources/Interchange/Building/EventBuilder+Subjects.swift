internal import Custody
internal import LedgerFormat

/// Corrections and orders, which come by JSON Lines.
extension EventBuilder {
  /// Reads what is corrected; without a party that is the reporter.
  mutating func correction(_ bytes: Span<UInt8>) -> Correction? {
    guard draft.present.contains(.corrects) else { return nil }
    let idPath = FieldPath(.corrects, part: .id)
    let partyPath = FieldPath(.corrects, part: .party)
    if draft.corrects.id == nil { fault(idPath, .missing(.correction)) }
    let id = identifier(draft.corrects.id, as: .name, at: idPath, bytes)
    let party =
      draft.corrects.party == nil
      ? identifier(.party, as: .party, bytes)
      : identifier(draft.corrects.party, as: .party, at: partyPath, bytes)
    let reason = freeText(.reason, bytes)
    guard let id, let party, let reason else { return nil }
    return Correction(party: party, id: id, reason: reason, replacement: replacement)
  }

  /// Reads an order, which is about lots or about a party.
  mutating func order(_ bytes: Span<UInt8>) -> Order? {
    let action = word(.order, words.orders, bytes).map { Order.Action.allCases[$0] }
    let party = identifier(.subject, as: .party, bytes)
    guard draft.present.contains(.lots) else {
      if !draft.present.contains(.subject) { fault(FieldPath(.lots), .missing(.order)) }
      guard let action, let party else { return nil }
      return Order(action, .party(party))
    }
    if draft.present.contains(.subject) { fault(FieldPath(.subject), .lotsAndSubject) }
    if draft.lots.isEmpty { fault(FieldPath(.lots), .emptyList) }
    var lots: [LotID] = []
    for number in draft.lots.indices {
      let path = FieldPath(.lots, item: number)
      if let lot = identifier(draft.lots[number], as: .lot, at: path, bytes) {
        lots.append(LotID(lot))
      }
    }
    checkLotCount(lots, .lots)
    guard let action else { return nil }
    return Order(action, .lots(lots))
  }

  /// Takes over what reading a replacement gave, with the paths that lead to it.
  mutating func take(replacement event: Event?, from nested: EventBuilder) {
    replacement = event
    let root = FieldPath.root(isOfReplacement: true)
    for var fault in nested.faults {
      fault.jsonPath = root + fault.jsonPath.dropFirst()
      faults.append(fault)
    }
    for (path, value, reason) in nested.warnings {
      var path = path
      path.isOfReplacement = true
      warn(path, reason, value: value)
    }
  }
}
