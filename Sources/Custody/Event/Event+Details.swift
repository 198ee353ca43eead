public import LedgerFormat

/// A lot and how much of it.
public struct Good: Equatable, Sendable {
  public var lot: LotID
  public var quantity: Quantity
  /// How it is packed, such as `12 drums`; in the goods of a consignment only.
  public var packages: String?

  public init(lot: LotID, quantity: Quantity, packages: String? = nil) {
    self.lot = lot
    self.quantity = quantity
    self.packages = packages
  }
}

/// A lot that a production makes known.
public struct Output: Equatable, Sendable {
  public var lot: LotID
  public var quantity: Quantity
  /// The total in the inputs' dimension, where the output is counted in another.
  public var content: Quantity?
  public var chemical: Chemical?

  public init(
    lot: LotID, quantity: Quantity, content: Quantity? = nil, chemical: Chemical? = nil
  ) {
    self.lot = lot
    self.quantity = quantity
    self.content = content
    self.chemical = chemical
  }
}

/// Takes inputs and creates output lots (生产).
public struct Production: Equatable, Sendable {
  /// The raw value is the event's key 8.
  public enum Process: UInt64, Hashable, Sendable, CaseIterable {
    case produce = 0
    case `import` = 1
    case receipt = 2
    case opening = 3
    case repack = 4
    case blend = 5
    case react = 6
    case waste = 7
  }

  public var process: Process
  public var outputs: [Output]
  public var inputs: [Good]
  public var loss: Quantity?
  /// From whom, where it came from outside the ledger.
  public var from: Identifier?

  public init(
    process: Process, outputs: [Output], inputs: [Good] = [], loss: Quantity? = nil,
    from: Identifier? = nil
  ) {
    self.process = process
    self.outputs = outputs
    self.inputs = inputs
    self.loss = loss
    self.from = from
  }
}

/// Moves a lot between the party's places, or counts it (储存).
public struct Storage: Equatable, Sendable {
  /// The raw value is the event's key 8.
  public enum Action: UInt64, Hashable, Sendable, CaseIterable {
    case `in` = 0
    case out = 1
    case move = 2
    case count = 3
  }

  public var action: Action
  public var lot: LotID
  public var quantity: Quantity
  public var toSite: Identifier?
  public var reason: String?

  public init(
    action: Action, lot: LotID, quantity: Quantity, toSite: Identifier? = nil,
    reason: String? = nil
  ) {
    self.action = action
    self.lot = lot
    self.quantity = quantity
    self.toSite = toSite
    self.reason = reason
  }
}

/// Records a sale or purchase for the statutory books; moves nothing (经营).
public struct Trade: Equatable, Sendable {
  /// The raw value is the event's key 8.
  public enum Action: UInt64, Hashable, Sendable, CaseIterable {
    case sale = 0
    case purchase = 1
  }

  public var action: Action
  public var goods: [Good]
  public var counterparty: Identifier
  public var purpose: String?

  public init(
    action: Action, goods: [Good], counterparty: Identifier, purpose: String? = nil
  ) {
    self.action = action
    self.goods = goods
    self.counterparty = counterparty
    self.purpose = purpose
  }
}

/// Opens a consignment, which is a waybill; moves nothing yet (托运).
public struct Consignment: Equatable, Sendable {
  public var consignment: Identifier
  public var consignee: Identifier
  public var carrier: Identifier?
  public var goods: [Good]
  public var toSite: Identifier?

  public init(
    consignment: Identifier, consignee: Identifier, carrier: Identifier? = nil, goods: [Good],
    toSite: Identifier? = nil
  ) {
    self.consignment = consignment
    self.consignee = consignee
    self.carrier = carrier
    self.goods = goods
    self.toSite = toSite
  }
}

/// A step of a consignment on its way (运输).
public struct Transport: Equatable, Sendable {
  public var consignment: Identifier
  public var step: TransportStep
  public var vehicle: Identifier?
  public var place: String?
  /// Nil means all that the step can move.
  public var goods: [Good]?
  public var partial: Bool?

  public init(
    consignment: Identifier, step: TransportStep, vehicle: Identifier? = nil,
    place: String? = nil, goods: [Good]? = nil, partial: Bool? = nil
  ) {
    self.consignment = consignment
    self.step = step
    self.vehicle = vehicle
    self.place = place
    self.goods = goods
    self.partial = partial
  }
}

/// Consumes (使用).
public struct Use: Equatable, Sendable {
  public var lot: LotID
  public var quantity: Quantity
  public var purpose: String

  public init(lot: LotID, quantity: Quantity, purpose: String) {
    self.lot = lot
    self.quantity = quantity
    self.purpose = purpose
  }
}

/// Destroys or hands to final treatment (处置).
public struct Disposal: Equatable, Sendable {
  public var lot: LotID
  public var quantity: Quantity
  public var method: String

  public init(lot: LotID, quantity: Quantity, method: String) {
    self.lot = lot
    self.quantity = quantity
    self.method = method
  }
}

/// Removes what was lost, or adds what was found (丢失/损耗).
public struct Loss: Equatable, Sendable {
  /// The raw value is the event's key 8.
  public enum Cause: UInt64, Hashable, Sendable, CaseIterable {
    case theft = 0
    case loss = 1
    case spill = 2
    case evaporation = 3
    case found = 4
  }

  public var lot: LotID
  public var quantity: Quantity
  public var cause: Cause
  public var consignment: Identifier?

  public init(
    lot: LotID, quantity: Quantity, cause: Cause, consignment: Identifier? = nil
  ) {
    self.lot = lot
    self.quantity = quantity
    self.cause = cause
    self.consignment = consignment
  }
}
