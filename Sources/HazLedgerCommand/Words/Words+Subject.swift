internal import Custody
internal import HazLedger
internal import LedgerFormat
internal import Regulation

/// Which field a refusal is about, and what stands in it.
struct RefusedField {
  var key: EventKey
  var value: String?
  /// What it is called where the event's field holds several, as a registration's does.
  var name: Bilingual?

  /// What people call it.
  var shown: Bilingual { name ?? Words.field(key) }
}

extension Words {
  /// The field that an event was refused for; nil where it is the event as a whole.
  static func subject(of refusal: RecordRefusal) -> RefusedField? {
    switch refusal {
    case .model(let refusal): subject(of: refusal)
    case .number(let fault):
      RefusedField(
        key: fault.field == nil ? .registered : .record, value: fault.value,
        name: fault.field.map { _ in name(fault.number) })
    case .otherContent(_, let id, _, _, _): RefusedField(key: .id, value: id.text)
    case .tooLarge, .rule: nil
    case .notPermitted(.unsigned(let party)), .notPermitted(.notOfParty(let party)),
      .notPermitted(.unknown(let party, _)),
      .notPermitted(.expired(let party, _, _)), .notPermitted(.ended(let party, _, _, _)):
      RefusedField(key: .party, value: party.text)
    case .notPermitted: nil
    }
  }

  private static func subject(of refusal: Refusal) -> RefusedField? {
    switch refusal {
    case .text(let key, _), .emptyList(let key): RefusedField(key: key)
    case .notPositive(let key, _, let quantity): RefusedField(key: key, value: quantity.text)
    case .sumTooLarge(let key, let lot): RefusedField(key: key, value: lot?.text)
    case .tooManyLots, .privateField: nil
    case .listOrder(let key): RefusedField(key: key)
    case .concentration(let text): RefusedField(key: .record, value: text)
    case .holder(let holder): RefusedField(key: .holder, value: "\(holder)")
    case .licenceEndsFirst(_, let to): RefusedField(key: .record, value: to.text)
    case .unNumber(_, let number): RefusedField(key: .outputs, value: number)
    case .unknownLot(let lot), .lotExists(let lot, _): RefusedField(key: .lot, value: lot.text)
    case .ambiguousLot(let batch, _): RefusedField(key: .lot, value: batch.text)
    case .outputTwice(let lot), .outputOfOther(let lot, _), .contentNotAllowed(let lot),
      .contentMissing(let lot, _, _):
      RefusedField(key: .outputs, value: lot.text)
    case .wrongDimension(_, let written, _): RefusedField(key: .quantity, value: written.text)
    case .overdraw(let facts): RefusedField(key: .quantity, value: facts.asked.text)
    case .mixedInputs(_, let second): RefusedField(key: .inputs, value: second.quantity.text)
    case .unbalanced(_, let outputs, _): RefusedField(key: .outputs, value: outputs.text)
    case .lossNotAllowed: RefusedField(key: .loss)
    case .lossDimension(let loss, _): RefusedField(key: .loss, value: loss.text)
    case .contentDimension(_, let content, _): RefusedField(key: .outputs, value: content.text)
    case .siteMissing: RefusedField(key: .site)
    case .toSiteNotAllowed: RefusedField(key: .toSite)
    case .consignmentExists(let id, _), .unknownConsignment(let id), .foundOnConsignment(let id),
      .nothingToMove(let id, _):
      RefusedField(key: .consignment, value: id.text)
    case .notConsigned(let lot, _, _): RefusedField(key: .goods, value: lot.text)
    case .reporter(let facts): RefusedField(key: .party, value: facts.reporter.text)
    case .documentMissing: RefusedField(key: .document)
    case .loadTooLarge(_, let written, _, _), .beyondTolerance(_, let written, _, _),
      .beyondConsigned(_, let written, _), .beyondUnderway(_, let written, _, _):
      RefusedField(key: .goods, value: written.text)
    case .held(let lot, _): RefusedField(key: .lot, value: lot.text)
    case .partyHeld(let party, _): RefusedField(key: .party, value: party.text)
    case .orderWithoutDocument: RefusedField(key: .document)
    case .findingID(let id): RefusedField(key: .finding, value: id.text)
    case .handlingWithoutEvidence: RefusedField(key: .note)
    case .noHold(let lot, let party, _):
      lot.map { RefusedField(key: .lots, value: $0.text) }
        ?? RefusedField(key: .subject, value: party?.text)
    default: correctionSubject(of: refusal)
    }
  }

  private static func correctionSubject(of refusal: Refusal) -> RefusedField? {
    switch refusal {
    case .correctionOfOther(let party, _): RefusedField(key: .corrects, value: party.text)
    case .correctedUnknown(_, let id), .correctionOfCorrection(let id, _):
      RefusedField(key: .corrects, value: id.text)
    case .replacementOfOther(_, let id): RefusedField(key: .replacement, value: id.text)
    case .stepStands(let id, _, _), .receiverStands(let id, _, _):
      RefusedField(key: .replacement, value: id.text)
    case .lotStands(let lot): RefusedField(key: .replacement, value: lot.text)
    case .dimensionStands(_, let written, _, _):
      RefusedField(key: .replacement, value: written.text)
    case .atPlace(_, let refusal):
      RefusedField(key: .replacement, value: subject(of: refusal)?.value)
    default: nil
    }
  }
}
