public import Custody
internal import LedgerFormat

/// The persons whom the statutory book of an event must name: 双人收发, and the purchaser's agent.
public enum StatutoryPersons {
  /// Whom an event must name and does not.
  ///
  /// Highly toxic chemicals come and go by two persons, who handle and check (条例 2013, article 24
  /// [A]); a sale of highly toxic or explosive-precursor chemicals names the purchaser's agent
  /// (article 41 [A]). A sealed field is a named one. Whether this is a refusal or a finding is for the
  /// rules to say.
  /// - Parameter flags: the lists of the law that the chemicals of the event's lots are on.
  public static func missing(
    in event: Event, flags: Set<ChemicalRecord.Flag>
  ) -> [PrivateField.Name] {
    var needed: [PrivateField.Name] = []
    if flags.contains(.highlyToxic), event.isHandOver { needed += [.handler, .checker] }
    if case .trade(let trade) = event.detail, trade.action == .sale,
      flags.contains(.highlyToxic) || flags.contains(.explosivePrecursor)
    {
      needed.append(.agent)
    }
    return needed.filter { name in !event.privateFields.contains { $0.name == name } }
  }
}

extension Event {
  /// True where chemicals come into a store, leave one, or are taken from it for use.
  fileprivate var isHandOver: Bool {
    switch detail {
    case .storage(let storage): storage.action != .count
    case .use, .disposal: true
    case .transport(let transport): transport.step == .load || transport.step == .deliver
    case .production(let production): production.process == .receipt
    case .trade, .consignment, .loss, .correction, .order, .registration, .handling: false
    }
  }
}
