internal import Custody
internal import LedgerFormat
internal import LedgerStore

/// Corrections, and the versions of what they correct.
extension EventLog {
  /// True where anything was ever corrected. Cost: one look-up.
  func hasCorrections() throws(LedgerError) -> Bool {
    try !candidates(for: .ledgerEvent(.correction)).isEmpty
  }

  /// The corrections of an event that its party reported under an id, in ledger order.
  func corrections(party: Identifier, id: Identifier) throws(LedgerError) -> [RecordedEvent] {
    var found: [RecordedEvent] = []
    for index in try candidates(for: .correction(party: party, id: id)) {
      let recorded = try recordedEvent(at: index)
      guard case .correction(let correction) = recorded.event.detail,
        correction.party == party, correction.id == id
      else { continue }
      found.append(recorded)
    }
    return found
  }

  /// All corrections below `horizon`: what counts in the whole ledger.
  ///
  /// Cost: one entry read per correction.
  func overlay(below horizon: UInt64) throws(LedgerError) -> CorrectionOverlay {
    var overlay = CorrectionOverlay()
    for index in try candidates(for: .ledgerEvent(.correction)) where index < horizon {
      overlay.add(try recordedEvent(at: index))
    }
    return overlay
  }

  /// The streams that an entry is on, in the order of links.
  func streams(at index: UInt64) throws(LedgerError) -> [StreamKey] {
    do { return try view.entry(at: index).links.map(\.stream) } catch { throw LedgerError(error) }
  }

  /// The orders that hold all that a party has, by party.
  func partyHolds() throws(LedgerError) -> [Identifier: [Hold]] {
    var parties: Set<Identifier> = []
    for index in try candidates(for: .ledgerEvent(.order)) {
      guard case .order(let order)? = try recordedEvent(at: index).statement?.detail,
        let party = order.party
      else { continue }
      parties.insert(party)
    }
    var holds: [Identifier: [Hold]] = [:]
    for party in parties {
      let events = try events(on: StreamKey(kind: .party, id: party))
      let standing = CorrectionOverlay.counting(events).holds(on: party)
      if !standing.isEmpty { holds[party] = standing }
    }
    return holds
  }
}
