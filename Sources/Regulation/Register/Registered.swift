public import Custody
public import LedgerFormat

/// One version of a subject of the register: what an entry says of it, and who said so and when.
public struct Registered<Record: Equatable & Sendable>: Equatable, Sendable {
  public let subject: Identifier
  public let record: Record
  /// True where the subject was struck off, or the licence revoked, by this entry.
  public let isRevoked: Bool
  public let reason: String?
  /// The entry, by which the event's private fields are opened.
  public let index: UInt64
  public let recordedAt: Instant
  /// From when it counts: the event's own time.
  public let time: Instant
  /// The party that registered it, and the event's id.
  public let registrar: Identifier
  public let eventID: Identifier
  public let document: Identifier?
}

/// The versions of all subjects of one kind.
///
/// Cost: a look-up hashes the id and passes over the subject's later versions; it allocates nothing.
public struct RegisterTable<Record: Equatable & Sendable>: Sendable {
  private var versions: [Identifier: [Registered<Record>]] = [:]

  init() {}

  /// The ids of all subjects ever registered, in order.
  public var ids: [Identifier] { versions.keys.sorted() }

  public var count: Int { versions.count }

  /// A subject as it stood at `time`: the newest entry, in the ledger's order, whose own time is not
  /// after it. Nil `time` means as known now. Nil where there is none.
  public func entry(_ id: Identifier, at time: Instant? = nil) -> Registered<Record>? {
    guard let versions = versions[id] else { return nil }
    guard let time else { return versions.last }
    return versions.last { $0.time <= time }
  }

  /// All that was ever said of a subject, in the ledger's order.
  public func history(_ id: Identifier) -> [Registered<Record>] { versions[id] ?? [] }

  /// Calls `body` with every subject as it stood at `time`, in the order of their ids.
  public func forEach(at time: Instant? = nil, _ body: (Registered<Record>) -> Void) {
    for id in ids { if let entry = entry(id, at: time) { body(entry) } }
  }

  mutating func append(_ version: Registered<Record>) {
    versions[version.subject, default: []].append(version)
  }
}
