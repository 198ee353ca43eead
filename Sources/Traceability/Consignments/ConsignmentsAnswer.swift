public import Custody
public import LedgerFormat

/// Consignments, how far they have come, and what is on its way.
public struct ConsignmentsAnswer: Sendable {
  /// How far the answer looked.
  public var horizon: Horizon
  /// The moment that "overdue" is judged at.
  public var now: Instant
  /// How long a consignment may be in transit.
  public var overdueAfterSeconds: UInt64
  /// In the order of their openings in the ledger.
  public var rows: [ConsignmentRow] = []
}

/// One consignment.
public struct ConsignmentRow: Sendable {
  public var consignment: Identifier
  /// The entry that opened it.
  public var index: UInt64
  /// When it was consigned.
  public var time: Instant
  public var document: Identifier?
  public var consignor: Identifier
  /// Where the goods are taken from; nil is the consignor's unnamed place.
  public var site: Identifier?
  public var consignee: Identifier
  /// The carrier that the waybill names.
  public var carrier: Identifier?
  public var toSite: Identifier?
  /// Those who loaded any of the goods, in the order of their first load.
  public var carriers: [Identifier]
  public var state: ConsignmentState
  /// The vehicle of the latest step that names one.
  public var vehicle: Identifier?
  /// The place of the latest step that names one.
  public var place: String?
  /// The earliest load or departure.
  public var dispatchedAt: Instant?
  /// The latest step of any kind.
  public var lastSeenAt: Instant?
  public var goods: [Goods]
  /// All steps in the ledger's order, where they were asked for.
  public var steps: [RecordedEvent]
  /// In transit for longer than allowed.
  public var isOverdue: Bool
  /// Unaccounted beyond the tolerance, or overdue without having arrived anywhere.
  public var isUnknownDestination: Bool

  /// What became of one lot, in its smallest unit.
  public struct Goods: Sendable {
    public var lot: LotID
    public var chemical: Chemical?
    public var unit: Unit
    public var packages: String?
    /// How the transport document describes it; nil where too little was declared.
    public var transportLine: String?
    public var consigned: Int64
    public var loaded: Int64
    /// What the unloading counted; nil where no unloading named goods.
    public var unloaded: Int64?
    public var received: Int64
    public var returned: Int64
    public var lost: Int64
    public var inTransit: Int64
    public var unaccounted: Int64
    /// The most that two of the figures may differ by: the ledger's tolerance, none for pieces.
    public var tolerance: Int64
    /// Loaded, less consigned; nil before a load, and as long as something is in transit.
    public var loadDifference: Int64?
    /// Unloaded, less loaded.
    public var unloadDifference: Int64?
    /// Received, returned and lost, less loaded (or consigned, where nobody loaded); nil as long as
    /// something is in transit.
    public var receiptDifference: Int64?

    /// True when more is unaccounted than the tolerance: a shortage within it is booked so, and sought by
    /// nobody.
    public var isMissing: Bool { unaccounted.magnitude > UInt64(max(0, tolerance)) }

    /// True when some difference is larger than the tolerance.
    public var isBeyondTolerance: Bool {
      [loadDifference, unloadDifference, receiptDifference].contains {
        ($0?.magnitude ?? 0) > UInt64(max(0, tolerance))
      }
    }
  }

  /// True when something of it is on its way.
  public var isInTransit: Bool { goods.contains { $0.inTransit != 0 } }

  /// True as long as something of it is to come, to be found or to be brought back.
  public var isOpen: Bool {
    switch state {
    case .delivered, .returned, .lost: goods.contains(where: \.isMissing)
    case .refused: isInTransit
    default: true
    }
  }

  /// True when what was consigned, loaded, unloaded and received differs by more than the tolerance.
  public var hasDifference: Bool { goods.contains(where: \.isBeyondTolerance) }
}

/// Which consignments are asked for; several conditions hold together.
public struct ConsignmentSelection: Sendable {
  /// Only these, with all their steps; empty for all.
  public var consignments: Set<Identifier> = []
  /// As consignor, consignee or carrier.
  public var party: Identifier?
  public var lot: LotID?
  public var chemical: ChemicalQuery?
  /// What is on this vehicle now: its plate as people type it.
  public var vehicle: String?
  /// With what the vehicle carried before as well.
  public var isPastIncluded = false
  public var isOpen = false
  public var isOverdue = false
  public var isUnknownDestination = false
  public var hasDifference = false

  public init() {}
}
