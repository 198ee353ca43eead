public import Custody
public import LedgerFormat

/// Everyone who holds or held a lot or anything made of it.
public struct RecallAnswer: Sendable {
  public var lot: LotID
  /// How far the answer looked.
  public var horizon: Horizon
  public var chemical: Chemical?
  /// Where all of the lot is, in itself and in what was made of it.
  public var destination: DestinationAnswer
  /// Those who hold something now, then those who held something, each by party.
  public var parties: [Party]

  /// Somebody to be told.
  public struct Party: Sendable {
    public var party: Identifier
    /// As the register has it.
    public var registeredName: Chemical.Name?
    /// The places where something of it is now; empty for those who have nothing left.
    public var held: [DestinationRow<HeldPlace>] = []
    /// How much of the recalled lot is in that, in its unit.
    public var attributed: Quantity
    /// All that ever came to it, by lot: made, received, found.
    public var received: [Good] = []
    /// When something first came to it, and when last something came or went.
    public var first: Instant
    public var last: Instant
    /// True where it carried some of it; what is on its way now stands in `destination`.
    public var isCarrier = false
    /// What its own events about these lots and the register say about reaching it.
    public var contacts: [String] = []
    /// Its events with a contact, the newest first: private fields that somebody has to open.
    public var contactEvents: [RecordedEvent] = []
  }
}

/// Gathers who had a lot, from one history after another.
struct RecallFold {
  private let policy: Policy
  private let horizon: Horizon
  private(set) var parties: [Identifier: RecallAnswer.Party] = [:]
  private let unit: Unit
  /// The most events of a party whose contact is kept.
  private static let contactEventsMax = 3

  init(policy: Policy, horizon: Horizon, unit: Unit) {
    self.policy = policy
    self.horizon = horizon
    self.unit = unit
  }

  /// Takes the history of the lot, or of one that was made of it.
  mutating func take(_ lot: LotID, _ history: LotHistory) {
    var state = LotState(lot: lot, policy: policy)
    for recorded in horizon.counting(history) {
      var moves: [StockMove] = []
      state.apply(recorded) { moves.append($0) }
      let unit = state.unit ?? .piece
      for move in moves { take(move, lot, unit, recorded) }
    }
  }

  private mutating func take(
    _ move: StockMove, _ lot: LotID, _ unit: Unit, _ recorded: RecordedEvent
  ) {
    let event = recorded.event
    let party = move.place.party
    var entry =
      parties[party]
      ?? RecallAnswer.Party(
        party: party, attributed: Quantity(amount: 0, unit: self.unit), first: event.time,
        last: event.time)
    entry.first = min(entry.first, event.time)
    entry.last = max(entry.last, event.time)
    if case .held = move.place {
      if move.amount > 0, move.cause != .moved { entry.add(move.amount, of: lot, unit) }
    } else {
      entry.isCarrier = true
    }
    if event.party == party, event.privateFields.contains(where: { $0.name == .contact }),
      !entry.contactEvents.contains(where: { $0.index == recorded.index })
    {
      entry.contactEvents.append(recorded)
      entry.contactEvents.sort { $0.index > $1.index }
      if entry.contactEvents.count > RecallFold.contactEventsMax {
        entry.contactEvents.removeLast()
      }
    }
    parties[party] = entry
  }
}

extension RecallAnswer.Party {
  fileprivate mutating func add(_ amount: Int64, of lot: LotID, _ unit: Unit) {
    if let position = received.lastIndex(where: { $0.lot == lot }) {
      let (sum, isTooLarge) = received[position].quantity.amount.addingReportingOverflow(amount)
      received[position].quantity.amount = isTooLarge ? .max : sum
    } else {
      received.append(Good(lot: lot, quantity: Quantity(amount: amount, unit: unit)))
    }
  }
}
