internal import LedgerFormat

/// Who may report a step of a transport.
///
/// | step | reported by |
/// |---|---|
/// | `load`, `accept` | anybody, who is a carrier by it; one that is not named is a finding |
/// | `deliver` | the consignee; with a document also a carrier or the consignor |
/// | others | a carrier, the consignor or the consignee |
///
/// A carrier is the one named, or any that loaded. Where none is named and nobody loaded, nobody can
/// be told not to be the carrier, and the steps that move nothing are open to all.
extension Admission {
  static func checkReporter<World: AdmissionWorld & ~Copyable>(
    _ transport: Transport, of event: Event, _ consigning: Consigning,
    in world: borrowing World
  ) throws(Refusal) {
    let reporter = event.party
    switch transport.step {
    case .load, .accept: return
    case .deliver, .return, .depart, .position, .stop, .arrive, .unload, .refuse: break
    }
    if reporter == consigning.consignee { return }
    let isOthers = transport.step != .deliver || event.document != nil
    if isOthers, reporter == consigning.consignor || reporter == consigning.carrier { return }
    let carriers = loaders(of: transport.consignment, consigning, in: world)
    let isCarrier =
      reporter == consigning.carrier || carriers.contains { $0.carrier == reporter }
    if isOthers, isCarrier { return }
    switch transport.step {
    case .deliver:
      guard !isCarrier, reporter != consigning.consignor else {
        throw .documentMissing(
          consignment: transport.consignment, consignee: consigning.consignee)
      }
    case .return: break
    default: if consigning.carrier == nil, carriers.isEmpty { return }
    }
    var permitted = [consigning.consignee, consigning.consignor]
    if let carrier = consigning.carrier { permitted.append(carrier) }
    permitted += carriers.map(\.carrier).filter { $0 != consigning.carrier }
    throw .reporter(
      ReporterRefusal(
        reporter: reporter, consignment: transport.consignment, step: transport.step,
        permitted: permitted))
  }

  /// Those who loaded; every lot of the consignment knows them all.
  private static func loaders<World: AdmissionWorld & ~Copyable>(
    of id: Identifier, _ consigning: Consigning, in world: borrowing World
  ) -> [CarrierShare] {
    guard let lot = consigning.lots.first else { return [] }
    return world.state(of: lot)?.consignments[id]?.carriers ?? []
  }
}
