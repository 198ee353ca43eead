internal import LedgerFormat

/// Carriers are drawn on in the order of their first load, here and everywhere.
extension ConsignmentShare {
  /// Puts `carrier` behind those who loaded before, unless it did itself, and gives its place.
  mutating func position(ofCarrier carrier: Identifier) -> Int {
    if let position = carriers.firstIndex(where: { $0.carrier == carrier }) { return position }
    carriers.append(CarrierShare(carrier: carrier))
    return carriers.count - 1
  }

  /// Takes from transit; what is not covered makes the last carrier's transit negative.
  ///
  /// Where nobody loaded, that is the named carrier, or else `reporter`.
  mutating func drawTransit(_ amount: Int64, reporter: Identifier) {
    var rest = amount
    for position in carriers.indices where rest > 0 && carriers[position].inTransit > 0 {
      let part = min(rest, carriers[position].inTransit)
      carriers[position].inTransit -= part
      rest -= part
    }
    guard rest > 0 else { return }
    if carriers.isEmpty { carriers.append(CarrierShare(carrier: carrier ?? reporter)) }
    carriers[carriers.count - 1].inTransit &-= rest
  }

  /// Takes what is unaccounted, and says how much of `amount` there was.
  mutating func drawUnaccounted(_ amount: Int64) -> Int64 {
    var rest = amount
    for position in carriers.indices where rest > 0 && carriers[position].unaccounted > 0 {
      let part = min(rest, carriers[position].unaccounted)
      carriers[position].unaccounted -= part
      rest -= part
    }
    return amount - rest
  }

  /// Makes all that is in transit unaccounted, with the carrier that has it, and says how much.
  mutating func leaveUnaccounted() -> Int64 {
    var total: Int64 = 0
    for position in carriers.indices where carriers[position].inTransit > 0 {
      let part = carriers[position].inTransit
      carriers[position].inTransit = 0
      carriers[position].unaccounted &+= part
      total &+= part
    }
    return total
  }
}
