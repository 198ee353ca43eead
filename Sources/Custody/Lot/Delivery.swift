public import LedgerFormat

/// What a delivery moves of one lot: the hand-over, in the lot's smallest unit.
public struct Delivery: Equatable, Sendable {
  public let consignment: Identifier
  /// Who handed over, in the end: the consignor.
  public let consignor: Identifier
  /// Who received.
  public let consignee: Identifier
  /// Where it was received: the event's site, else the consignment's `toSite`, else unnamed.
  public let site: Identifier?
  /// True where it comes from transit, false where nobody loaded and it comes from the consignor.
  public let isFromTransit: Bool
  /// What there was to deliver: in transit, or consigned and not yet delivered.
  public let available: Int64
  /// How much more than `available` may be booked as found.
  public let tolerance: Int64
  /// What the consignee received.
  public let received: Int64
  /// The part of `received` that is booked as found.
  public let excess: Int64
  /// What was in transit and becomes unaccounted.
  public let unaccounted: Int64

  /// True when more was received than what was available and the tolerance together.
  public var isBeyondTolerance: Bool { taken > available }

  /// What is taken from transit, or from the consignor's place.
  public var taken: Int64 { received &- excess }
}

/// How much a delivery takes from one carrier's transit.
public struct CarrierDraw: Equatable, Sendable {
  public let carrier: Identifier
  public let amount: Int64
}

extension LotState {
  /// What `event` delivers of this lot, from the state before it is applied.
  ///
  /// Nil where the event is no delivery, or its consignment does not list the lot.
  /// Without `goods` all that is available is received. With goods that leave the lot out none is.
  public func delivery(of event: Event) -> Delivery? {
    guard case .transport(let transport) = event.detail, transport.step == .deliver,
      let share = consignments[transport.consignment]
    else { return nil }
    return delivery(of: event, transport, share)
  }

  /// What a delivery takes from each carrier, in the order of their first load; none left at zero.
  public func draws(of delivery: Delivery) -> [CarrierDraw] {
    guard delivery.isFromTransit, let share = consignments[delivery.consignment] else { return [] }
    var rest = delivery.taken
    var draws: [CarrierDraw] = []
    for carrier in share.carriers where rest > 0 && carrier.inTransit > 0 {
      let part = min(rest, carrier.inTransit)
      draws.append(CarrierDraw(carrier: carrier.carrier, amount: part))
      rest -= part
    }
    return draws
  }

  func delivery(
    of event: Event, _ transport: Transport, _ share: ConsignmentShare
  ) -> Delivery {
    let available = share.isLoaded ? max(0, share.inTransit) : share.deliverableUnloaded
    var received = available
    var tolerance: Int64 = 0
    if let goods = transport.goods {
      received = amount(in: goods) ?? 0
      if share.isLoaded, received > available {
        let named = goods.first { $0.lot == lot }?.quantity
        let dimension = origin?.quantity.dimension ?? named?.dimension ?? .count
        tolerance = policy.tolerance(ofTransit: available, dimension: dimension)
      }
    }
    let more = max(0, received &- available)
    let excess = more <= tolerance ? more : 0
    let isWhole = share.isLoaded && transport.partial != true
    return Delivery(
      consignment: transport.consignment, consignor: share.consignor, consignee: share.consignee,
      site: event.site ?? share.toSite, isFromTransit: share.isLoaded, available: available,
      tolerance: tolerance, received: received, excess: excess,
      unaccounted: isWhole ? max(0, available &- received) : 0)
  }
}
