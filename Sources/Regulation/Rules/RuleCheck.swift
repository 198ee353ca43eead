/// What a rule makes the program look for; a rule pack names it by `name`.
///
/// The program knows how to look; the pack says whether, since when, how strictly and by which law.
public enum RuleCheck: UInt8, Hashable, Sendable, CaseIterable {
  // Decided by an event, the register and the tables: on the way in as well.
  case licence
  case partyCode
  case casNumber
  case unConsistent
  case plate
  case courier
  case individualBuyer
  case twoPersons
  case purchaseAgent
  case tankMedia
  case futureTime
  case lateReport
  case loss
  case mixedLoading
  case incompatibleLoad
  case otherLoader
  case unconfirmedDelivery
  case sourceUnknown
  case unregisteredParty
  // Decided by what came before or did not come after.
  case beforeOrigin
  case transitOverdue
  case whereaboutsUnknown
  case deliveryShort
  case countDifference
  case vehicleTwoWaybills
  case vehicleTwoPlaces
  case stopTooLong
  case wasteDwell
  case filing
  case deliveryConfirmation
  case storageIncompatible
  case designMaximum
  case majorHazard
  case silentParty
  case licenceExpiring
  case licenceTwice

  /// In the order of the cases.
  private static let names = [
    "licence", "party-code", "cas-number", "un-consistent", "plate", "courier",
    "individual-buyer", "two-persons", "purchase-agent", "tank-media", "future-time",
    "late-report", "loss", "mixed-loading", "incompatible-load", "other-loader",
    "unconfirmed-delivery", "source-unknown", "unregistered-party", "before-origin",
    "transit-overdue", "whereabouts-unknown", "delivery-short", "count-difference",
    "vehicle-two-waybills", "vehicle-two-places", "stop-too-long", "waste-dwell", "filing",
    "delivery-confirmation", "storage-incompatible", "design-maximum", "major-hazard",
    "silent-party", "licence-expiring", "licence-twice",
  ]

  /// As rule packs write it.
  public var name: String { RuleCheck.names[Int(rawValue)] }

  /// The check of a name, or nil.
  init?(name: String) {
    guard let number = RuleCheck.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: UInt8(number))
  }

  /// True where an event, the register and the tables decide, so that it is judged on the way in.
  public var isOfEvent: Bool {
    switch self {
    case .licence, .partyCode, .casNumber, .unConsistent, .plate, .courier, .individualBuyer,
      .twoPersons, .purchaseAgent, .tankMedia, .futureTime, .lateReport, .loss, .mixedLoading,
      .incompatibleLoad, .otherLoader, .unconfirmedDelivery, .sourceUnknown, .unregisteredParty:
      true
    default: false
    }
  }

  /// True where a rule may refuse: the register itself says that the event may not be.
  public var mayRefuse: Bool {
    switch self {
    case .licence, .courier, .tankMedia, .mixedLoading, .twoPersons, .purchaseAgent,
      .individualBuyer, .partyCode, .casNumber, .unConsistent, .plate, .futureTime,
      .incompatibleLoad, .otherLoader, .unregisteredParty, .sourceUnknown:
      true
    default: false
    }
  }

  /// The parameters that a rule with this check must have.
  var needed: Set<RuleParameter> {
    switch self {
    case .licence: [.licence, .act]
    case .courier: [.words]
    case .individualBuyer, .twoPersons, .purchaseAgent: [.flags]
    case .futureTime, .vehicleTwoPlaces, .stopTooLong: [.minutes]
    case .lateReport, .whereaboutsUnknown, .wasteDwell, .silentParty, .licenceExpiring: [.days]
    case .filing: [.days, .flags]
    case .loss: [.causes]
    case .transitOverdue: [.hours]
    case .deliveryShort, .countDifference: [.tolerance]
    case .deliveryConfirmation: [.workdays]
    case .incompatibleLoad, .storageIncompatible: [.pairs]
    case .partyCode, .casNumber, .unConsistent, .plate, .tankMedia, .mixedLoading, .otherLoader,
      .unconfirmedDelivery, .sourceUnknown, .unregisteredParty, .beforeOrigin,
      .vehicleTwoWaybills, .designMaximum, .majorHazard, .licenceTwice:
      []
    }
  }

  /// The parameters that it may have besides.
  var optional: Set<RuleParameter> {
    switch self {
    case .licence, .loss, .sourceUnknown, .whereaboutsUnknown, .deliveryShort, .stopTooLong,
      .transitOverdue, .countDifference:
      [.flags]
    default: []
    }
  }
}

/// The parameters of rules, as packs name them.
enum RuleParameter: String, Hashable, CaseIterable {
  case days, workdays, hours, minutes, tolerance, flags, pairs, licence, act, words, causes
}
