internal import LedgerFormat

/// Orders of authorities, and what a hold stops.
extension Admission {
  static func check<World: AdmissionWorld & ~Copyable>(
    _ order: Order, of event: Event, in world: borrowing World
  ) throws(Refusal) {
    guard event.document != nil else { throw .orderWithoutDocument }
    switch order.subject {
    case .party(let party):
      if order.action == .release, !world.holds(on: party).contains(where: event.isGiver) {
        throw .noHold(lot: nil, party: party, reporter: event.party)
      }
    case .lots(let lots):
      guard !lots.isEmpty else { throw .emptyList(.lots) }
      for lot in lots {
        guard let state = world.state(of: lot), state.origin != nil else { throw .unknownLot(lot) }
        if order.action == .release, !state.holds.contains(where: event.isGiver) {
          throw .noHold(lot: lot, party: nil, reporter: event.party)
        }
      }
    }
  }

  /// Refuses what a hold on the lot, or on whoever gives it out of hand, stops.
  static func checkNotHeld<World: AdmissionWorld & ~Copyable>(
    _ state: LotState, of party: Identifier, in world: borrowing World
  ) throws(Refusal) {
    if let hold = state.holds.first { throw .held(state.lot, hold) }
    if let hold = world.holds(on: party).first { throw .partyHeld(party, hold) }
  }
}

extension Event {
  /// True for a hold that the event's reporter ordered.
  fileprivate func isGiver(_ hold: Hold) -> Bool { hold.party == party }
}
