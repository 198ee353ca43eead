public import LedgerFormat

/// What became of one lot in one consignment.
///
/// All amounts are in the lot's smallest unit and count from the consignment's opening.
public struct ConsignmentShare: Equatable, Sendable {
  /// The index of the entry that opened the consignment.
  public let index: UInt64
  public let consignor: Identifier
  /// Where the goods are taken from, and go back to; nil is the consignor's unnamed place.
  public let site: Identifier?
  public let consignee: Identifier
  /// The carrier that the waybill names.
  public let carrier: Identifier?
  /// Where a delivery goes whose event names no site.
  public let toSite: Identifier?
  /// What the waybill lists of the lot, summed.
  public let consigned: Int64

  /// What was loaded in all; what came back stays counted, for it is not loadable again.
  public internal(set) var loaded: Int64 = 0
  /// What was delivered from the consignor's place before anybody loaded.
  public internal(set) var deliveredUnloaded: Int64 = 0
  /// What was delivered out of transit, with the excess that was booked as found.
  public internal(set) var deliveredFromTransit: Int64 = 0
  /// What went back to the consignor.
  public internal(set) var returned: Int64 = 0
  /// What was reported lost on the way.
  public internal(set) var lost: Int64 = 0
  /// True once anybody loaded any good of the consignment.
  public internal(set) var isLoaded = false
  /// Those who loaded any good of the consignment, in the order of their first load.
  public internal(set) var carriers: [CarrierShare] = []

  init(opening event: Event, _ consignment: Consignment, consigned: Int64, index: UInt64) {
    self.index = index
    consignor = event.party
    site = event.site
    consignee = consignment.consignee
    carrier = consignment.carrier
    toSite = consignment.toSite
    self.consigned = consigned
  }

  /// What a load may still take: neither loaded nor delivered yet.
  public var loadable: Int64 { max(0, consigned &- loaded &- deliveredUnloaded) }

  /// What may still be delivered where nobody loaded.
  public var deliverableUnloaded: Int64 { max(0, consigned &- deliveredUnloaded) }

  /// What is in transit with all carriers.
  public var inTransit: Int64 { carriers.reduce(0) { $0 &+ $1.inTransit } }

  /// What is unaccounted with all carriers.
  public var unaccounted: Int64 { carriers.reduce(0) { $0 &+ $1.unaccounted } }

  /// What may come back or be lost: in transit and unaccounted.
  public var underway: Int64 { inTransit &+ unaccounted }
}

/// What one carrier has of a lot in one consignment.
public struct CarrierShare: Equatable, Sendable {
  public let carrier: Identifier
  /// What is on its way.
  public internal(set) var inTransit: Int64 = 0
  /// What was on its way and was not delivered when the delivery was reported.
  public internal(set) var unaccounted: Int64 = 0

  init(carrier: Identifier) { self.carrier = carrier }
}
