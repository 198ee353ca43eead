internal import LedgerFormat

/// A set of event keys in one machine word.
struct EventKeys: ExpressibleByArrayLiteral, Sendable {
  private(set) var bits: UInt64 = 0

  init(arrayLiteral keys: EventKey...) { for key in keys { insert(key) } }

  mutating func insert(_ key: EventKey) { bits |= 1 << key.rawValue }

  func contains(_ key: EventKey) -> Bool { bits >> key.rawValue & 1 == 1 }

  func union(_ other: EventKeys) -> EventKeys {
    var result = self
    result.bits |= other.bits
    return result
  }

  /// The smallest key of these that `other` lacks.
  func first(notIn other: EventKeys) -> EventKey? {
    let missing = bits & ~other.bits
    return missing == 0 ? nil : EventKey(rawValue: UInt64(missing.trailingZeroBitCount))
  }
}

/// The keys that an event of one kind must have, and those that it may have.
struct EventKeyRule: Sendable {
  let needed: EventKeys
  let known: EventKeys

  private init(needs needed: EventKeys, may optional: EventKeys = []) {
    self.needed = needed.union([.kind, .id, .time, .party])
    known = self.needed.union(optional).union([.site, .document, .note, .owner, .privateFields])
  }

  /// The rule of a kind that an `Event` can hold; nil for the others.
  static func rule(of kind: BodyKind) -> EventKeyRule? {
    switch kind {
    case .production: production
    case .storage: storage
    case .trade: trade
    case .consignment: consignment
    case .transport: transport
    case .use: use
    case .disposal: disposal
    case .loss: loss
    case .correction: correction
    case .order: order
    case .registration: registration
    case .handling: handling
    case .genesis, .key, .submission, .commitment, .timestamp,
      .rotation:
      nil
    }
  }

  private static let production = EventKeyRule(
    needs: [.action, .outputs], may: [.inputs, .loss, .from])
  private static let storage = EventKeyRule(
    needs: [.action, .lot, .quantity], may: [.toSite, .reason])
  private static let trade = EventKeyRule(
    needs: [.action, .goods, .counterparty], may: [.purpose])
  private static let consignment = EventKeyRule(
    needs: [.goods, .consignment, .consignee], may: [.toSite, .carrier])
  private static let transport = EventKeyRule(
    needs: [.action, .consignment], may: [.goods, .vehicle, .place, .partial])
  private static let use = EventKeyRule(needs: [.lot, .quantity, .purpose])
  private static let disposal = EventKeyRule(needs: [.lot, .quantity, .method])
  private static let loss = EventKeyRule(
    needs: [.action, .lot, .quantity], may: [.consignment])
  private static let correction = EventKeyRule(
    needs: [.reason, .corrects], may: [.replacement])
  private static let order = EventKeyRule(needs: [.action], may: [.lots, .subject])
  private static let handling = EventKeyRule(needs: [.action, .finding])
  private static let registration = EventKeyRule(
    needs: [.action, .registered, .record], may: [.reason, .holder, .revoked])
}
