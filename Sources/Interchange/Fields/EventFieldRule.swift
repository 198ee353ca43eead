internal import LedgerFormat

/// Which fields an event of a kind must and may have.
struct EventFieldRule: Sendable {
  let needed: EventFieldSet
  let known: EventFieldSet

  /// What every event needs.
  static let always: EventFieldSet = [.id, .kind, .time, .party]

  /// The rule of a kind; nil for those that come by other ways.
  ///
  /// A production needs `outputs`, or `lot` and `quantity` in their place; `EventBuilder` sees to it.
  static func rule(of kind: BodyKind) -> EventFieldRule? {
    kind.rawValue < UInt64(rules.count) ? rules[Int(kind.rawValue)] : nil
  }

  /// By the kinds' raw values.
  private static let rules = (0..<BodyKind.genesis.rawValue).map { number in
    BodyKind(rawValue: number).flatMap { kind in EventFieldRule(of: kind) }
  }

  private init(needed: EventFieldSet, optional: EventFieldSet) {
    let anywhere: EventFieldSet = [.site, .document, .note, .owner, .handler, .checker, .contact]
    self.needed = needed.union(EventFieldRule.always)
    known = self.needed.union(optional).union(anywhere)
  }

  private init?(of kind: BodyKind) {
    switch kind {
    case .production:
      self.init(
        needed: [.process],
        optional: [
          .outputs, .lot, .quantity, .inputs, .loss, .from, .content, .name, .cas, .un,
          .concentration,
        ])
    case .storage:
      self.init(needed: [.action, .lot, .quantity], optional: [.toSite, .reason])
    case .trade:
      self.init(needed: [.action, .goods, .counterparty], optional: [.purpose, .agent])
    case .consignment:
      self.init(
        needed: [.consignment, .consignee, .goods], optional: [.carrier, .toSite])
    case .transport:
      self.init(
        needed: [.consignment, .step],
        optional: [.vehicle, .driver, .escort, .place, .goods, .partial])
    case .use: self.init(needed: [.lot, .quantity, .purpose], optional: [])
    case .disposal: self.init(needed: [.lot, .quantity, .method], optional: [])
    case .loss: self.init(needed: [.lot, .quantity, .cause], optional: [.consignment])
    case .registration:
      self.init(
        needed: [.register, .subject, .record],
        optional: [.reason, .identityNumber, .personName])
    case .correction: self.init(needed: [.corrects, .reason], optional: [.replacement])
    case .order: self.init(needed: [.order, .document], optional: [.lots, .subject])
    case .handling: self.init(needed: [.action, .finding], optional: [])
    default: return nil
    }
  }
}
