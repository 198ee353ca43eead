internal import LedgerFormat

/// The checks that events of several kinds share.
extension Admission {
  /// The state of a lot that the ledger knows, once `written` is of its dimension.
  static func state<World: AdmissionWorld & ~Copyable>(
    of lot: LotID, written: Quantity, in world: borrowing World
  ) throws(Refusal) -> LotState {
    guard let state = world.state(of: lot), let unit = state.unit else { throw .unknownLot(lot) }
    guard written.dimension == unit.dimension else {
      throw .wrongDimension(lot, written: written, unit: unit)
    }
    return state
  }

  static func checkPositive(
    _ key: EventKey, _ lot: LotID?, _ quantity: Quantity
  ) throws(Refusal) {
    guard quantity.amount > 0 else { throw .notPositive(key, lot: lot, quantity) }
  }

  /// Checks that a list names something and that every amount is positive.
  static func checkList(_ key: EventKey, _ goods: [Good]) throws(Refusal) {
    guard !goods.isEmpty else { throw .emptyList(key) }
    for good in goods { try checkPositive(key, good.lot, good.quantity) }
  }

  /// Checks that a party holds at least `amount` at a place.
  static func checkHeld(
    _ amount: Int64, of state: LotState, by party: Identifier, at site: Identifier?
  ) throws(Refusal) {
    let held = state.held(by: party, at: site)
    // Where nothing is taken, what a correction left uncovered does not matter.
    guard held < amount, amount > 0 else { return }
    throw .overdraw(
      Overdraw(
        lot: state.lot, party: party, site: site, asked: state.quantity(amount),
        held: state.quantity(held),
        elsewhere: state.held.filter { $0.party == party && $0.site != site }))
  }

  /// Checks that produced and found, with more found, stay within Int64.
  static func checkGrowth(
    of state: LotState, by amount: Int64, _ key: EventKey
  ) throws(Refusal) {
    guard amount > 0 else { return }
    if state.totals.whole.addingReportingOverflow(amount).overflow {
      throw .sumTooLarge(key, lot: state.lot)
    }
  }

  /// The goods with each lot once; a sum must stay within Int64.
  static func summed(_ key: EventKey, _ goods: [Good]) throws(Refusal) -> [Good] {
    guard goods.count > 1 else { return goods }
    var result: [Good] = []
    result.reserveCapacity(goods.count)
    var positions: [LotID: Int] = [:]
    for good in goods {
      guard let position = positions[good.lot] else {
        positions[good.lot] = result.count
        result.append(good)
        continue
      }
      let sum = result[position].quantity.amount.addingReportingOverflow(good.quantity.amount)
      guard !sum.overflow else { throw .sumTooLarge(key, lot: good.lot) }
      guard result[position].quantity.dimension == good.quantity.dimension else {
        throw .wrongDimension(
          good.lot, written: good.quantity, unit: result[position].quantity.unit)
      }
      result[position].quantity.amount = sum.partialValue
    }
    return result
  }
}

extension LotState {
  /// An amount of the lot in the unit that answers about it are given in.
  public func quantity(_ amount: Int64) -> Quantity {
    Quantity(amount: amount, unit: unit ?? .milligram)
  }
}
