internal import LedgerFormat

/// What a correction may not do.
extension CorrectionCase {
  /// Why the correction may not be recorded; nil where it may.
  func refusal() -> Refusal? {
    do throws(Refusal) {
      try checkWaybill()
      guard let new else { return nil }
      do throws(Refusal) {
        try Admission.checkAmounts(new, in: PlaceWorld(self))
      } catch { throw .atPlace(index: place, error) }
      try checkNames(new)
      return nil
    } catch { return error }
  }

  /// Protects what others reported on a waybill from whoever opened it.
  ///
  /// Its lots decide on which streams its steps are; so neither they nor the waybill itself go away
  /// while a step stands. Its receiver stays while the receipt stands.
  private func checkWaybill() throws(Refusal) {
    guard let old, case .consignment(let former) = old.detail else { return }
    let id = former.consignment
    let steps = (consignments[id]?.before ?? []).filter { recorded in
      recorded.index != place && recorded.event.consignmentReference == id
    }
    var opening: Consignment?
    if let new, case .consignment(let consignment) = new.detail, consignment.consignment == id {
      opening = consignment
    }
    let isSameList =
      opening.map { Set($0.goods.map(\.lot)) == Set(former.goods.map(\.lot)) } ?? false
    if !isSameList, let step = steps.first {
      throw .stepStands(consignment: id, index: step.index, party: step.event.party)
    }
    guard let opening, opening.consignee != former.consignee else { return }
    let receipt = steps.first { recorded in
      recorded.event.party == former.consignee || recorded.event.isDelivery
    }
    if let receipt {
      throw .receiverStands(
        consignment: id, consignee: former.consignee, index: receipt.index)
    }
  }

  /// Checks that what the replacement names anew is nobody else's, wherever that stands.
  private func checkNames(_ new: Event) throws(Refusal) {
    switch new.detail {
    case .production(let production):
      for output in production.outputs { try check(output) }
    case .consignment(let consignment):
      let id = consignment.consignment
      let other = consignments[id]?.after.first { recorded in
        guard recorded.index != place, case .consignment(let other) = recorded.event.detail else {
          return false
        }
        return other.consignment == id
      }
      if let other { throw .consignmentExists(id, index: other.index) }
    case .storage, .trade, .transport, .use, .disposal, .loss, .correction, .order, .registration,
      .handling:
      break
    }
  }

  private func check(_ output: Output) throws(Refusal) {
    for recorded in lots[output.lot]?.after ?? [] where recorded.index != place {
      if case .production(let other) = recorded.event.detail,
        other.outputs.contains(where: { $0.lot == output.lot })
      {
        throw .lotExists(output.lot, index: recorded.index)
      }
      if let quantity = recorded.event.quantity(of: output.lot),
        quantity.dimension != output.quantity.dimension
      {
        throw .dimensionStands(
          output.lot, written: output.quantity, found: quantity, index: recorded.index)
      }
    }
  }
}

/// What counts before the place of a corrected event.
private struct PlaceWorld: AdmissionWorld {
  private var states: [LotID: LotState] = [:]
  private var openings: [Identifier: Consigning] = [:]
  private var partyHolds: [Identifier: [Hold]] = [:]

  init(_ correction: CorrectionCase) {
    let place = correction.place
    for (lot, story) in correction.lots {
      var state: LotState?
      for recorded in story.after {
        guard recorded.index < place else { break }
        if state == nil { state = LotState(lot: lot, policy: correction.policy) }
        state?.apply(recorded.event, index: recorded.index)
      }
      states[lot] = state
    }
    for (consignment, story) in correction.consignments {
      let before = story.after.filter { $0.index < place }
      openings[consignment] = before.opening(of: consignment).flatMap {
        Consigning(opening: $0.event)
      }
    }
    for (party, story) in correction.parties {
      partyHolds[party] = story.after.filter { $0.index < place }.holds(on: party)
    }
  }

  func state(of lot: LotID) -> LotState? { states[lot] }
  func consigning(of consignment: Identifier) -> Consigning? { openings[consignment] }
  func holds(on party: Identifier) -> [Hold] { partyHolds[party] ?? [] }
}

extension Event {
  fileprivate var isDelivery: Bool {
    if case .transport(let transport) = detail { transport.step == .deliver } else { false }
  }

  /// The first quantity that the event gives of a lot.
  fileprivate func quantity(of lot: LotID) -> Quantity? {
    func first(_ goods: [Good]) -> Quantity? { goods.first { $0.lot == lot }?.quantity }
    switch detail {
    case .production(let production):
      return first(production.inputs)
        ?? production.outputs.first { $0.lot == lot }?.quantity
    case .trade(let trade): return first(trade.goods)
    case .consignment(let consignment): return first(consignment.goods)
    case .transport(let transport): return first(transport.goods ?? [])
    case .storage(let storage): return storage.lot == lot ? storage.quantity : nil
    case .use(let use): return use.lot == lot ? use.quantity : nil
    case .disposal(let disposal): return disposal.lot == lot ? disposal.quantity : nil
    case .loss(let loss): return loss.lot == lot ? loss.quantity : nil
    case .correction, .order, .registration, .handling: return nil
    }
  }
}
