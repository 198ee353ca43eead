public import LedgerFormat

/// The states of many lots in memory: folds events in as they come, and is a world to check against.
///
/// For refolding a ledger, for trying a file before it is recorded, and for tests. Keeps every lot
/// and every opening; a writer of a large ledger keeps a world of its own that forgets.
public struct LotBook: AdmissionWorld, Sendable {
  public let policy: Policy
  public private(set) var states: [LotID: LotState] = [:]
  /// The orders that hold all that a party has.
  public private(set) var partyHolds: [Identifier: [Hold]] = [:]
  private var opened: [Identifier: Opened] = [:]

  /// A consignment as it was opened, and what is asked of that again and again.
  private final class Opened: Sendable {
    let event: Event
    let consigning: Consigning?
    let streams: [StreamKey]

    init(_ event: Event) {
      self.event = event
      consigning = Consigning(opening: event)
      streams = event.streams(opening: [])
    }
  }

  public init(policy: Policy) { self.policy = policy }

  public func state(of lot: LotID) -> LotState? { states[lot] }

  /// The event that opened a consignment.
  public func opening(of consignment: Identifier) -> Event? { opened[consignment]?.event }

  /// The streams of the entry that opened a consignment, in the order of links.
  public func openingStreams(of consignment: Identifier) -> [StreamKey]? {
    opened[consignment]?.streams
  }

  public func consigning(of consignment: Identifier) -> Consigning? {
    opened[consignment]?.consigning
  }

  public func holds(on party: Identifier) -> [Hold] {
    partyHolds.isEmpty ? [] : partyHolds[party] ?? []
  }

  /// The consignments that were opened, in no order that means anything.
  public var consignments: some Collection<Identifier> { opened.keys }

  /// Folds an event into every lot whose chain it is on; never refuses.
  public mutating func apply(_ event: Event, index: UInt64) {
    if let lot = event.onlyLot { return apply(event, to: lot, index: index) }
    if case .transport(let transport) = event.detail, !transport.step.movesGoods { return }
    let named = event.lotReferences
    for lot in named { apply(event, to: lot, index: index) }
    switch event.detail {
    case .consignment(let consignment):
      if opened[consignment.consignment] == nil {
        opened[consignment.consignment] = Opened(event)
      }
    case .transport(let transport):
      guard let consigning = opened[transport.consignment]?.consigning else { return }
      for lot in consigning.lots where !named.contains(lot) {
        apply(event, to: lot, index: index)
      }
    case .order(let order):
      if let party = order.party {
        partyHolds[party, default: []].apply(order, of: event, index: index)
      }
    case .production, .storage, .trade, .use, .disposal, .loss, .correction, .registration,
      .handling:
      break
    }
  }

  /// Takes over what a correction changes.
  ///
  /// `apply` passes over corrections, for their effect is worked out from what the lots' chains say.
  public mutating func apply(_ effect: CorrectionEffect) {
    for (lot, state) in effect.states { states[lot] = state }
    for (consignment, opening) in effect.openings { opened[consignment] = opening.map(Opened.init) }
    for (party, holds) in effect.partyHolds where !(holds.isEmpty && partyHolds.isEmpty) {
      partyHolds[party] = holds
    }
  }

  private mutating func apply(_ event: Event, to lot: LotID, index: UInt64) {
    states[lot, default: LotState(lot: lot, policy: policy)].apply(event, index: index)
  }
}
