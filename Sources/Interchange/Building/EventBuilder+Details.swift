internal import Custody
internal import LedgerFormat

extension EventBuilder {
  /// Reads what an event of `kind` has beyond the common fields; nil where a fault was noted.
  mutating func detail(_ kind: BodyKind, _ bytes: Span<UInt8>) -> Event.Detail? {
    switch kind {
    case .production: production(bytes).map { .production($0) }
    case .storage: storage(bytes).map { .storage($0) }
    case .trade: trade(bytes).map { .trade($0) }
    case .consignment: consignment(bytes).map { .consignment($0) }
    case .transport: transport(bytes).map { .transport($0) }
    case .use: use(bytes).map { .use($0) }
    case .disposal: disposal(bytes).map { .disposal($0) }
    case .loss: loss(bytes).map { .loss($0) }
    case .registration: registration(bytes).map { .registration($0) }
    case .correction: correction(bytes).map { .correction($0) }
    case .order: order(bytes).map { .order($0) }
    case .handling: handling(bytes).map { .handling($0) }
    default: nil
    }
  }

  private mutating func storage(_ bytes: Span<UInt8>) -> Storage? {
    let action = word(.action, words.storageActions, bytes).map { Storage.Action.allCases[$0] }
    let lot = identifier(.lot, as: .lot, bytes)
    let quantity = quantity(.quantity, isZeroAllowed: action == .count, bytes)
    let toSite = identifier(.toSite, bytes)
    let reason = freeText(.reason, bytes)
    guard let action, let lot, let quantity else { return nil }
    return Storage(
      action: action, lot: LotID(lot), quantity: quantity, toSite: toSite, reason: reason)
  }

  private mutating func trade(_ bytes: Span<UInt8>) -> Trade? {
    let action = word(.action, words.tradeActions, bytes).map { Trade.Action.allCases[$0] }
    let goods = goods(.goods, bytes)
    let counterparty = identifier(.counterparty, bytes)
    let purpose = freeText(.purpose, bytes)
    guard let action, let goods, let counterparty else { return nil }
    return Trade(action: action, goods: goods, counterparty: counterparty, purpose: purpose)
  }

  private mutating func consignment(_ bytes: Span<UInt8>) -> Consignment? {
    let consignment = identifier(.consignment, bytes)
    let consignee = identifier(.consignee, as: .party, bytes)
    let carrier = identifier(.carrier, as: .party, bytes)
    let goods = goods(.goods, arePackagesAllowed: true, bytes)
    let toSite = identifier(.toSite, bytes)
    guard let consignment, let consignee, let goods else { return nil }
    return Consignment(
      consignment: consignment, consignee: consignee, carrier: carrier, goods: goods,
      toSite: toSite)
  }

  private mutating func transport(_ bytes: Span<UInt8>) -> Transport? {
    let consignment = identifier(.consignment, bytes)
    let step = word(.step, words.steps, bytes).map { TransportStep.allCases[$0] }
    let vehicle = identifier(.vehicle, bytes)
    let place = freeText(.place, bytes)
    let goods = goods(.goods, isZeroAllowed: step == .deliver, bytes)
    let partial = word(.partial, words.booleans, bytes).map { $0 == 0 }
    guard let consignment, let step else { return nil }
    return Transport(
      consignment: consignment, step: step, vehicle: vehicle, place: place, goods: goods,
      partial: partial)
  }

  private mutating func use(_ bytes: Span<UInt8>) -> Use? {
    let lot = identifier(.lot, as: .lot, bytes)
    let quantity = quantity(.quantity, bytes)
    let purpose = freeText(.purpose, bytes)
    guard let lot, let quantity, let purpose else { return nil }
    return Use(lot: LotID(lot), quantity: quantity, purpose: purpose)
  }

  private mutating func disposal(_ bytes: Span<UInt8>) -> Disposal? {
    let lot = identifier(.lot, as: .lot, bytes)
    let quantity = quantity(.quantity, bytes)
    let method = freeText(.method, bytes)
    guard let lot, let quantity, let method else { return nil }
    return Disposal(lot: LotID(lot), quantity: quantity, method: method)
  }

  private mutating func handling(_ bytes: Span<UInt8>) -> Handling? {
    let action = word(.action, words.handlingActions, bytes).map { Handling.Action.allCases[$0] }
    let finding = identifier(.finding, bytes)
    guard let action, let finding else { return nil }
    let handling = Handling(action, finding: finding)
    guard handling.isWellFormed else {
      fault(FieldPath(.finding), .findingID, value: finding.text)
      return nil
    }
    let hasEvidence =
      draft.present.contains(.note) || (action == .close && draft.present.contains(.document))
    if action != .acknowledge, !hasEvidence {
      fault(FieldPath(action == .close ? .document : .note), .missing(.handling))
      return nil
    }
    return handling
  }

  private mutating func loss(_ bytes: Span<UInt8>) -> Loss? {
    let lot = identifier(.lot, as: .lot, bytes)
    let quantity = quantity(.quantity, bytes)
    let cause = word(.cause, words.causes, bytes).map { Loss.Cause.allCases[$0] }
    let consignment = identifier(.consignment, bytes)
    guard let lot, let quantity, let cause else { return nil }
    return Loss(lot: LotID(lot), quantity: quantity, cause: cause, consignment: consignment)
  }
}
